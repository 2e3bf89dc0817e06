"""The archive: out of the list, found all the same, and back by a touch or a word."""

import asyncio
from contextlib import aclosing

import pytest

from oreai.bootstrap import Services
from oreai.services.accounts.ownership import NoSuchChat
from oreai.services.accounts.visitors import Visitor
from oreai.services.chats.rows import MOST_AT_ONCE
from tests.talking import lines, say
from tests.upstream import Upstream


async def ids(services: Services, who: Visitor) -> list[str]:
    return [row.id for row in await services.chats.rows(who.user_id)]


async def archived(services: Services, who: Visitor) -> list[str]:
    return [row.id for row in await services.chats.archived(who.user_id)]


async def test_an_archived_chat_leaves_the_list_and_comes_back_to_its_place(
    services_on_each: Services, provider: Upstream
):
    """Whole, with its pin, readable and found meanwhile."""
    services = services_on_each
    lin = await services.accounts.enter("l" * 43, "zh")
    chat = await services.chats.open_free(lin.user_id, "zh")
    before = await say(services, lin, chat, "京都的鹿在哪里？")
    await services.chats.pin(lin.user_id, chat, True)
    order = await ids(services, lin)
    [done] = await services.chats.archive(lin.user_id, [chat], True)
    assert (done.id, done.title) == (chat, "京都的鹿在哪里？")
    assert await ids(services, lin) == [one for one in order if one != chat]
    assert await services.chats.archived(lin.user_id) == [done]
    view = await services.chat_views.view(lin.user_id, chat)
    assert view.archived
    assert lines(view) == lines(before)
    assert chat in [found.id for found in (await services.search.search(lin.user_id, "京都")).chats]
    await services.chats.archive(lin.user_id, [chat], False)
    assert await ids(services, lin) == order
    assert await archived(services, lin) == []


async def test_what_is_said_in_it_brings_it_back(
    services: Services, lin: Visitor, chat: str, provider: Upstream
):
    """A chat that goes on is not put away any more; looking at it, renaming it, or pinning it is not that."""
    await say(services, lin, chat, "去哪里？")
    await services.chats.archive(lin.user_id, [chat], True)
    await services.chats.rename(lin.user_id, chat, "京都")
    await services.chats.pin(lin.user_id, chat, False)
    await services.chats.look_at(lin.user_id, chat)
    assert await archived(services, lin) == [chat]
    await say(services, lin, chat, "还有呢？")
    assert await archived(services, lin) == []
    assert chat in await ids(services, lin)


async def test_new_chat_opens_none_of_the_archive(services: Services, lin: Visitor, chat: str):
    """An empty chat that was put away stays there."""
    await services.chats.archive(lin.user_id, [chat], True)
    assert await services.chats.open_free(lin.user_id, "zh") != chat
    assert await archived(services, lin) == [chat]


async def test_the_trash_and_the_archive_each_keep_their_own(services: Services, lin: Visitor, chat: str):
    """A chat that is deleted out of the archive is in the trash alone, and restored it is archived again."""
    await services.chats.archive(lin.user_id, [chat], True)
    await services.trash.put(lin.user_id, chat)
    assert await archived(services, lin) == []
    with pytest.raises(NoSuchChat):
        await services.chats.archive(lin.user_id, [chat], False)
    await services.trash.restore(lin.user_id, chat)
    assert await archived(services, lin) == [chat]


async def test_another_ones_chats_cannot_be_archived(
    services: Services, lin: Visitor, ada: Visitor, chat: str
):
    """Among Ada's own they are passed over; alone they do not exist."""
    with pytest.raises(NoSuchChat):
        await services.chats.archive(ada.user_id, [chat], True)
    own = await services.chats.open_free(ada.user_id, "en")
    assert [done.id for done in await services.chats.archive(ada.user_id, [chat, own], True)] == [own]
    assert chat in await ids(services, lin)


async def test_one_deed_is_bounded(services: Services, lin: Visitor, chat: str):
    """However many a page names."""
    made_up = ["京都"] * MOST_AT_ONCE
    with pytest.raises(NoSuchChat):
        await services.chats.archive(lin.user_id, [*made_up, chat], True)


async def test_every_watcher_hears_of_it(services: Services, lin: Visitor, chat: str):
    """The list, the archive and the chat itself, whichever tab did it."""
    async with (
        aclosing(services.chats.follow(lin.user_id)) as lists,
        aclosing(services.chats.follow_archived(lin.user_id)) as archives,
    ):
        assert chat in [row.id for row in (await anext(lists)).rows]
        assert await anext(archives) == []
        topic = services.live.topic(chat)
        version = topic.version
        await services.chats.archive(lin.user_id, [chat], True)
        async with asyncio.timeout(30):
            assert chat not in [row.id for row in (await anext(lists)).rows]
            assert [row.id for row in await anext(archives)] == [chat]
        assert topic.version > version


async def test_a_branch_of_an_archived_chat_stands_in_the_list(
    services: Services, lin: Visitor, chat: str, provider: Upstream
):
    """It is new; the other one stays where it is."""
    view = await say(services, lin, chat, "去哪里？")
    await services.chats.archive(lin.user_id, [chat], True)
    branch = await services.branches.branch(lin.user_id, view.messages[-1].id)
    assert branch in await ids(services, lin)
    assert await archived(services, lin) == [chat]
