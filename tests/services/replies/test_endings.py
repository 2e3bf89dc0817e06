"""Every ending of a reply, through the real wiring: what came is kept, and the talk can go on."""

import asyncio
import re
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from sqlmodel import Session

from oreai.bootstrap import Services
from oreai.llm.errors import ModelError
from oreai.models import Message, Role, Status, now
from oreai.repositories import leases
from oreai.repositories.leases import LEASE_SECONDS
from oreai.services.accounts.session_token import new_token
from oreai.services.accounts.visitors import Visitor
from oreai.services.models.chat_models import ChatModel
from oreai.services.replies import generation
from oreai.settings import ROOT
from tests.running import free_port
from tests.services.endings import ENDINGS, SILENCE_S, SPOKEN, Ending, every_ending
from tests.talking import lines, row, say, send, settled, stored, until_said
from tests.upstream import Reply, Upstream
from tests.waiting import soon

QUESTION = "春天去哪里？"


@pytest.fixture
def model(provider: Upstream, monkeypatch: pytest.MonkeyPatch) -> Callable[[Ending], None]:
    """Lets the model end the next reply like this."""

    def ends(ending: Ending) -> None:
        if ending.reply:
            again = ending.kind == "context_too_long"  # refused once, it is cut and sent again
            provider.enqueue(*[ending.reply] * (1 + again))
        nobody = f"http://127.0.0.1:{free_port()}/v1"
        monkeypatch.setenv("OPENAI_BASE_URL", provider.url if ending.reply else nobody)

    return ends


@pytest.fixture
async def scene(services: Services, serve, lin: Visitor, chat: str, model):
    """Lets Lin ask while the model ends like this; gives the services that heard it."""

    async def play(ending: Ending) -> Services:
        asked = services
        if ending.silent:
            asked = serve(services.settings.database_url, OREAI_SILENCE_SECONDS=SILENCE_S)
        model(ending)
        await say(asked, lin, chat, QUESTION)
        model(ENDINGS["complete"])
        return asked

    return play


@every_ending
async def test_what_came_is_kept_and_the_reason_told(scene, lin: Visitor, chat: str, ending: Ending):
    """The prompt stays, the reply has its text, its status and its reason, on the screen as in the store."""
    services = await scene(ending)
    view = await services.chat_views.view(lin.user_id, chat)
    assert lines(view) == [("user", QUESTION, "complete"), ("assistant", ending.text, ending.status)]
    shown = view.messages[-1]
    assert (shown.error_kind, shown.provider_message, shown.retry_after_s) == (
        ending.kind,
        ending.words,
        ending.wait_s,
    )
    kept = await row(services, shown.id)
    assert (kept.content, kept.status, kept.error_kind or "") == (ending.text, ending.status, ending.kind)
    assert (kept.finish_reason, kept.model) == (ending.finish, "gpt-3.5-turbo-16k")
    assert (kept.lease_owner, kept.lease_until) == (None, None)
    assert (kept.first_token_at is not None) == bool(ending.text)
    assert kept.finished_at >= (kept.first_token_at or kept.created_at) >= kept.created_at
    assert (await services.chat_views.message_of(lin.user_id, shown.id)).content == ending.text


@every_ending
async def test_after_it_the_talk_goes_on(scene, lin: Visitor, chat: str, provider: Upstream, ending: Ending):
    """Lin can ask again, and say something new; the model hears what it had said, but no empty turns."""
    services = await scene(ending)
    reply_id = (await services.chat_views.view(lin.user_id, chat)).messages[-1].id
    await services.conversation.retry(lin.user_id, reply_id)
    assert lines(await settled(services, lin, chat))[1:] == [("assistant", "".join(SPOKEN), "complete")]
    assert provider.requests[-1].messages == [{"role": "user", "content": QUESTION}]
    assert (await row(services, reply_id)).content == ending.text, "the earlier version stays"
    view = await say(services, lin, chat, "还有呢？")
    assert [message.status for message in view.messages] == ["complete"] * 4


@pytest.mark.parametrize("ending", [ENDINGS["cut in the middle"], ENDINGS["server error"]])
async def test_going_on_without_a_retry_sends_what_had_come(
    scene, lin: Visitor, chat: str, provider: Upstream, ending: Ending
):
    """After a failure Lin just says the next thing; half a reply is sent along, or her words as one."""
    services = await scene(ending)
    await say(services, lin, chat, "还有呢？")
    turns = [QUESTION, ending.text, "还有呢？"] if ending.text else [f"{QUESTION}\n\n还有呢？"]
    assert [turn["content"] for turn in provider.requests[-1].messages] == turns


