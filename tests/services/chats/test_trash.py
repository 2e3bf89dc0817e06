"""The trash: nothing is lost by a slip of the finger, and nothing stays for ever."""

import asyncio
from contextlib import aclosing
from datetime import timedelta

import pytest
from sqlmodel import select

from oreai.bootstrap import Services
from oreai.models import Chat, Example, Message, now
from oreai.services.accounts.ownership import NoSuchChat
from oreai.services.accounts.visitors import Visitor
from oreai.services.chats.trash import RETENTION
from tests.talking import lines, say, send, settled, stored, until_said
from tests.upstream import Reply, Upstream
from tests.waiting import soon


async def ids(services: Services, who: Visitor) -> list[str]:
    return [row.id for row in await services.chats.rows(who.user_id)]


async def deleted_ago(services: Services, chat_id: str, ago: timedelta) -> None:
    await services.database.write(
        lambda session: setattr(session.get(Chat, chat_id), "deleted_at", now() - ago)
    )


async def test_a_deleted_chat_comes_back_whole_and_to_its_place(
    services_on_each: Services, provider: Upstream
):
    """Undo: the same order, the same words, the same pin."""
    services = services_on_each
    lin = await services.accounts.enter("l" * 43, "zh")
    chat = await services.chats.open_free(lin.user_id, "zh")
    before = await say(services, lin, chat, "去哪里？")
    await services.chats.pin(lin.user_id, chat, True)
    order = await ids(services, lin)
    assert await services.trash.put(lin.user_id, chat) == "去哪里？"
    assert await ids(services, lin) == [row for row in order if row != chat]
    assert [(row.id, row.days_left) for row in await services.trash.rows(lin.user_id)] == [(chat, 30)]
    with pytest.raises(NoSuchChat):
        await services.chat_views.view(lin.user_id, chat)
    await services.trash.restore(lin.user_id, chat)
    assert await ids(services, lin) == order
    assert await services.trash.rows(lin.user_id) == []
    assert lines(await services.chat_views.view(lin.user_id, chat)) == lines(before)


async def test_several_go_and_come_back_together(services: Services, lin: Visitor, ada: Visitor):
    """Those of others are passed over; where none is one's own, there is nothing to delete."""
    mine = (await ids(services, lin))[:3]
    [adas, *_] = await ids(services, ada)
    done = await services.trash.put_all(lin.user_id, [*mine, adas])
    assert set(done) == set(mine)
    assert adas in await ids(services, ada)
    with pytest.raises(NoSuchChat):
        await services.trash.put_all(lin.user_id, [adas])
    await services.trash.destroy(lin.user_id, mine[0])
    await services.trash.restore_all(lin.user_id, [*mine, adas])
    assert set(mine[1:]) <= set(await ids(services, lin))
    assert await services.trash.rows(lin.user_id) == []


async def test_a_sample_is_dismissed_the_same_way(services: Services, lin: Visitor):
    """With its examples, which come back too."""
    sample = (await ids(services, lin))[4]
    examples = (await services.chat_views.view(lin.user_id, sample)).examples
    await services.trash.put(lin.user_id, sample)
    assert sample not in await ids(services, lin)
    await services.trash.restore(lin.user_id, sample)
    assert (await services.chat_views.view(lin.user_id, sample)).examples == examples


async def test_a_running_reply_goes_on_in_the_trash(
    services: Services, lin: Visitor, chat: str, provider: Upstream
):
    """Deleted by mistake in the middle of a reply, the chat comes back with all of it."""
    provider.enqueue(Reply(tokens=("京", "都", "和", "奈", "良"), delay_s=0.2))
    await send(services, lin, chat, "去哪里？")
    await until_said(services, lin, chat, "京")
    await services.trash.put(lin.user_id, chat)
    await services.trash.restore(lin.user_id, chat)
    assert lines(await settled(services, lin, chat))[-1] == ("assistant", "京都和奈良", "complete")


