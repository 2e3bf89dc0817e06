"""Two processes on one database: whoever makes a reply, it is seen, stopped and cleared from everywhere."""

import asyncio
import time
from contextlib import aclosing

import pytest

from oreai.services.accounts.session_token import new_token
from oreai.services.conversation.views import ConversationView
from tests.services.replies.conftest import QUESTION, Processes
from tests.talking import lines, row, send, settled, until_said, watched
from tests.upstream import Reply
from tests.waiting import soon

STORY = tuple(f"第{number}夜，老和尚讲到这里。" for number in range(60))


async def test_a_reply_is_seen_grow_from_the_other_process(processes: Processes):
    """Whole, without a gap, while it is being made: long before the store has it."""
    two = processes
    two.provider.enqueue(Reply(tokens=STORY, delay_s=0.01))
    await send(two.first, two.lin, two.chat, QUESTION)
    there = asyncio.create_task(watched(two.second, two.lin, two.chat))
    reply_id = await until_said(two.second, two.lin, two.chat, "第30夜")
    assert two.first.generations.find(reply_id), "it is still being made"
    await settled(two.second, two.lin, two.chat)
    said = await there
    assert "".join(STORY).startswith(said)
    assert lines(await two.second.chat_views.view(two.lin.user_id, two.chat))[-1] == (
        "assistant",
        "".join(STORY),
        "complete",
    )


async def test_who_comes_in_the_middle_sees_all_that_was_said(processes: Processes):
    """A page that is opened on the other process has the text from its beginning, at once."""
    two = processes
    await two.ask("先去", "京都")
    began = time.monotonic()
    await until_said(two.second, two.lin, two.chat, "先去京都")
    assert time.monotonic() - began < 1.5, "not by waiting for the store"


async def test_nothing_is_told_where_nobody_asks(processes: Processes):
    """A reply that is watched only where it is made costs no other process anything."""
    two = processes
    await two.ask(*STORY[:20])
    assert not [channel for channel, _ in two.wire.told if channel.startswith("reply:")]


async def test_thinking_and_what_turns_out_to_be_thinking_is_seen_too(processes: Processes):
    """A model that closes a tag it never opened: what was text becomes thinking, there as here."""
    two = processes
    two.provider.enqueue(
        Reply(tokens=("我想想", "……", "</think>", "去", "奈良", "看鹿"), delay_s=0.05, silent_after=6)
    )
    await send(two.first, two.lin, two.chat, QUESTION)
    await until_said(two.second, two.lin, two.chat, "看鹿")
    for process in (two.first, two.second):
        async with aclosing(process.chat_views.follow(two.lin.user_id, two.chat)) as news:
            view = await anext(news)
            for _ in range(20):
                if view.messages[-1].content == "去奈良看鹿":
                    break
                await asyncio.sleep(0.05)
                view = await process.chat_views.view(two.lin.user_id, two.chat)
        assert (view.messages[-1].content, view.messages[-1].reasoning) == ("去奈良看鹿", "我想想……")


async def test_a_reply_is_stopped_from_the_other_process(processes: Processes):
    """At once: the provider is let go, and what has come stays, on both screens as in the store."""
    two = processes
    reply_id = await two.ask("先去", "京都")
    began = time.monotonic()
    assert await two.second.conversation.stop(two.lin.user_id, reply_id)
    assert time.monotonic() - began < 1
    assert await soon(lambda: two.provider.closed_early == 1)
    for process in (two.first, two.second):
        view = await process.chat_views.view(two.lin.user_id, two.chat)
        assert lines(view)[-1] == ("assistant", "先去京都", "stopped")


async def test_a_strangers_word_stops_nothing(processes: Processes):
    """Ada knows the reply's id."""
    two = processes
    reply_id = await two.ask("先去", "京都")
    ada = await two.second.accounts.enter(new_token(), "en")
    assert not await two.second.conversation.stop(ada.user_id, reply_id)
    assert (await row(two.first, reply_id)).status == "streaming"


async def test_a_stop_comes_through_while_the_bus_is_away(processes: Processes):
    """Nobody answers: the row is ended, and its maker finds that at its next snapshot."""
    two = processes
    reply_id = await two.ask("先去", "京都")
    await two.first.generations.keep_now()
    two.wire.cut()
    assert await two.second.conversation.stop(two.lin.user_id, reply_id)
    assert (await row(two.second, reply_id)).status == "stopped"
    await two.first.generations.keep_now()
    assert two.first.generations.running_count == 0
    assert await soon(lambda: two.provider.closed_early == 1)
    assert (await row(two.second, reply_id)).content == "先去京都"


