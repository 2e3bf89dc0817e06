"""The ledger: one row a request, settled with what it used, released where nothing came; sums are its own."""

import asyncio
from collections.abc import Callable
from typing import Any

import pytest
from sqlmodel import Session

from oreai.bootstrap import Services
from oreai.models import EntryState, Payer, Purpose, User
from oreai.repositories import leases, messages, usage
from oreai.services.accounts.session_token import new_token
from oreai.services.accounts.visitors import Visitor
from oreai.services.replies.direct import DirectTurn, ReplyFailed, TooManyReplies
from oreai.services.usage.ledger import Ledger
from oreai.services.usage.limits import Limits
from tests.running import free_port
from tests.services.endings import SILENCE_S, Ending, every_ending
from tests.services.usage.books import balance, entries
from tests.talking import give_name, say, send, settled, until_said
from tests.upstream import Reply, Upstream, server_error
from tests.waiting import soon

QUESTION = "春天去哪里？"
ENDLESS = Reply(tokens=("先去", "京都"), silent_after=2)
SILENT = Reply("", silent_after=0)


@pytest.fixture
async def lin(services: Services, lin: Visitor) -> Visitor:
    """Lin, who has signed up."""
    return await give_name(services, lin)


@pytest.fixture
def model(provider: Upstream, monkeypatch: pytest.MonkeyPatch) -> Callable[[Ending], None]:
    """Lets the model end the next reply like this."""

    def ends(ending: Ending) -> None:
        if ending.reply:
            provider.enqueue(*[ending.reply] * (1 + (ending.kind == "context_too_long")))
        else:
            monkeypatch.setenv("OPENAI_BASE_URL", f"http://127.0.0.1:{free_port()}/v1")

    return ends


@every_ending
async def test_every_ending_is_settled_or_released(
    serve: Callable[..., Services], sqlite_url: str, model: Callable[[Ending], None], ending: Ending
):
    """Half a reply is a reply; where no word and no thought came, nothing is owed. Nothing stays reserved."""
    services = serve(sqlite_url, **({"OREAI_SILENCE_SECONDS": SILENCE_S} if ending.silent else {}))
    lin = await give_name(services, await services.accounts.enter(new_token(), "zh"))
    model(ending)
    await say(services, lin, await services.chats.open_free(lin.user_id, "zh"), QUESTION)
    [entry] = await entries(services)
    assert (entry.state, entry.calls) == (("settled", 1) if ending.text else ("released", 0))
    assert bool(entry.completion_tokens) == bool(entry.prompt_tokens) == bool(ending.text)
    assert (entry.model == "gpt-3.5-turbo-16k") == bool(ending.text)
    await balance(services)


async def test_what_the_provider_counts_is_what_is_settled(
    services: Services, lin: Visitor, chat: str, provider: Upstream
):
    """Prompt and completion, the model and how it ended, all in the row of the request."""
    provider.enqueue(Reply("京都", usage=(42, 7)))
    await say(services, lin, chat, QUESTION)
    [entry] = await entries(services)
    counted = (entry.prompt_tokens, entry.completion_tokens, entry.is_estimated)
    assert counted == (42, 7, False)
    assert (entry.payer, entry.purpose, entry.ending) == ("user", "reply", "stop")
    assert (entry.chat_id, entry.user_id, entry.network) == (chat, lin.user_id, "")


async def test_stopped_costs_what_came(services: Services, lin: Visitor, chat: str, provider: Upstream):
    """With a word it is a call, and its tokens are counted by us; before the first word it is none."""
    provider.enqueue(ENDLESS, SILENT)
    reply_id = await send(services, lin, chat, QUESTION)
    await until_said(services, lin, chat, "京都")
    await services.conversation.stop(lin.user_id, reply_id)
    reply_id = await send(services, lin, chat, QUESTION)
    assert await soon(lambda: len(provider.requests) == 2)
    await services.conversation.stop(lin.user_id, reply_id)
    first, second = await entries(services)
    assert (first.state, first.calls, first.ending, first.is_estimated) == ("settled", 1, "stopped", True)
    assert first.prompt_tokens > 0
    assert first.completion_tokens > 0
    assert (second.state, second.calls, second.completion_tokens) == ("released", 0, 0)
    await balance(services)


async def test_a_server_that_goes_settles_what_came(
    serve: Callable[..., Services], database_url: str, provider: Upstream
):
    """It is interrupted with half its text; one that had not begun costs nothing."""
    services = serve(database_url)
    lin = await give_name(services, await services.accounts.enter(new_token(), "zh"))
    chats = [await services.chats.open_from_persona(lin.user_id, "zh", "poet") for _ in range(2)]
    provider.enqueue(ENDLESS)
    await send(services, lin, chats[0], QUESTION)
    await until_said(services, lin, chats[0], "京都")
    provider.enqueue(SILENT)
    await send(services, lin, chats[1], QUESTION)
    assert await soon(lambda: len(provider.requests) == 2)
    await services.generations.close()
    assert sorted((one.state, one.calls) for one in await entries(services)) == [
        ("released", 0),
        ("settled", 1),
    ]
    await balance(services)


async def _let_leases_end(services: Services) -> None:
    def work(session: Session) -> None:
        for entry in session.exec(usage.select(usage.UsageEntry)).all():
            usage.renew(session, entry.id, -1)
            if entry.message_id:
                owner = services.generations.owner
                leases.write(session, entry.message_id, owner, lease_until=leases.from_now(-1))

    await services.database.write(work)


