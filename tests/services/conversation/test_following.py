"""Watching a chat: the chat itself first, then what the running reply says, then what was stored."""

import asyncio
from contextlib import aclosing
from itertools import pairwise

import pytest

from oreai.bootstrap import Services
from oreai.services.accounts.visitors import Visitor
from oreai.services.conversation.views import ConversationView, ReplyDelta
from tests.talking import lines, row, say, send, settled, until_said, watched
from tests.upstream import Reply, Upstream
from tests.waiting import soon

QUICKEST_S = 0.05
PLAN = "第一天🚃去京都看樱花，第二天👨‍👩‍👧去奈良喂鹿🦌，the third day in Osaka: 章鱼烧！" * 5


async def test_first_comes_the_chat_as_it_stands(
    services: Services, lin: Visitor, chat: str, provider: Upstream
):
    """Whoever opens a chat at rest sees it at once, the same as a plain look."""
    await say(services, lin, chat, "去哪里？")
    async with aclosing(services.chat_views.follow(lin.user_id, chat)) as news:
        assert await anext(news) == await services.chat_views.view(lin.user_id, chat)


async def test_the_growths_are_the_reply(services: Services, lin: Visitor, chat: str, provider: Upstream):
    """Put together at their offsets, the pieces are what is stored, emoji and Chinese included."""
    provider.enqueue(Reply(PLAN, delay_s=0.03))
    reply_id = await send(services, lin, chat, "三天怎么玩？")
    assert await watched(services, lin, chat) == PLAN
    assert (await row(services, reply_id)).content == PLAN


async def test_the_updates_come_in_order(services: Services, lin: Visitor, chat: str, provider: Upstream):
    """A view, then growths only, then the ended view: a screen needs nothing else."""
    provider.enqueue(Reply(PLAN, delay_s=0.03))
    reply_id = await send(services, lin, chat, "三天怎么玩？")
    updates = []
    async with aclosing(services.chat_views.follow(lin.user_id, chat)) as news:
        async for update in news:
            updates.append(update)
            if isinstance(update, ConversationView) and not update.running_id:
                break
    first, *deltas, last = updates
    assert (first.running_id, last.running_id) == (reply_id, "")
    assert {type(delta) for delta in deltas} == {ReplyDelta}
    assert {delta.message_id for delta in deltas} == {reply_id}
    assert all(one.offset + len(one.text) == two.offset for one, two in pairwise(deltas))
    assert last.messages[-1].content == PLAN


async def test_two_who_watch_see_the_same(services: Services, lin: Visitor, chat: str, provider: Upstream):
    """Lin's phone and Lin's laptop show one reply."""
    provider.enqueue(Reply(PLAN, delay_s=0.03))
    await send(services, lin, chat, "三天怎么玩？")
    seen = await asyncio.gather(*[watched(services, lin, chat) for _ in range(2)])
    assert seen == [PLAN, PLAN]


async def test_who_comes_in_the_middle_sees_everything(
    services: Services, lin: Visitor, chat: str, provider: Upstream
):
    """A reload during a reply shows what has come, then the rest."""
    provider.enqueue(Reply(PLAN, delay_s=0.03))
    await send(services, lin, chat, "三天怎么玩？")
    await until_said(services, lin, chat, "第二天")
    async with aclosing(services.chat_views.follow(lin.user_id, chat)) as news:
        first = await anext(news)
    assert first.running_id
    assert PLAN.startswith(first.messages[-1].content)
    assert "第二天" in first.messages[-1].content
    assert await watched(services, lin, chat) == PLAN


async def test_leaving_does_not_end_the_reply(
    services: Services, lin: Visitor, chat: str, provider: Upstream
):
    """The server owns the reply: nobody watches, and it is stored all the same."""
    provider.enqueue(Reply(PLAN, delay_s=0.03))
    reply_id = await send(services, lin, chat, "三天怎么玩？")
    await until_said(services, lin, chat, "第一天")
    assert await soon(lambda: services.generations.running_count == 0)
    assert (await row(services, reply_id)).content == PLAN
    assert provider.closed_early == 0


async def test_updates_follow_the_clock_not_the_tokens(
    services: Services, lin: Visitor, chat: str, provider: Upstream
):
    """Three hundred quick tokens bring a few updates, not three hundred."""
    provider.enqueue(Reply(tokens=("鹿",) * 300, delay_s=0.005))
    await send(services, lin, chat, "奈良有什么？")
    loop = asyncio.get_running_loop()
    began, deltas = loop.time(), 0
    async with aclosing(services.chat_views.follow(lin.user_id, chat)) as news:
        async for update in news:
            deltas += isinstance(update, ReplyDelta)
            if isinstance(update, ConversationView) and not update.running_id:
                break
    assert 1 < deltas <= (loop.time() - began) / QUICKEST_S + 3


async def test_what_another_tab_says_is_seen_here(
    services: Services, lin: Visitor, chat: str, provider: Upstream
):
    """A chat that rests in one tab comes alive when Lin talks in another."""
    async with aclosing(services.chat_views.follow(lin.user_id, chat)) as news:
        assert (await anext(news)).messages == []
        await send(services, lin, chat, "去哪里？")
        async with asyncio.timeout(5):
            view = await anext(news)
    assert view.messages[0].content == "去哪里？"
    await settled(services, lin, chat)


async def test_a_stop_is_seen_by_all_who_watch(
    services: Services, lin: Visitor, chat: str, provider: Upstream
):
    """A stop on the phone ends the reply on the laptop, with the same text."""
    provider.enqueue(Reply(tokens=("去", "京都"), silent_after=2))
    reply_id = await send(services, lin, chat, "去哪里？")
    await until_said(services, lin, chat, "去京都")
    laptop = asyncio.create_task(settled(services, lin, chat))
    await services.conversation.stop(lin.user_id, reply_id)
    async with asyncio.timeout(5):
        assert lines(await laptop)[-1] == ("assistant", "去京都", "stopped")


async def test_a_running_text_can_be_read_whole(
    services: Services, lin: Visitor, chat: str, provider: Upstream
):
    """A page that lost a part asks for the text so far and gets it, though it is not stored yet."""
    provider.enqueue(Reply(tokens=("去", "京都"), silent_after=2))
    reply_id = await send(services, lin, chat, "去哪里？")
    await until_said(services, lin, chat, "去京都")
    assert (await services.chat_views.message_of(lin.user_id, reply_id)).content == "去京都"


async def _by_text(services: Services, user_id: str, chat: str, reply_id: str) -> str:
    return (await services.chat_views.message_of(user_id, reply_id)).content


async def _by_view(services: Services, user_id: str, chat: str, reply_id: str) -> str:
    return (await services.chat_views.view(user_id, chat)).messages[-1].content


@pytest.mark.parametrize("look", [_by_text, _by_view])
async def test_a_reply_never_becomes_shorter(
    services: Services, lin: Visitor, chat: str, provider: Upstream, look
):
    """Looking again and again while replies end, Lin never misses what had already been said."""
    for _ in range(20):
        provider.enqueue(Reply(tokens=("京都", "，再去", "奈良")))
        reply_id = await send(services, lin, chat, "去哪里？")
        longest = 0
        while services.generations.find(reply_id):
            looks = [look(services, lin.user_id, chat, reply_id) for _ in range(8)]
            lengths = [len(text) for text in await asyncio.gather(*looks)]
            assert min(lengths) >= longest
            longest = max(lengths)
