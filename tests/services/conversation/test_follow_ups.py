"""What could be said next is asked beside the conversation, after the reply, and kept with it."""

from collections.abc import Callable, Iterator

import pytest

from oreai.bootstrap import Services
from oreai.i18n import texts_for
from oreai.models import Purpose
from oreai.services.accounts.session_token import new_token
from oreai.services.accounts.visitors import Visitor
from oreai.services.conversation.follow_ups import MAX_TOKENS
from tests.talking import say, send, until_said
from tests.upstream import Reply, Request, Upstream, quote_back
from tests.waiting import soon

QUESTION = "春天去京都看樱花，怎么安排？"
NEXT = ["住哪里好？", "要带什么？", "几月去最好？"]


@pytest.fixture
async def asking(sqlite_url: str, serve: Callable[..., Services]) -> Services:
    """The services of an owner who has switched it on."""
    return serve(sqlite_url, OREAI_FOLLOW_UPS=True)


@pytest.fixture
async def lin(asking: Services) -> Visitor:
    return await asking.accounts.enter(new_token(), "zh")


@pytest.fixture
async def chat(asking: Services, lin: Visitor) -> str:
    return await asking.chats.open_free(lin.user_id, "zh")


def asks(request: Request) -> bool:
    """Whether this is the request of follow_ups.py and not a conversation's."""
    return request.messages[0]["content"] == texts_for("zh").instructions.follow_up_request


@pytest.fixture
def model(provider: Upstream) -> Iterator[Upstream]:
    """A model that proposes three things, each time."""
    provider.fallback = lambda asked: Reply("\n".join(NEXT)) if asks(asked) else quote_back(asked)
    yield provider
    provider.fallback = quote_back


async def offered(services: Services, who: Visitor, chat: str) -> list[str]:
    return list((await services.chat_views.view(who.user_id, chat)).follow_ups)


async def asked_after(services: Services) -> None:
    """Until whatever is done in the background after a reply has been done."""
    assert await soon(lambda: not services.generations.running_count and not services.generations._background)


async def test_they_are_asked_for_beside_and_kept(asking: Services, lin: Visitor, chat: str, model: Upstream):
    """One small request on the owner's account, shown apart; another look finds the same."""
    await say(asking, lin, chat, QUESTION)
    await asked_after(asking)
    assert await offered(asking, lin, chat) == NEXT == await offered(asking, lin, chat)
    conversation, beside = model.requests
    assert QUESTION in beside.messages[1]["content"]
    assert beside.body["max_tokens"] == MAX_TOKENS
    assert NEXT[0] not in str(conversation.messages)
    rows, _ = await asking.usage.page(lin.user_id)
    assert {(row.purpose, row.calls) for row in rows} == {(Purpose.REPLY, 1), (Purpose.FOLLOW_UPS, 0)}


async def test_they_go_with_the_next_message(asking: Services, lin: Visitor, chat: str, model: Upstream):
    """While the next reply is made nothing is offered, and the model never reads them."""
    await say(asking, lin, chat, QUESTION)
    await asked_after(asking)
    model.enqueue(Reply("住在东山。", delay_s=0.05))
    await send(asking, lin, chat, NEXT[0])
    await until_said(asking, lin, chat, "住在")
    assert await offered(asking, lin, chat) == []
    assert NEXT[1] not in str(model.requests[-1].messages)


async def test_a_reply_that_offers_choices_is_not_asked_about(
    asking: Services, lin: Visitor, chat: str, model: Upstream
):
    """They are the chips."""
    model.enqueue(Reply("先看哪个？\n1. 清水寺\n2. 岚山"))
    await say(asking, lin, chat, QUESTION)
    await asked_after(asking)
    assert await offered(asking, lin, chat) == ["清水寺", "岚山"]
    assert not any(map(asks, model.requests))


async def test_whoever_wants_none_is_offered_none(asking: Services, lin: Visitor, chat: str, model: Upstream):
    """Nor is anybody asked; what was kept comes back with the switch."""
    await say(asking, lin, chat, QUESTION)
    await asked_after(asking)
    await asking.accounts.set_follow_ups(lin.user_id, wanted=False)
    assert await offered(asking, lin, chat) == []
    model.forget()
    await say(asking, lin, chat, "还有呢？")
    await asked_after(asking)
    assert not any(map(asks, model.requests))
    await asking.accounts.set_follow_ups(lin.user_id, wanted=True)
    assert await asking.accounts.wants_follow_ups(lin.user_id)


async def test_a_temporary_chat_is_not_sent_twice(asking: Services, lin: Visitor, model: Upstream):
    """What is kept nowhere goes to the provider once."""
    chat = await asking.temporary_chats.open(lin.user_id, "zh")
    await say(asking, lin, chat, QUESTION)
    await asked_after(asking)
    assert not any(map(asks, model.requests))


async def test_it_is_off_as_oreai_comes(services: Services, provider: Upstream):
    """One reply, one request; choices in a reply are offered all the same."""
    lin = await services.accounts.enter(new_token(), "zh")
    chat = await services.chats.open_free(lin.user_id, "zh")
    provider.enqueue(Reply("先看哪个？\n1. 清水寺\n2. 岚山"))
    view = await say(services, lin, chat, QUESTION)
    assert view.follow_ups == ["清水寺", "岚山"]
    await asked_after(services)
    assert len(provider.requests) == 1


async def test_the_offline_model_is_not_asked(asking: Services, lin: Visitor, chat: str):
    """It has one text for every question."""
    await say(asking, lin, chat, QUESTION)
    await asked_after(asking)
    assert await offered(asking, lin, chat) == []


async def test_they_leave_the_titles_their_own_share(sqlite_url: str, serve, model: Upstream):
    """A user's share of follow-ups is used up: no more come, and it says nothing of titles or replies."""
    services = serve(sqlite_url, OREAI_FOLLOW_UPS=True, OREAI_AUXILIARY_CALLS=1)
    lin = await services.accounts.enter(new_token(), "zh")
    chat = await services.chats.open_free(lin.user_id, "zh")
    for text in (QUESTION, "还有呢？"):
        view = await say(services, lin, chat, text)
        assert view.messages[-1].status == "complete"
        await asked_after(services)
    assert sum(map(asks, model.requests)) == 1
    assert await offered(services, lin, chat) == []
