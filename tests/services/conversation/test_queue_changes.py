"""What waits in the queue can be changed, removed and said at once, and goes with its chat."""

import asyncio
from collections.abc import Awaitable

import pytest

from oreai.services.accounts.session_token import new_token
from oreai.services.conversation.conversation import MessageTooLong
from oreai.services.conversation.queue import NoLongerQueued
from oreai.services.models.chat_models import OverWindow
from oreai.services.replies.start import LONGEST_QUEUE, QueueFull, StillReplying
from tests.services.queueing import ENDLESS, FIRST, KYOTO, NARA, OSAKA, SLOW, Talk, talk_of
from tests.talking import say
from tests.upstream import Upstream
from tests.waiting import soon


async def test_what_waits_can_be_changed_and_removed(talk_on_each: Talk):
    """Other words keep their place; what is removed is never said; a blank text changes nothing."""
    talk, queue, lin = talk_on_each, talk_on_each.services.queue, talk_on_each.lin.user_id
    first, second, _ = await talk.begin_and_stop(KYOTO, NARA, OSAKA)
    await queue.change(lin, first, f"  {KYOTO}，坐火车 🚃\n")
    await queue.change(lin, first, " \n")
    await queue.remove(lin, second)
    assert await talk.waiting() == [f"{KYOTO}，坐火车 🚃", OSAKA]
    await talk.send_now(first)
    await talk.settled()
    assert await talk.said() == [FIRST, f"{KYOTO}，坐火车 🚃", OSAKA]


async def test_a_change_that_cannot_be_sent_changes_nothing(serve, sqlite_url: str, provider: Upstream):
    """The limits of a message hold for what waits as well."""
    talk = await talk_of(serve(sqlite_url, OREAI_CONTEXT_TOKENS=2000), provider)
    await talk.begin(ENDLESS)
    queued_id = await talk.add(KYOTO)
    for words, refusal in (("鹿" * 100_001, MessageTooLong), ("去京都看鹿，" * 900, OverWindow)):
        with pytest.raises(refusal):
            await talk.services.queue.change(talk.lin.user_id, queued_id, words)
        with pytest.raises(refusal):
            await talk.add(words)
    assert await talk.waiting() == [KYOTO]


async def test_no_more_than_twenty_wait(talk: Talk):
    """The next one is refused, and leaves no trace."""
    await talk.begin(ENDLESS)
    assert LONGEST_QUEUE == 20
    for number in range(LONGEST_QUEUE):
        await talk.add(f"第{number}站")
    with pytest.raises(QueueFull):
        await talk.add("再一站")
    assert await talk.waiting() == [f"第{number}站" for number in range(LONGEST_QUEUE)]


async def test_a_queue_of_long_texts_is_light_to_look_at(talk_on_each: Talk):
    """A line shows the beginning; the whole is fetched where it is changed, and said."""
    talk, long = talk_on_each, "去京都看鹿🦌" * 200
    [queued_id] = await talk.begin_and_stop(long)
    assert await talk.waiting() == [long[:200]]
    assert await talk.services.queue.text(talk.lin.user_id, queued_id) == long
    await talk.send_now(queued_id)
    await talk.settled()
    assert (await talk.said())[-1] == long


async def test_while_a_reply_runs_nothing_of_the_queue_can_be_said(talk: Talk):
    """Send now is for when nothing runs; the prompt keeps its place."""
    await talk.begin(ENDLESS)
    queued_id = await talk.add(KYOTO)
    with pytest.raises(StillReplying):
        await talk.services.queue.send_now(talk.lin.user_id, queued_id)
    assert await talk.waiting() == [KYOTO]


async def test_two_touches_of_send_now_say_it_once(talk_on_each: Talk):
    """In two tabs at the same moment, too."""
    talk = talk_on_each
    [queued_id] = await talk.begin_and_stop(KYOTO)
    outcomes = await asyncio.gather(*[talk.send_now(queued_id) for _ in range(4)], return_exceptions=True)
    assert outcomes.count(None) == 1
    await talk.settled()
    assert await talk.said() == [FIRST, KYOTO]


@pytest.mark.parametrize("wait_s", [0, 0.002, 0.005, 0.02])
async def test_a_change_or_removal_at_the_moment_it_is_said(talk_on_each: Talk, wait_s: float):
    """It happens before or after, never both: the words are said as they were or as they are, or are gone."""
    talk, queue, lin = talk_on_each, talk_on_each.services.queue, talk_on_each.lin.user_id
    kyoto, nara = await talk.begin_and_stop(KYOTO, NARA)

    async def later(work: Awaitable[None]) -> None:
        await asyncio.sleep(wait_s)
        await work

    saying, changing, removing = await asyncio.gather(
        talk.send_now(kyoto),
        later(queue.change(lin, kyoto, OSAKA)),
        later(queue.remove(lin, nara)),
        return_exceptions=True,
    )
    assert saying is None
    await talk.settled()
    for outcome in (changing, removing):
        assert outcome is None or isinstance(outcome, NoLongerQueued)
    said = [OSAKA if changing is None else KYOTO, *([] if removing is None else [NARA])]
    assert await talk.said() == [FIRST, *said]
    assert await talk.rows() == []


async def test_clearing_a_chat_empties_its_queue(talk_on_each: Talk):
    """Nothing comes back after the messages have been cleared, though a reply ran and others waited."""
    talk = talk_on_each
    await talk.begin(SLOW)
    await talk.add(KYOTO)
    await talk.services.conversation.clear(talk.lin.user_id, talk.chat)
    assert await talk.waiting() == []
    assert await talk.settled() == []
    assert talk.services.generations.running_count == 0


async def test_a_chat_in_the_trash_keeps_its_queue_and_takes_it_along_for_ever(talk_on_each: Talk):
    """In the trash nothing is said; restored it stands there, destroyed it is gone from the table."""
    talk, trash = talk_on_each, talk_on_each.services.trash
    await talk.begin(SLOW)
    await talk.add(KYOTO)
    await trash.put(talk.lin.user_id, talk.chat)
    assert await soon(lambda: not talk.services.generations.running_count)
    await trash.restore(talk.lin.user_id, talk.chat)
    assert await talk.settled() == [(FIRST, "complete")]
    assert await talk.waiting() == [KYOTO]
    await trash.put(talk.lin.user_id, talk.chat)
    await trash.destroy(talk.lin.user_id, talk.chat)
    assert await talk.rows() == []


async def test_a_branch_has_no_queue(talk: Talk):
    """What waits belongs to the chat it was written in."""
    first = await say(talk.services, talk.lin, talk.chat, FIRST)
    await talk.begin(ENDLESS)
    await talk.add(KYOTO)
    branch = await talk.services.branches.branch(talk.lin.user_id, first.messages[0].id)
    assert list((await talk.services.chat_views.view(talk.lin.user_id, branch)).queue) == []


async def test_a_strangers_queue_does_not_exist(talk: Talk):
    """Ada finds nothing under the ids of Lin's queue; Lin's prompt waits on, unread and unchanged."""
    [queued_id] = await talk.begin_and_stop(KYOTO)
    ada = (await talk.services.accounts.enter(new_token(), "en")).user_id
    queue = talk.services.queue
    for attempt in (
        queue.text(ada, queued_id),
        queue.change(ada, queued_id, "Hi"),
        queue.remove(ada, queued_id),
        queue.send_now(ada, queued_id),
    ):
        with pytest.raises(NoLongerQueued):
            await attempt
    assert await talk.waiting() == [KYOTO]