def test_every_kind_of_error_has_an_ending():
    """In the table, or in a test of its own that names it: attachments, the way to the server, the box."""
    others = [file for file in (ROOT / "tests").rglob("test_*.py") if file.name != Path(__file__).name]
    words = "\n".join(file.read_text("utf-8") for file in others)
    in_table = {ending.kind for ending in ENDINGS.values()}
    untested = [
        error.kind
        for error in ModelError.__subclasses__()
        if error.kind not in in_table and not re.search(rf'"{error.kind}"|\b{error.__name__}\b', words)
    ]
    assert untested == []


@pytest.fixture
async def running(services: Services, lin: Visitor, chat: str, provider: Upstream) -> str:
    """A reply that has said 先去京都 and then waits."""
    provider.enqueue(Reply(tokens=("先去", "京都", "再说"), silent_after=2))
    await send(services, lin, chat, QUESTION)
    return await until_said(services, lin, chat, "京都")


async def test_a_stopped_reply_keeps_what_has_come(
    services: Services, lin: Visitor, chat: str, provider: Upstream, running: str
):
    """Lin stops it: the text stays, and the provider's connection is closed."""
    assert provider.open_streams == 1
    assert await services.conversation.stop(lin.user_id, running)
    view = await services.chat_views.view(lin.user_id, chat)
    assert lines(view) == [("user", QUESTION, "complete"), ("assistant", "先去京都", "stopped")]
    assert view.running_id == ""
    assert lines(view) == [(m.role, m.content, m.status) for m in await stored(services, chat)]
    assert await soon(lambda: provider.closed_early == 1)
    assert provider.open_streams == 0
    assert not await services.conversation.stop(lin.user_id, running), "it runs no more"
    assert lines(await say(services, lin, chat, "继续"))[-1][2] == "complete"


async def test_a_reply_can_be_stopped_before_its_first_piece(
    services: Services, lin: Visitor, chat: str, provider: Upstream
):
    """Stopping at once leaves an empty stopped reply that can be retried."""
    provider.enqueue(Reply("太晚了", first_delay_s=60))
    reply_id = await send(services, lin, chat, QUESTION)
    assert await services.conversation.stop(lin.user_id, reply_id)
    view = await settled(services, lin, chat)
    assert lines(view)[-1] == ("assistant", "", "stopped")
    assert await soon(lambda: provider.open_streams == 0)
    provider.forget()
    await services.conversation.retry(lin.user_id, reply_id)
    assert lines(await settled(services, lin, chat))[-1][2] == "complete"


async def test_stopping_twice_at_once_is_stopping(services: Services, lin: Visitor, chat: str, running: str):
    """An impatient finger on the stop button does no harm."""
    stops = [services.conversation.stop(lin.user_id, running) for _ in range(2)]
    assert await asyncio.gather(*stops) == [True, True]
    assert lines(await settled(services, lin, chat))[-1] == ("assistant", "先去京都", "stopped")


async def test_a_server_that_goes_away_keeps_its_replies_as_interrupted(
    services: Services, lin: Visitor, chat: str, provider: Upstream, running: str
):
    """At a restart what had come is stored, the provider is let go, and Lin can ask again."""
    await services.generations.close()
    view = await services.chat_views.view(lin.user_id, chat)
    assert lines(view) == [("user", QUESTION, "complete"), ("assistant", "先去京都", "interrupted")]
    assert (await row(services, running)).content == "先去京都"
    assert await soon(lambda: provider.closed_early == 1)
    await services.conversation.retry(lin.user_id, running)
    assert lines(await settled(services, lin, chat))[-1][2] == "complete"


async def left_behind(services: Services, chat: str, *, lease_s: float) -> str:
    """A reply whose server was killed; its lease ends in so many seconds."""

    def work(session: Session) -> str:
        prompt = Message(chat_id=chat, role=Role.USER, content=QUESTION)
        session.add(prompt)
        session.flush()
        reply = Message(chat_id=chat, parent_id=prompt.id, role=Role.ASSISTANT, content="先去")
        reply.status, reply.lease_owner = Status.STREAMING, "killed"
        reply.lease_until = now() + timedelta(seconds=lease_s)
        session.add(reply)
        return reply.id

    return await services.database.write(work)


async def test_a_reply_whose_lease_has_ended_is_buried(services_on_each: Services, provider: Upstream):
    """After a kill -9 the next look finds the dead reply, keeps its text and opens the chat again."""
    services = services_on_each
    lin = await services.accounts.enter(new_token(), "zh")
    chat = await services.chats.open_free(lin.user_id, "zh")
    reply_id = await left_behind(services, chat, lease_s=-0.001)
    assert await services.generations.mark_interrupted() == 1
    kept = await row(services, reply_id)
    assert (kept.status, kept.content, kept.lease_owner, kept.lease_until) == (
        "interrupted",
        "先去",
        None,
        None,
    )
    assert await services.generations.mark_interrupted() == 0
    await services.conversation.retry(lin.user_id, reply_id)
    assert lines(await settled(services, lin, chat))[-1][2] == "complete"