async def test_without_the_bus_a_reply_elsewhere_comes_in_steps(processes: Processes):
    """From the store, as its maker writes it there; nothing is lost, and its end is seen."""
    two = processes
    two.wire.cut()
    await two.ask("先去", "京都")
    there = asyncio.create_task(until_said(two.second, two.lin, two.chat, "先去京都"))
    await two.first.generations.keep_now()
    async with asyncio.timeout(8):
        reply_id = await there
    ended = asyncio.create_task(settled(two.second, two.lin, two.chat))
    await two.first.conversation.stop(two.lin.user_id, reply_id)
    async with asyncio.timeout(8):
        assert lines(await ended)[-1] == ("assistant", "先去京都", "stopped")


async def test_what_was_missed_while_the_bus_was_away_is_seen_when_it_is_back(processes: Processes):
    """A reply begun and ended meanwhile, and a new name."""
    two = processes
    async with aclosing(two.second.chat_views.follow(two.lin.user_id, two.chat)) as news:
        await anext(news)
        two.wire.cut()
        two.provider.enqueue(Reply("京都"))
        await send(two.first, two.lin, two.chat, QUESTION)
        await settled(two.first, two.lin, two.chat)
        two.wire.mend()
        async with asyncio.timeout(5):
            seen = await anext(news)
    assert isinstance(seen, ConversationView)
    assert lines(seen)[-1] == ("assistant", "京都", "complete")


async def test_a_queue_is_one_on_all_processes(processes: Processes):
    """What is said on the second while the first replies waits there, is seen here, and is said in turn."""
    two = processes
    two.provider.enqueue(Reply(tokens=STORY[:10], delay_s=0.02))
    await send(two.first, two.lin, two.chat, QUESTION)
    async with aclosing(two.first.chat_views.follow(two.lin.user_id, two.chat)) as news:
        await anext(news)
        await send(two.second, two.lin, two.chat, "还有呢？")
        async with asyncio.timeout(10):
            async for update in news:
                if isinstance(update, ConversationView) and update.queue:
                    break
    view = await settled(two.second, two.lin, two.chat)
    assert [text for role, text, _ in lines(view) if role == "user"] == [QUESTION, "还有呢？"]


async def test_clearing_stops_what_another_process_says(processes: Processes):
    """The provider is let go, and no tab goes on growing what is stored nowhere."""
    two = processes
    await two.ask("先去", "京都")
    async with asyncio.timeout(5):
        await two.second.conversation.clear(two.lin.user_id, two.chat)
    assert await soon(lambda: two.provider.closed_early == 1)
    assert lines(await two.first.chat_views.view(two.lin.user_id, two.chat)) == []
    assert two.first.generations.running_count == 0


async def test_deleting_for_ever_stops_it_too(processes: Processes):
    """The chat is in the trash already."""
    two = processes
    await two.ask("先去", "京都")
    await two.second.trash.put(two.lin.user_id, two.chat)
    async with asyncio.timeout(5):
        await two.second.trash.destroy(two.lin.user_id, two.chat)
    assert await soon(lambda: two.provider.closed_early == 1)


@pytest.mark.parametrize("change", ["rename", "put"])
async def test_the_list_changes_on_every_process(processes: Processes, change: str):
    """A new name and a deletion are seen by the tab that hangs on the other one."""
    two = processes
    async with aclosing(two.first.chats.follow(two.lin.user_id)) as news:
        before = {chat.id: chat.title for chat in (await anext(news)).rows}
        if change == "rename":
            await two.second.chats.rename(two.lin.user_id, two.chat, "京都三日")
        else:
            await two.second.trash.put(two.lin.user_id, two.chat)
        async with asyncio.timeout(5):
            after = {chat.id: chat.title for chat in (await anext(news)).rows}
    assert after != before
    assert after.get(two.chat) == ("京都三日" if change == "rename" else None)


async def test_words_of_another_version_of_oreai_are_left_alone(processes: Processes):
    """During an upgrade both run: what one does not understand harms no reply."""
    two = processes
    reply_id = await two.ask("先去", "京都")
    for words in (b"\xff", b"[]", b'["Sing", 1]', b'["StopReply"]', b'["TellReply", 1]', b"{}"):
        two.second.bus.publish(f"maker:{two.first.bus.name}", words)
    await asyncio.sleep(0.05)
    assert (await row(two.first, reply_id)).status == "streaming"
