"""The list of chats: what a row says, what is new, names, pins, and whose all this is."""

from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any

import pytest

from oreai.bootstrap import Services
from oreai.models import Chat, Message, new_id, now
from oreai.services.accounts.ownership import NoSuchChat
from oreai.services.accounts.visitors import Visitor
from oreai.services.chats.previews import preview_of
from oreai.services.chats.rows import ChatRow
from oreai.services.live.topics import Topic
from tests.talking import say, send, settled, until_said
from tests.upstream import Reply, Upstream, server_error

Attempt = Callable[[Services, str, str], Awaitable[object]]
ON_A_CHAT: dict[str, Attempt] = {
    "rename": lambda services, user, chat: services.chats.rename(user, chat, "我的了"),
    "pin": lambda services, user, chat: services.chats.pin(user, chat, True),
    "archive": lambda services, user, chat: services.chats.archive(user, [chat], True),
    "look at": lambda services, user, chat: services.chats.look_at(user, chat),
    "delete": lambda services, user, chat: services.trash.put(user, chat),
    "restore": lambda services, user, chat: services.trash.restore(user, chat),
    "destroy": lambda services, user, chat: services.trash.destroy(user, chat),
}


async def row_of(services: Services, who: Visitor, chat_id: str) -> ChatRow:
    [found] = [row for row in await services.chats.rows(who.user_id) if row.id == chat_id]
    return found


async def change(services: Services, chat_id: str, **columns: Any) -> None:
    """What only time or another OreAI could have written."""

    def work(session) -> None:
        for name, value in columns.items():
            setattr(session.get(Chat, chat_id), name, value)

    await services.database.write(work)


async def test_a_row_tells_what_was_said_last(services_on_each: Services, provider: Upstream):
    """Of the newest message, in plain words; the time is that of the last activity."""
    services = services_on_each
    lin = await services.accounts.enter("l" * 43, "zh")
    chat = await services.chats.open_free(lin.user_id, "zh")
    provider.enqueue(Reply("旧"), Reply("## 三天\n\n- **东寺**\n- [锦市场](https://nishiki.example)"))
    await say(services, lin, chat, "去哪里？")
    view = await say(services, lin, chat, "京都呢？")
    row = await row_of(services, lin, chat)
    assert (row.preview, row.sample, row.failed) == ("三天 东寺 锦市场", False, False)
    at = await services.database.read(lambda session: session.get(Chat, chat).last_message_at)
    assert row.at == int(at.timestamp() * 1000)
    await services.conversation.retry(lin.user_id, view.messages[-1].id)
    await settled(services, lin, chat)
    assert (await row_of(services, lin, chat)).preview == "You said “京都呢？”."


async def test_a_sample_shows_how_it_may_begin_and_is_marked_until_it_is_used(
    services: Services, lin: Visitor, provider: Upstream
):
    """Its first example stands there; once Lin has said something it is a chat like any other."""
    sample = (await services.chats.rows(lin.user_id))[3]
    view = await services.chat_views.view(lin.user_id, sample.id)
    assert sample.sample
    assert view.examples[0][1].startswith(sample.preview.removesuffix("…")[:8])
    await say(services, lin, sample.id, "你好")
    assert not (await row_of(services, lin, sample.id)).sample


async def test_an_empty_chat_of_a_prompt_shows_its_opening(services: Services, lin: Visitor):
    """So that one knows what it is for."""
    chat = await services.chats.open_from_persona(lin.user_id, "zh", "poet")
    view = await services.chat_views.view(lin.user_id, chat)
    assert (await row_of(services, lin, chat)).preview == preview_of(view.opening)


async def test_untouched_samples_stand_below_everything_else(services: Services, lin: Visitor, chat: str):
    """Also below a chat of long ago, as an import brings it."""
    await change(services, chat, last_message_at=now() - timedelta(days=900))
    rows = await services.chats.rows(lin.user_id)
    assert [row.id for row in rows].index(chat) == 1, "right below 闲聊一下, which is pinned"
    assert [row.place for row in rows] == sorted((row.place for row in rows), reverse=True)
    assert max(abs(row.place) for row in rows) < 2**53, "a browser counts no farther"


async def test_a_reply_that_failed_at_once_is_told(
    services: Services, lin: Visitor, chat: str, provider: Upstream
):
    """There is nothing to preview, so the row says that."""
    provider.enqueue(server_error("The kitchen is on fire."))
    await say(services, lin, chat, "在吗？")
    row = await row_of(services, lin, chat)
    assert (row.failed, row.preview) == (True, "")


async def test_a_reply_is_unread_until_its_reader_looks(
    services: Services, lin: Visitor, chat: str, provider: Upstream
):
    """Not while it runs; when it has ended, until Lin looks; the next one is new again."""
    provider.enqueue(Reply(tokens=("京", "都"), silent_after=1), Reply("奈良"))
    reply = await send(services, lin, chat, "去哪里？")
    await until_said(services, lin, chat, "京")
    assert not (await row_of(services, lin, chat)).unread
    await services.conversation.stop(lin.user_id, reply)
    assert (await row_of(services, lin, chat)).unread
    await services.chats.look_at(lin.user_id, chat)
    assert not (await row_of(services, lin, chat)).unread
    await say(services, lin, chat, "还有呢？")
    assert (await row_of(services, lin, chat)).unread


async def test_nothing_is_unread_for_a_new_user(services: Services, lin: Visitor, chat: str):
    """Samples and empty chats bring no dots."""
    assert not [row for row in await services.chats.rows(lin.user_id) if row.unread]