async def test_deleting_for_ever_leaves_nothing(services_on_each: Services, provider: Upstream):
    """No message in any version, no example, no way back; other chats stay."""
    services = services_on_each
    lin = await services.accounts.enter("l" * 43, "zh")
    sample, other = (await ids(services, lin))[3:5]
    for chat in (sample, other):
        for question in ("一", "二", "三"):
            view = await say(services, lin, chat, question)
        await services.conversation.retry(lin.user_id, view.messages[-1].id)
        await settled(services, lin, chat)
    await services.trash.put(lin.user_id, sample)
    await services.trash.destroy(lin.user_id, sample)
    assert await stored(services, sample) == []
    for kind in (Example, Message):
        query = select(kind).where(kind.chat_id == sample)
        assert await services.database.read(lambda session, q=query: session.exec(q).first()) is None
    with pytest.raises(NoSuchChat):
        await services.trash.restore(lin.user_id, sample)
    assert len(await stored(services, other)) == 7


async def test_only_what_is_in_the_trash_can_be_destroyed(services: Services, lin: Visitor, chat: str):
    """There is no short cut past the undo."""
    with pytest.raises(NoSuchChat):
        await services.trash.destroy(lin.user_id, chat)
    assert chat in await ids(services, lin)


async def test_a_chat_is_deleted_once(services: Services, lin: Visitor, chat: str):
    """A second touch does not begin its thirty days anew."""
    await services.trash.put(lin.user_id, chat)
    await deleted_ago(services, chat, timedelta(days=9, hours=1))
    with pytest.raises(NoSuchChat):
        await services.trash.put(lin.user_id, chat)
    assert [row.days_left for row in await services.trash.rows(lin.user_id)] == [21]


async def test_after_thirty_days_it_is_gone(services_on_each: Services, provider: Upstream):
    """The sweep takes everybody's old ones and nothing else."""
    services = services_on_each
    lin = await services.accounts.enter("l" * 43, "zh")
    ada = await services.accounts.enter("a" * 43, "en")
    old, young = (await ids(services, lin))[3:5]
    hers = (await ids(services, ada))[3]
    await say(services, lin, old, "去哪里？")
    for who, chat in ((lin, old), (lin, young), (ada, hers)):
        await services.trash.put(who.user_id, chat)
    for chat in (old, hers):
        await deleted_ago(services, chat, RETENTION + timedelta(minutes=1))
    await deleted_ago(services, young, RETENTION - timedelta(minutes=1))
    assert await services.trash.sweep() == 2
    assert await services.trash.sweep() == 0
    assert [(row.id, row.days_left) for row in await services.trash.rows(lin.user_id)] == [(young, 1)]
    assert await services.trash.rows(ada.user_id) == []
    assert await stored(services, old) == []
    assert len(await ids(services, lin)) == 9


async def test_a_sweep_of_very_many_ends(services: Services, lin: Visitor):
    """Hundreds go in several transactions."""

    def write(session) -> None:
        session.add_all(
            Chat(user_id=lin.user_id, icon="🦌", title=str(number), deleted_at=now() - 2 * RETENTION)
            for number in range(250)
        )

    await services.database.write(write)
    assert await services.trash.sweep() == 250


async def test_who_watches_the_trash_sees_each_change(services: Services, lin: Visitor, chat: str):
    """A chat that is deleted in one tab appears in the other's trash, and leaves it."""
    async with aclosing(services.trash.follow(lin.user_id)) as news, asyncio.timeout(10):
        assert await anext(news) == []
        await services.trash.put(lin.user_id, chat)
        assert [row.id for row in await anext(news)] == [chat]
        await services.trash.restore(lin.user_id, chat)
        assert await anext(news) == []


async def test_deleting_for_ever_lets_the_model_go(
    services: Services, lin: Visitor, chat: str, provider: Upstream
):
    """A reply that still runs in the trash is stopped with its chat: nobody pays for what nobody can read."""
    provider.enqueue(Reply(tokens=("京", "都"), silent_after=1))
    await send(services, lin, chat, "去哪里？")
    await until_said(services, lin, chat, "京")
    await services.trash.put(lin.user_id, chat)
    await services.trash.destroy(lin.user_id, chat)
    assert services.generations.running_count == 0
    assert await soon(lambda: provider.closed_early == 1)
    assert await stored(services, chat) == []
