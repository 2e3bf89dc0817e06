"""Who may write a reply's row: the process that holds its lease, by the database's clock, and nobody else."""

import asyncio
from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy.exc import OperationalError, StatementError
from sqlmodel import Session, select

from oreai.bootstrap import Services
from oreai.columns import from_now
from oreai.models import Status, now
from oreai.repositories import leases, messages
from oreai.services.accounts.session_token import new_token
from oreai.services.accounts.visitors import Visitor
from tests.talking import lines, row, say, send, settled, until_said
from tests.upstream import Reply, Upstream
from tests.waiting import soon

QUESTION = "春天去哪里？"
STORY = ("先去", "京都", "，再去", "奈良。")


@pytest.fixture
def running(provider: Upstream) -> None:
    """The next reply says two words and then nothing more for a minute."""
    provider.enqueue(Reply(tokens=STORY, silent_after=2))


async def let_lease_end(services: Services, message_id: str) -> None:
    """As if its maker had stood still for longer than its lease."""

    def work(session: Session) -> None:
        leases.write(session, message_id, services.generations.owner, lease_until=from_now(-1))

    await services.database.write(work)


async def test_a_lease_is_counted_by_the_databases_clock(services_on_each: Services):
    """A process whose own clock is wrong neither takes a living reply for dead, nor a dead one for living."""

    def clocks(session: Session) -> list:
        return [session.exec(select(from_now(seconds))).one() for seconds in (0, 10, -2.5)]

    at, later, earlier = await services_on_each.database.read(clocks)
    assert abs(at - now()) < timedelta(seconds=5), "the database of this test is on this machine"
    assert abs(later - at - timedelta(seconds=10)) < timedelta(seconds=0.1)
    assert abs(at - earlier - timedelta(seconds=2.5)) < timedelta(seconds=0.1)


async def test_what_has_come_is_stored_every_two_seconds(
    services: Services, lin: Visitor, chat: str, running: None
):
    """So that a server that is killed loses two seconds at most; and it is missed ten seconds later."""
    await send(services, lin, chat, QUESTION)
    reply_id = await until_said(services, lin, chat, "京都")
    deadline = asyncio.get_running_loop().time() + 3.5
    while not (stored := await row(services, reply_id)).content:
        assert asyncio.get_running_loop().time() < deadline, "nothing is stored while the reply is made"
        await asyncio.sleep(0.05)
    assert stored.content == "先去京都"
    assert stored.lease_until
    assert timedelta(seconds=5) < stored.lease_until - now() < timedelta(seconds=11)


async def test_who_stood_still_too_long_writes_no_more(
    serve: Callable[..., Services], database_url: str, provider: Upstream, running: None
):
    """Another process has ended the reply and Lin goes on there; the first one, awake again, lets go."""
    still, other = serve(database_url), serve(database_url)
    lin = await still.accounts.enter(new_token(), "zh")
    chat = await still.chats.open_free(lin.user_id, "zh")
    await send(still, lin, chat, QUESTION)
    reply_id = await until_said(still, lin, chat, "京都")
    await still.generations.keep_now()
    await let_lease_end(still, reply_id)
    assert await other.generations.mark_interrupted() == 1
    provider.enqueue(Reply(tokens=("嵯峨",)))
    await other.conversation.continue_reply(lin.user_id, reply_id)
    assert lines(await settled(other, lin, chat))[-1] == ("assistant", "先去京都嵯峨", "complete")
    await still.generations.keep_now()
    assert still.generations.running_count == 0
    assert await soon(lambda: provider.closed_early == 1)
    assert (await row(still, reply_id)).content == "先去京都嵯峨"


async def test_an_ending_is_refused_where_the_reply_is_anothers(
    services: Services, lin: Visitor, chat: str, running: None
):
    """It was taken over while its last word came: what stands in the store stays."""
    await send(services, lin, chat, QUESTION)
    reply_id = await until_said(services, lin, chat, "京都")

    def take(session: Session) -> None:
        leases.write(session, reply_id, services.generations.owner, lease_owner="another", content="别人的")

    await services.database.write(take)
    await services.generations.close()
    kept = await row(services, reply_id)
    assert (kept.content, kept.status, kept.lease_owner) == ("别人的", "streaming", "another")


async def test_a_reply_deleted_elsewhere_is_let_go(
    services: Services, lin: Visitor, chat: str, running: None, provider: Upstream
):
    """The chat was cleared by another process: the provider is let go, and nothing comes back."""
    await send(services, lin, chat, QUESTION)
    await until_said(services, lin, chat, "京都")
    await services.database.write(lambda session: messages.clear(session, chat))
    await services.generations.keep_now()
    assert services.generations.running_count == 0
    assert await soon(lambda: provider.closed_early == 1)
    assert lines(await services.chat_views.view(lin.user_id, chat)) == []


async def test_an_ending_waits_for_the_database(
    services: Services, lin: Visitor, chat: str, provider: Upstream, monkeypatch: pytest.MonkeyPatch
):
    """The database is away when the last word comes, for many tries: all is stored then."""
    pauses, sleep = [], asyncio.sleep
    write = leases.write

    def away(session: Session, message_id: str, owner: str, **values: object) -> bool:
        if values.get("status") == Status.COMPLETE and len(pauses) < 8:
            raise OperationalError("UPDATE", {}, ConnectionRefusedError())
        return write(session, message_id, owner, **values)

    async def short(seconds: float) -> None:
        if seconds >= 1:
            pauses.append(seconds)
        await sleep(min(seconds, 0.01))

    monkeypatch.setattr(leases, "write", away)
    monkeypatch.setattr("oreai.services.replies.generations.asyncio.sleep", short)
    provider.enqueue(Reply(tokens=STORY))
    assert lines(await say(services, lin, chat, QUESTION))[-1] == ("assistant", "".join(STORY), "complete")
    assert max(pauses) <= 5, "soon after the database is back"


async def test_an_ending_that_can_never_be_stored_does_not_wait_for_ever(
    services: Services, lin: Visitor, chat: str, provider: Upstream, monkeypatch: pytest.MonkeyPatch
):
    """It is not the database's absence: after three tries the row is left to who looks for dead replies."""

    def wrong(session: Session, message_id: str, owner: str, **values: object) -> bool:
        raise StatementError("no such column", "UPDATE", {}, ValueError())

    sleep = asyncio.sleep
    monkeypatch.setattr(leases, "write", wrong)
    monkeypatch.setattr(
        "oreai.services.replies.generations.asyncio.sleep", lambda seconds: sleep(min(seconds, 0.01))
    )
    provider.enqueue(Reply(tokens=STORY))
    await send(services, lin, chat, QUESTION)
    assert await soon(lambda: services.generations.running_count == 0)
