"""A process dies or goes away in the middle of a reply: another one goes on with it, with the provider."""

import asyncio
import time
from typing import Any

import pytest
from sqlalchemy.exc import OperationalError
from sqlmodel import Session

from oreai.bootstrap import Services
from oreai.columns import from_now
from oreai.repositories import leases
from oreai.services.accounts.session_token import new_token
from oreai.services.replies.take_over import LATE_SECONDS, MOST
from tests.services.replies.conftest import QUESTION, Processes
from tests.talking import lines, row, send, settled, until_said
from tests.upstream import Reply, Request
from tests.waiting import soon


async def looks(services: Services, times: int = 2) -> int:
    """What so many looks of this process have found."""
    return sum([await services.take_over.look() for _ in range(times)])


async def let_lease_end(services: Services, message_id: str, owner: str, seconds: float) -> None:
    """As if its maker had written last so long ago that the lease ended these seconds before now."""

    def work(session: Session) -> None:
        leases.write(session, message_id, owner, lease_until=from_now(-seconds))

    await services.database.write(work)


async def test_a_killed_process_loses_no_reply(processes: Processes):
    """Another one notices at its second look, and asks the provider to go on from what is stored."""
    two = processes
    reply_id = await two.ask("先去", "京都", "，再去")
    await two.first.generations.keep_now()
    two.provider.enqueue(Reply(tokens=("奈良", "看鹿。")))
    two.kill(two.first)
    assert await looks(two.second, 1) == 0, "it may have been between two connections"
    assert await looks(two.second, 1) == 1
    assert lines(await settled(two.second, two.lin, two.chat))[-1] == (
        "assistant",
        "先去京都，再去奈良看鹿。",
        "complete",
    )
    kept = await row(two.second, reply_id)
    assert (kept.takeovers, kept.lease_owner) == (1, None)
    left = await two.second.allowances.of(two.lin.user_id)
    assert left.left == left.limit - 1, "it costs no second call"
    assert await looks(two.second) == 0


async def test_a_reply_that_had_not_begun_is_asked_for_anew(processes: Processes):
    """Nothing was stored of it; thinking alone counts for nothing."""
    two = processes
    await two.ask("先去")
    two.provider.enqueue(Reply("嵯峨"))
    two.kill(two.first)
    await looks(two.second)
    assert lines(await settled(two.second, two.lin, two.chat))[-1] == ("assistant", "嵯峨", "complete")


async def test_of_two_that_try_one_goes_on(processes: Processes):
    """And the provider is asked once."""
    two = processes
    await two.ask("先去", "京都")
    await two.first.generations.keep_now()
    third = two.start()
    two.provider.enqueue(Reply("，再去奈良"))
    two.kill(two.first)
    await asyncio.gather(looks(two.second), looks(third))
    assert lines(await settled(third, two.lin, two.chat))[-1] == (
        "assistant",
        "先去京都，再去奈良",
        "complete",
    )
    assert len(two.provider.requests) == 2


async def test_who_watches_sees_it_go_on(processes: Processes):
    """The tab on the process that takes it over, and one on a third."""
    two = processes
    await two.ask("先去", "京都")
    await two.first.generations.keep_now()
    third = two.start()
    screens = [asyncio.create_task(until_said(one, two.lin, two.chat, "奈良")) for one in (two.second, third)]
    await asyncio.sleep(0.1)
    two.provider.enqueue(Reply(tokens=("，再去", "奈良"), silent_after=2))
    two.kill(two.first)
    await looks(two.second)
    async with asyncio.timeout(10):
        await asyncio.gather(*screens)


async def test_a_reply_that_kills_its_processes_is_interrupted(processes: Processes):
    """It has survived two: the third does not try it again."""
    two = processes
    reply_id = await two.ask("先去", "京都")
    await two.first.generations.keep_now()
    dying = two.first
    for number in range(MOST):
        two.provider.enqueue(Reply(tokens=(f"，{number}",), silent_after=1))
        two.kill(dying)
        dying = two.start()
        assert await looks(dying) == 1
        await until_said(dying, two.lin, two.chat, f"，{number}")
        await dying.generations.keep_now()
    two.kill(dying)
    assert await looks(two.second) == 1
    kept = await row(two.second, reply_id)
    assert (kept.status, kept.content, kept.takeovers) == ("interrupted", "先去京都，0，1", MOST)


async def test_who_lives_and_listens_is_left_in_peace(processes: Processes):
    """Its database is away, so its lease has ended: for a while nobody touches the reply."""
    two = processes
    reply_id = await two.ask("先去", "京都")
    owner = two.first.bus.name
    await let_lease_end(two.second, reply_id, owner, 5)
    assert await looks(two.second) == 0
    await let_lease_end(two.second, reply_id, owner, 25)
    two.provider.enqueue(Reply("嵯峨"))
    assert await looks(two.second, 1) == 1
    await two.first.generations.keep_now()
    assert two.first.generations.running_count == 0, "who was given up finds its reply another's"