async def test_looking_at_what_is_known_wakes_nobody(services: Services, lin: Visitor, chat: str):
    """The list is read again only where a mark goes away."""
    topic: Topic = services.live.topic(lin.user_id)
    before = topic.version
    await services.chats.look_at(lin.user_id, chat)
    assert topic.version == before


async def test_a_name_of_ones_own_stays(services: Services, lin: Visitor, chat: str, provider: Upstream):
    """It is one trimmed line, the place in the list is the same, and later words do not rename it."""
    await say(services, lin, chat, "去哪里？")
    before = await services.chats.rows(lin.user_id)
    await services.chats.rename(lin.user_id, chat, "  京都 \n 三日游 ")
    after = await services.chats.rows(lin.user_id)
    assert [(row.id, row.place) for row in after] == [(row.id, row.place) for row in before]
    assert (await row_of(services, lin, chat)).title == "京都 三日游"
    assert (await services.chat_views.view(lin.user_id, chat)).title == "京都 三日游"
    await services.chats.rename(lin.user_id, chat, " \n ")
    await say(services, lin, chat, "奈良呢？")
    assert (await row_of(services, lin, chat)).title == "京都 三日游"


async def test_a_name_given_before_the_first_word_stays_too(
    services: Services, lin: Visitor, chat: str, provider: Upstream
):
    """The first prompt names only what nobody has named; and such a chat is not taken for a new one."""
    await services.chats.rename(lin.user_id, chat, "京都")
    assert await services.chats.open_free(lin.user_id, "zh") != chat
    await say(services, lin, chat, "去哪里？")
    assert (await row_of(services, lin, chat)).title == "京都"


async def test_the_chat_that_was_spoken_in_last_stands_on_top(
    services: Services, lin: Visitor, chat: str, provider: Upstream
):
    """Not the one that was made last: Lin goes back to the older one, and it rises."""
    await say(services, lin, chat, "去京都")
    younger = await services.chats.open_free(lin.user_id, "zh")
    await say(services, lin, younger, "去奈良")
    both = {chat, younger}
    assert [row.id for row in await services.chats.rows(lin.user_id) if row.id in both] == [younger, chat]
    await say(services, lin, chat, "再说京都")
    assert [row.id for row in await services.chats.rows(lin.user_id) if row.id in both] == [chat, younger]


async def test_a_very_long_name_is_cut(services: Services, lin: Visitor, chat: str):
    """To what fits the column and a screen."""
    await services.chats.rename(lin.user_id, chat, "😀" * 5000)
    assert (await row_of(services, lin, chat)).title == "😀" * 100


async def test_a_name_and_a_preview_end_with_a_whole_family(services_on_each: Services, provider: Upstream):
    """Where the list would cut it, as where the database does, it is left out."""
    lin = await services_on_each.accounts.enter("l" * 43, "zh")
    chat = await services_on_each.chats.open_free(lin.user_id, "zh")
    family = "👨‍👩‍👧‍👦"
    provider.enqueue(Reply("*" * 297 + family + "回家"))
    await say(services_on_each, lin, chat, "全家去哪里？")
    assert (await row_of(services_on_each, lin, chat)).preview == ""
    await services_on_each.chats.rename(lin.user_id, chat, "家" * 98 + family)
    assert (await row_of(services_on_each, lin, chat)).title == "家" * 98


async def test_a_pinned_chat_stands_above_and_goes_back_to_its_place(services: Services, lin: Visitor):
    """The newest pin is the highest; unpinned, the order is as it was."""
    before = [row.id for row in await services.chats.rows(lin.user_id)]
    await services.chats.pin(lin.user_id, before[5], True)
    rows = await services.chats.rows(lin.user_id)
    assert [row.id for row in rows][:2] == [before[5], before[0]]
    assert [row.pinned for row in rows][:3] == [True, True, False]
    await services.chats.pin(lin.user_id, before[5], False)
    assert [row.id for row in await services.chats.rows(lin.user_id)] == before


@pytest.mark.usefixtures("provider")
@pytest.mark.parametrize("attempt", ON_A_CHAT.values(), ids=ON_A_CHAT)
async def test_a_strangers_chat_does_not_exist(
    services: Services, lin: Visitor, ada: Visitor, chat: str, attempt: Attempt
):
    """Ada can neither touch Lin's chat nor learn that it is there, in the list or in the trash."""
    await say(services, lin, chat, "去哪里？")
    trashed = (await services.chats.rows(lin.user_id))[4].id
    await services.trash.put(lin.user_id, trashed)
    before = await services.chats.rows(lin.user_id), await services.trash.rows(lin.user_id)
    for chat_id in (chat, trashed, new_id(), "", "' OR 1=1 --"):
        with pytest.raises(NoSuchChat):
            await attempt(services, ada.user_id, chat_id)
    assert (await services.chats.rows(lin.user_id), await services.trash.rows(lin.user_id)) == before
    assert (await row_of(services, lin, chat)).unread, "a stranger's look is not Lin's"


async def test_previews_are_read_from_ones_own_chats(
    services: Services, lin: Visitor, ada: Visitor, chat: str
):
    """No word of Lin's is in Ada's rows."""
    await services.database.write(
        lambda session: session.add(Message(chat_id=chat, role="user", content="芝麻开门"))
    )
    assert "芝麻开门" in str(await services.chats.rows(lin.user_id))
    assert "芝麻开门" not in str(await services.chats.rows(ada.user_id))