async def test_a_younger_lease_is_left_alone(services: Services, chat: str):
    """Another process may still be at work on it."""
    reply_id = await left_behind(services, chat, lease_s=LEASE_SECONDS)
    assert await services.generations.mark_interrupted() == 0
    assert (await row(services, reply_id)).status == "streaming"


async def test_what_runs_here_is_never_buried(serve, services: Services, sqlite_url: str, running: str):
    """A living reply renews its lease, so that no other process takes it for dead."""
    other = serve(sqlite_url)
    owner, ended = services.generations.owner, {"lease_until": now()}
    await services.database.write(lambda session: leases.write(session, running, owner, **ended))
    assert await services.generations.mark_interrupted() == 0
    await services.generations.keep_now()
    assert await other.generations.mark_interrupted() == 0
    assert (await row(services, running)).content == "先去京都", "a snapshot keeps what has come"


async def test_a_burial_tells_those_who_watch(services: Services, lin: Visitor, chat: str):
    """The list of chats shows no running mark for a reply that is dead."""
    await left_behind(services, chat, lease_s=-0.001)
    news = services.chats.follow(lin.user_id)
    assert [row.running for row in (await anext(news)).rows if row.id == chat] == [True]
    await services.generations.mark_interrupted()
    after = await asyncio.wait_for(anext(news), 10)
    assert [row.running for row in after.rows if row.id == chat] == [False]
    await news.aclose()


async def test_a_cancellation_from_elsewhere_interrupts(
    services: Services, lin: Visitor, chat: str, running: str
):
    """The task that makes a reply is cancelled by nobody of ours: what came stays, and the talk goes on."""
    [task] = [task for task in asyncio.all_tasks() if task.get_coro().__name__ == "_make"]
    task.cancel()
    assert lines(await settled(services, lin, chat))[-1] == ("assistant", "先去京都", "interrupted")
    await services.conversation.retry(lin.user_id, running)
    assert lines(await settled(services, lin, chat))[-1][2] == "complete"


async def test_a_reply_without_a_lease_is_buried(services: Services, chat: str):
    """Nobody can be at work on it."""
    reply_id = await left_behind(services, chat, lease_s=0)
    await services.database.write(lambda session: leases.write(session, reply_id, "killed", lease_until=None))
    assert await services.generations.mark_interrupted() == 1
    assert (await row(services, reply_id)).status == "interrupted"


async def test_a_text_that_cannot_be_counted_ends_all_the_same(
    services: Services, lin: Visitor, chat: str, running: str, monkeypatch: pytest.MonkeyPatch
):
    """The ending is stored with its text; the count waits until the text is sent."""

    def fails(*_: object) -> dict[str, object]:
        raise MemoryError

    monkeypatch.setattr(ChatModel, "counted", fails)
    async with asyncio.timeout(10):
        assert await services.conversation.stop(lin.user_id, running)
    kept = await row(services, running)
    assert (kept.content, kept.status, kept.tokens) == ("先去京都", "stopped", None)
    assert services.generations.running_count == 0


async def test_a_reply_without_an_end_is_cut(
    services: Services, lin: Visitor, chat: str, provider: Upstream, monkeypatch: pytest.MonkeyPatch
):
    """A model that repeats itself for ever is let go: what came is a reply that was cut, and can go on."""
    monkeypatch.setattr(generation, "LONGEST", 100)
    provider.enqueue(Reply(tokens=("哈哈哈哈",) * 50, reasoning=("嗯",), silent_after=51))
    shown = (await say(services, lin, chat, QUESTION)).messages[-1]
    kept = await row(services, shown.id)
    assert (kept.status, kept.finish_reason, kept.content) == ("complete", "length", "哈哈哈哈" * 25)
    assert shown.can_continue
    assert await soon(lambda: provider.closed_early == 1)


async def test_thoughts_without_an_end_are_cut(
    services: Services, lin: Visitor, chat: str, provider: Upstream, monkeypatch: pytest.MonkeyPatch
):
    """Nothing was said: that is no reply, however much was thought."""
    monkeypatch.setattr(generation, "LONGEST", 100)
    provider.enqueue(Reply("京都", reasoning=("嗯嗯嗯嗯",) * 50, delay_s=0.001))
    shown = (await say(services, lin, chat, QUESTION)).messages[-1]
    assert (shown.status, shown.error_kind, shown.content) == ("failed", "empty", "")