async def test_without_the_bus_leases_tell(processes: Processes):
    """Nobody can say who listens: a lease that has ended is the end, one that has not is none."""
    two = processes
    reply_id = await two.ask("先去", "京都")
    await two.first.generations.keep_now()
    two.wire.cut()
    assert await looks(two.second) == 0
    two.kill(two.first)
    await let_lease_end(two.second, reply_id, two.first.bus.name, 0.5)
    two.provider.enqueue(Reply("，再去奈良"))
    assert await looks(two.second, 1) == 1
    assert lines(await settled(two.second, two.lin, two.chat))[-1][1] == "先去京都，再去奈良"


async def test_when_the_database_comes_back_nobody_is_buried(
    processes: Processes, monkeypatch: pytest.MonkeyPatch
):
    """While it was away nobody could renew a lease: for one lease's time they tell nothing."""
    two = processes
    reply_id = await two.ask("先去", "京都")
    two.wire.cut()

    def away(_: Session) -> set:
        raise OperationalError("SELECT", {}, ConnectionRefusedError())

    with monkeypatch.context() as patch:
        patch.setattr(leases, "owners", away)
        with pytest.raises(OperationalError):
            await two.second.take_over.look()
    await let_lease_end(two.second, reply_id, two.first.bus.name, 5)
    assert await looks(two.second) == 0


async def test_what_is_found_too_late_is_interrupted(processes: Processes):
    """All processes were away over night: nobody waits for that reply any more."""
    two = processes
    reply_id = await two.ask("先去", "京都")
    await two.first.generations.keep_now()
    two.kill(two.first)
    await let_lease_end(two.second, reply_id, two.first.bus.name, LATE_SECONDS + 1)
    assert await looks(two.second) == 1
    kept = await row(two.second, reply_id)
    assert (kept.status, kept.content) == ("interrupted", "先去京都")


async def test_a_process_that_goes_away_hands_its_replies_over(processes: Processes):
    """With every word that has come; the others go on at once, and it counts as no death."""
    two = processes
    reply_id = await two.ask("先去", "京都", "，再去")
    two.provider.enqueue(Reply(tokens=("奈良", "看鹿。")))
    began = time.monotonic()
    await two.first.take_over.leave()
    assert two.first.generations.running_count == 0
    assert await soon(lambda: two.second.generations.running_count == 1 or len(two.provider.requests) == 2)
    assert time.monotonic() - began < 1.5
    assert lines(await settled(two.second, two.lin, two.chat))[-1] == (
        "assistant",
        "先去京都，再去奈良看鹿。",
        "complete",
    )
    assert (await row(two.second, reply_id)).takeovers == 0


async def test_a_model_that_has_nothing_to_add_completes_it(processes: Processes):
    """The last word had come when the process went away: the text is whole, and nothing has failed."""
    two = processes
    reply_id = await two.ask("先去", "京都。")
    two.provider.enqueue(Reply(tokens=()))
    await two.first.take_over.leave()
    assert lines(await settled(two.second, two.lin, two.chat))[-1] == ("assistant", "先去京都。", "complete")
    assert (await row(two.second, reply_id)).error_kind is None


async def test_the_last_process_leaves_its_replies_interrupted(processes: Processes):
    """Nobody is there to go on."""
    two = processes
    reply_id = await two.ask("先去", "京都")
    await two.second.take_over.leave()
    await two.first.take_over.leave()
    assert (await row(two.first, reply_id)).status == "interrupted"


async def test_a_rolling_restart_keeps_every_reply_whole(processes: Processes):
    """One process after the other goes and comes again while ten people are answered."""
    two = processes
    words = tuple(f"第{number}句。" for number in range(30))
    two.provider.fallback = lambda request: _rest_of(request, words)
    running, talks = [two.first, two.second], []
    for number in range(10):
        somebody = await two.first.accounts.enter(new_token(), "zh")
        chat = await two.first.chats.open_free(somebody.user_id, "zh")
        await send(running[number % 2], somebody, chat, QUESTION)
        talks.append((somebody, chat))
    for index in range(2):
        await asyncio.sleep(0.2)
        leaving, running[index] = running[index], two.start()
        await leaving.take_over.leave()
        await leaving.bus.close()
    for somebody, chat in talks:
        async with asyncio.timeout(20):
            view = await settled(running[0], somebody, chat)
        assert lines(view)[-1][1:] == ("".join(words), "complete")


def _rest_of(request: Request, words: tuple[str, ...]) -> Reply:
    """What is still to be said after the assistant's last words in this request."""
    said = next((turn["content"] for turn in request.messages[::-1] if turn["role"] == "assistant"), "")
    return Reply(tokens=tuple(word for word in words if word not in said), delay_s=0.03)


async def test_a_reply_deleted_while_it_is_looked_for_holds_nothing_up(
    processes: Processes, monkeypatch: pytest.MonkeyPatch
):
    """Its chat is cleared between the look and the taking: the next reply is taken all the same."""
    two = processes
    await two.ask("先去", "京都")
    await two.first.generations.keep_now()
    two.kill(two.first)
    find = leases.without_maker

    def one_that_is_gone(session: Session, **what: Any) -> list:
        return [("0" * 24, two.first.bus.name, two.lin.user_id, False), *find(session, **what)]

    monkeypatch.setattr(leases, "without_maker", one_that_is_gone)
    two.provider.enqueue(Reply("，再去奈良"))
    await looks(two.second)
    assert lines(await settled(two.second, two.lin, two.chat))[-1][1] == "先去京都，再去奈良"