async def test_a_killed_server_refunds_by_itself(
    serve: Callable[..., Services], database_url: str, provider: Upstream
):
    """Nobody is there to say so: the lease ends, and with it the reservation."""
    killed, other = serve(database_url), serve(database_url)
    lin = await give_name(killed, await killed.accounts.enter(new_token(), "zh"))
    chat = await killed.chats.open_free(lin.user_id, "zh")
    provider.enqueue(ENDLESS)
    await send(killed, lin, chat, QUESTION)
    await until_said(killed, lin, chat, "京都")
    assert (await other.allowances.of(lin.user_id)).left == 999, "reserved"
    assert await other.ledger_sweep.release_lapsed() == 0
    await _let_leases_end(killed)
    assert await other.ledger_sweep.release_lapsed() == 0, "as long as the reply is made, it stands"
    assert await other.generations.mark_interrupted() == 1
    assert (await other.allowances.of(lin.user_id)).left == 1000
    await killed.generations.close()
    [entry] = await entries(other)
    assert (entry.state, entry.calls) == ("released", 0)
    await balance(other)


async def test_a_reply_whose_row_is_gone_is_released(
    services: Services, lin: Visitor, chat: str, provider: Upstream
):
    """Another process has cleared the chat: the reservation ends with its lease."""
    provider.enqueue(ENDLESS)
    await send(services, lin, chat, QUESTION)
    await until_said(services, lin, chat, "京都")
    await services.database.write(lambda session: messages.clear(session, chat))
    await services.generations.keep_now()
    await _let_leases_end(services)
    assert await services.ledger_sweep.release_lapsed() == 1
    assert await services.ledger_sweep.release_lapsed() == 0
    await balance(services)


async def test_who_is_gone_leaves_what_they_cost(
    services: Services, lin: Visitor, chat: str, provider: Upstream
):
    """The owner has paid for it: the entry stays, and is nobody's; what was running is released."""
    await say(services, lin, chat, QUESTION)
    provider.enqueue(ENDLESS)
    await send(services, lin, chat, QUESTION)
    await until_said(services, lin, chat, "京都")

    def delete(session: Session) -> None:
        messages.clear(session, chat)
        session.delete(session.get(User, lin.user_id))

    await services.database.write(delete)
    await services.generations.keep_now()
    await _let_leases_end(services)
    assert await services.ledger_sweep.release_lapsed() == 1
    assert [(one.user_id, one.chat_id, one.state) for one in await entries(services)] == [
        (None, None, "settled"),
        (None, None, "released"),
    ]


async def test_parallel_sends_on_two_servers_cannot_overspend(
    serve: Callable[..., Services], database_url: str, provider: Upstream
):
    """Twelve at once with five calls left: five are answered, and the books are exact."""
    settings: dict[str, Any] = {"OREAI_USER_CALLS": 5, "OREAI_REPLIES_AT_ONCE": 50}
    two = [serve(database_url, **settings), serve(database_url, **settings)]
    lin = await give_name(two[0], await two[0].accounts.enter(new_token(), "zh"))
    chats = [await two[0].chats.open_from_persona(lin.user_id, "zh", "poet") for _ in range(12)]
    provider.enqueue(*[Reply("京都")] * 12)
    await asyncio.gather(*[send(two[at % 2], lin, chat, QUESTION) for at, chat in enumerate(chats)])
    ended = [(await settled(two[at % 2], lin, chat)).messages[-1].status for at, chat in enumerate(chats)]
    assert sorted(ended) == ["complete"] * 5 + ["failed"] * 7
    assert len(provider.requests) == 5
    assert (await two[0].allowances.of(lin.user_id)).left == 0
    await balance(two[0])


async def test_a_programs_reply_is_charged_as_any_other(services: Services, lin: Visitor, provider: Upstream):
    """One that failed costs nothing, one whose reader went costs what came; all count as replies at once."""
    provider.enqueue(Reply("京都"), server_error("Busy."), ENDLESS)
    turns = [DirectTurn("user", QUESTION)]
    assert "".join([text async for text in services.direct_replies.stream(lin.user_id, turns)]) == "京都"
    with pytest.raises(ReplyFailed):
        await anext(services.direct_replies.stream(lin.user_id, turns))
    stream = services.direct_replies.stream(lin.user_id, turns)
    assert await anext(stream) == "先去"
    await stream.aclose()
    assert [(one.purpose, one.state, one.calls) for one in await entries(services)] == [
        ("direct", "settled", 1),
        ("direct", "released", 0),
        ("direct", "settled", 1),
    ]
    await services.database.write(
        lambda session: setattr(session.get(User, lin.user_id), "replies_running", 3)
    )
    with pytest.raises(TooManyReplies):
        await anext(services.direct_replies.stream(lin.user_id, turns))


async def test_a_programs_reply_of_a_killed_server_is_released(
    services: Services, lin: Visitor, provider: Upstream
):
    """Its lease is renewed by nobody."""
    ledger = Ledger(Limits())
    entry: Any = await services.database.write(
        lambda session: ledger.reserve(session, lin.user_id, Purpose.DIRECT)
    )
    assert await services.ledger_sweep.release_lapsed() == 0
    await services.database.write(lambda session: usage.renew(session, entry.id, -1))
    assert await services.ledger_sweep.release_lapsed() == 1
    await balance(services)


async def test_an_own_key_costs_no_calls_and_is_listed(services: Services, lin: Visitor):
    """Also with none left; it counts among the replies at once."""
    ledger = Ledger(Limits())

    def work(session: Session) -> Any:
        session.get(User, lin.user_id).calls_limit = 0
        session.flush()
        return ledger.reserve(session, lin.user_id, Purpose.REPLY, has_own_key=True)

    entry = await services.database.write(work)
    assert (entry.payer, entry.calls, entry.state) == (Payer.OWN_KEY, 0, EntryState.RESERVED)
    await balance(services)
