"""What is written while a reply runs waits on the server, and is said when its turn comes."""

import asyncio
from dataclasses import replace

import pytest

from oreai.models import User
from tests.services.queueing import ENDLESS, FIRST, KYOTO, NARA, OSAKA, SLOW, Talk, talk_of
from tests.talking import give_name, settled, stored
from tests.upstream import Reply, Upstream
from tests.waiting import soon


async def test_what_is_written_during_a_reply_is_said_in_its_order(talk_on_each: Talk):
    """Three prompts wait, are no messages yet, and are said one at a time, each after a whole reply."""
    talk = talk_on_each
    await talk.begin(SLOW)
    for words in (KYOTO, NARA, OSAKA):
        await talk.add(words)
    assert await talk.waiting() == [KYOTO, NARA, OSAKA]
    assert len(await stored(talk.services, talk.chat)) == 2
    turns = await talk.settled()
    assert turns == [(words, "complete") for words in (FIRST, KYOTO, NARA, OSAKA)]
    assert await talk.waiting() == []
    asked = [[turn["content"] for turn in request.messages] for request in talk.provider.requests]
    assert asked[1] == [FIRST, "先想想", KYOTO]
    assert [len(messages) for messages in asked] == [1, 3, 5, 7]


async def test_nobody_need_look(talk: Talk):
    """With every tab closed the queue is said all the same."""
    await talk.begin(SLOW)
    await talk.add(KYOTO)
    assert await soon(lambda: len(talk.provider.requests) == 2)
    assert await soon(lambda: not talk.services.generations.running_count)
    assert [message.status for message in await stored(talk.services, talk.chat)] == ["complete"] * 4


async def test_those_who_watch_see_no_gap(talk: Talk):
    """Between a reply and the next prompt of the queue no view shows the chat at rest."""
    await talk.begin(SLOW)
    await talk.add(KYOTO)
    view = await settled(talk.services, talk.lin, talk.chat)
    assert (len(view.messages), list(view.queue)) == (4, [])


@pytest.mark.parametrize("ending", ["stopped", "interrupted"])
async def test_after_another_ending_it_waits(talk_on_each: Talk, ending: str):
    """A reply that did not finish says nothing further; at Lin's word the first goes, then the rest."""
    talk = talk_on_each
    reply_id = await talk.begin(ENDLESS)
    kyoto, _ = await talk.add(KYOTO), await talk.add(NARA)
    if ending == "stopped":
        await talk.stop(reply_id)
    else:
        await talk.services.generations.close()
    assert await talk.settled() == [(FIRST, ending)]
    assert await talk.waiting() == [KYOTO, NARA]
    await talk.send_now(kyoto)
    assert await talk.settled() == [(FIRST, ending), (KYOTO, "complete"), (NARA, "complete")]


async def test_a_failure_makes_it_wait(talk: Talk):
    """The provider breaks off: the queue waits, and a retry that ends well lets it go on."""
    await talk.begin(Reply(tokens=("先", "想想"), first_delay_s=2, cut_after=1))
    await talk.add(KYOTO)
    assert await talk.settled() == [(FIRST, "failed")]
    assert await talk.waiting() == [KYOTO]
    [_, reply] = (await talk.services.chat_views.view(talk.lin.user_id, talk.chat)).messages
    await talk.services.conversation.retry(talk.lin.user_id, reply.id)
    assert await talk.settled() == [(FIRST, "complete"), (KYOTO, "complete")]


async def test_a_used_up_allowance_makes_the_rest_wait(talk: Talk):
    """The first finds no call left and says so; the second is not wasted on the same answer."""
    await give_name(talk.services, talk.lin)
    await talk.services.database.write(
        lambda session: setattr(session.get(User, talk.lin.user_id), "calls_limit", 1)
    )
    await talk.begin(SLOW)
    await talk.add(KYOTO)
    await talk.add(NARA)
    assert await talk.settled() == [(FIRST, "complete"), (KYOTO, "failed")]
    assert await talk.waiting() == [NARA]
    assert len(talk.provider.requests) == 1


async def test_a_new_word_goes_before_what_waits(talk: Talk):
    """Nothing runs, Lin says something else: that goes at once, and the queue goes on after it."""
    await talk.begin_and_stop(KYOTO)
    await talk.add(NARA)
    assert [words for words, _ in await talk.settled()] == [FIRST, NARA, KYOTO]


