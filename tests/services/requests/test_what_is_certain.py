"""What a provider says for certain is kept, a guess for an hour; what it does in silence is told."""

import json
import time
from types import SimpleNamespace

import pytest

from oreai.bootstrap import Services
from oreai.services.accounts.visitors import Visitor
from oreai.services.models import capabilities
from tests.long_chats import exchanges, write_turns
from tests.talking import row, say
from tests.upstream import Reply, Upstream

TOO_LONG = "invalid params, context window exceeds limit (2013)"


@pytest.fixture
async def long_chat(services: Services, chat: str) -> str:
    """A chat of Lin's with forty exchanges."""
    await services.database.write(lambda session: write_turns(session, chat, exchanges(40, words=40)))
    return chat


def refuses(words: str, status: int = 400) -> Reply:
    return Reply(status=status, body=json.dumps({"error": {"message": words}}))


async def limit(services: Services, lin: Visitor, chat: str) -> int:
    return (await services.chat_views.view(lin.user_id, chat)).context_usage.limit


async def test_a_guess_is_forgotten(
    services: Services, serve, lin: Visitor, long_chat: str, provider: Upstream
):
    """MiniMax's 2013 is the number of its error: the half is tried and holds, but not after a restart."""
    before = await limit(services, lin, long_chat)
    provider.enqueue(refuses(TOO_LONG))
    shown = (await say(services, lin, long_chat, "再说一天")).messages[-1]
    assert shown.status == "complete"
    assert shown.refitted_to not in (0, 2013, int(2013 * 0.95))
    assert await limit(services, lin, long_chat) == shown.refitted_to < before
    assert await limit(serve(services.settings.database_url), lin, long_chat) == before


async def test_a_guess_ends_after_an_hour(
    services: Services, lin: Visitor, long_chat: str, provider: Upstream, monkeypatch: pytest.MonkeyPatch
):
    """The provider may have room for more by then: its whole window is tried again."""
    before = await limit(services, lin, long_chat)
    provider.enqueue(refuses(TOO_LONG))
    assert (await say(services, lin, long_chat, "再说一天")).messages[-1].status == "complete"
    start = time.monotonic()
    monkeypatch.setattr(capabilities, "time", SimpleNamespace(monotonic=lambda: start + 59 * 60))
    assert await limit(services, lin, long_chat) < before
    monkeypatch.setattr(capabilities, "time", SimpleNamespace(monotonic=lambda: start + 61 * 60))
    assert await limit(services, lin, long_chat) == before


async def test_a_provider_that_cuts_in_silence_is_noticed(
    services: Services, lin: Visitor, long_chat: str, provider: Upstream
):
    """Ollama reads what it has room for, and only its count tells: said below the reply, and assumed."""
    provider.enqueue(Reply("好", usage=(2048, 1)))
    shown = (await say(services, lin, long_chat, "再说一天")).messages[-1]
    assert shown.truncated_to == (await row(services, shown.id)).truncated_to == 2048
    assert (await services.details.of(lin.user_id, shown.id)).truncated_to == 2048
    view = await services.chat_views.view(lin.user_id, long_chat)
    assert view.context_usage.limit == 2048
    provider.enqueue(Reply("好", usage=(900, 1)))
    after = await say(services, lin, long_chat, "还有呢？")
    assert after.messages[-1].truncated_to == 0


async def test_a_count_that_is_a_little_lower_is_a_count(
    services: Services, lin: Visitor, long_chat: str, provider: Upstream
):
    """Each model counts in its own way: nothing is said, the window stays."""
    before = await limit(services, lin, long_chat)
    used = (await services.chat_views.view(lin.user_id, long_chat)).context_usage.used
    provider.enqueue(Reply("好", usage=(used * 4 // 5, 1)))
    shown = (await say(services, lin, long_chat, "再说一天")).messages[-1]
    assert (shown.truncated_to, await limit(services, lin, long_chat)) == (0, before)


async def test_a_system_role_that_is_refused_begins_what_the_user_says(
    services: Services, serve, lin: Visitor, provider: Upstream
):
    """Asked once more at once, remembered after a restart, and the sheet shows what went."""
    chat = await services.chats.open_from_persona(lin.user_id, "zh", "poet")
    provider.enqueue(Reply("你好！"))
    await say(services, lin, chat, "你好")
    system = provider.requests[0].messages[0]["content"]
    provider.enqueue(refuses("System role not supported"))
    shown = (await say(services, lin, chat, "写京都")).messages[-1]
    assert shown.status == "complete"
    roles = [[turn["role"] for turn in request.messages] for request in provider.requests[-2:]]
    assert roles == [["system", "user", "assistant", "user"], ["user", "assistant", "user"]]
    assert provider.requests[-1].messages[0]["content"].startswith(system)
    view = await services.details.of(lin.user_id, shown.id)
    assert [turn.content for turn in view.turns] == [t["content"] for t in provider.requests[-1].messages]
    await say(serve(services.settings.database_url), lin, chat, "再来")
    assert provider.requests[-1].messages[0]["role"] == "user"