async def test_the_same_send_twice_waits_once_and_is_said_once(talk_on_each: Talk):
    """The browser repeats its send at the same moment, while it waits, and after it has been said."""
    talk = talk_on_each
    reply_id = await talk.begin(ENDLESS)
    ids = await asyncio.gather(*[talk.add(KYOTO, "send-1") for _ in range(6)])
    assert len(set(ids)) == 1
    await talk.stop(reply_id)
    await talk.add(KYOTO, "send-1")
    assert await talk.waiting() == [KYOTO], "that was a repetition, not a new word"
    await talk.send_now(ids[0])
    await talk.add(KYOTO, "send-1")
    await talk.settled()
    await talk.add(KYOTO, "send-1")
    assert await talk.waiting() == []
    assert await talk.said() == [FIRST, KYOTO]


async def test_two_tabs_at_once_bring_one_reply_and_one_that_waits(talk_on_each: Talk):
    """Lin sends different words from two tabs at the same moment: both are kept, one waits."""
    talk = talk_on_each
    talk.provider.enqueue(SLOW)
    await asyncio.gather(talk.add(KYOTO), talk.add(NARA))
    assert len(await stored(talk.services, talk.chat)) == 2
    assert len(await talk.waiting()) == 1
    turns = await talk.settled()
    assert sorted(turns) == sorted([(KYOTO, "complete"), (NARA, "complete")])


async def test_sends_at_the_very_end_of_a_reply_are_neither_lost_nor_doubled(talk_on_each: Talk):
    """However the end of a reply and a send fall together, each prompt is said once."""
    talk = talk_on_each
    for round_number in range(5):
        talk.provider.enqueue(Reply(tokens=("好",), first_delay_s=0.02))
        await talk.add(f"第{round_number}问")
        await asyncio.sleep(0.01 * round_number)
        await asyncio.gather(*[talk.add(f"第{round_number}问之{part}") for part in range(3)])
    turns = await talk.settled()
    assert [ending for _, ending in turns] == ["complete"] * 20
    assert len({words for words, _ in turns}) == 20


async def test_a_restart_keeps_the_queue_and_says_nothing_by_itself(
    serve, database_url: str, provider: Upstream
):
    """The server goes away in the middle of a reply: afterwards the queue stands there and waits."""
    talk = await talk_of(serve(database_url), provider)
    await talk.begin(ENDLESS)
    queued_id = await talk.add(KYOTO)
    await talk.services.generations.close()
    after = replace(talk, services=serve(database_url))
    await after.services.generations.mark_interrupted()
    assert await after.settled() == [(FIRST, "interrupted")]
    assert await after.waiting() == [KYOTO]
    await after.send_now(queued_id)
    assert (await after.settled())[1:] == [(KYOTO, "complete")]


async def test_the_draft_of_meanwhile_stays(talk: Talk):
    """What Lin has begun to write is not taken away when the queue goes on; what is queued is no draft."""
    await talk.begin(SLOW)
    await talk.services.drafts.keep(talk.lin.user_id, talk.chat, KYOTO)
    await talk.add(KYOTO)
    assert (await talk.services.chat_views.view(talk.lin.user_id, talk.chat)).draft == ""
    await talk.services.drafts.keep(talk.lin.user_id, talk.chat, "还想问")
    await talk.settled()
    assert (await talk.services.chat_views.view(talk.lin.user_id, talk.chat)).draft == "还想问"


async def test_closing_ends_what_the_queue_began(serve, sqlite_url: str, provider: Upstream):
    """The server goes away while one after the other is said: nothing runs on, and nothing is lost."""
    talk = await talk_of(serve(sqlite_url), provider)
    stations = [f"第{number}站" for number in range(10)]
    await talk.begin(SLOW)
    for station in stations:
        await talk.add(station)
    assert await soon(lambda: len(provider.requests) == 3)
    await talk.services.generations.close()
    assert talk.services.generations.running_count == 0
    assert [*(await talk.said())[1:], *await talk.waiting()] == stations
    assert "streaming" not in {message.status for message in await stored(talk.services, talk.chat)}
