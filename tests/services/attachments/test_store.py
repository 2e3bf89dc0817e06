"""Attachments in a chat: who may have them, what they go with, and when their files go."""

import os
from datetime import timedelta
from pathlib import Path

import pytest
from sqlmodel import select

from oreai.bootstrap import Services
from oreai.models import Attachment, Message, new_id, now
from oreai.services.accounts.session_token import new_token
from oreai.services.accounts.visitors import Visitor
from oreai.services.attachments import store
from oreai.services.attachments.kind import WrongKind
from oreai.services.attachments.store import NoRoomForAttachments, NoSuchAttachment, TooManyAttachments
from oreai.services.models.chat_models import OverWindow
from tests.pictures import SVG, picture
from tests.talking import lines, say, settled, stored
from tests.upstream import Reply, Upstream


@pytest.fixture
async def tom(house: Services) -> Visitor:
    """A stranger to her."""
    return await house.accounts.enter(new_token(), "en")


@pytest.fixture
async def trip(house: Services, mei: Visitor) -> str:
    """An empty chat of Mei's."""
    return await house.chats.open_free(mei.user_id, mei.locale)


async def taken(house: Services, who: Visitor, count: int = 1) -> list[str]:
    """Attachments that wait to be sent."""
    return [(await house.attachments.add(who.user_id, picture(64 + n, 48))).id for n in range(count)]


async def show(house: Services, who: Visitor, chat: str, text: str, ids: list[str]) -> str:
    """Say something with pictures, and hear the reply."""
    reply = await house.conversation.send_message(who.user_id, chat, text, new_id(), ids)
    await settled(house, who, chat)
    return reply


async def sizes(house: Services, who: Visitor, chat: str) -> list[list[int]]:
    """The widths of each message's pictures."""
    view = await house.chat_views.view(who.user_id, chat)
    return [[attachment.width for attachment in message.attachments] for message in view.messages]


async def rows(house: Services) -> list[Attachment]:
    return await house.database.read(lambda session: list(session.exec(select(Attachment))))


def files(folder: Path) -> list[Path]:
    """What lies there; nothing where there is no folder."""
    return list(folder.iterdir()) if folder.exists() else []


def age(folder: Path, past: timedelta = timedelta(days=8)) -> None:
    """Let eight days pass over the files, or another time."""
    for file in folder.iterdir():
        os.utime(file, (file.stat().st_mtime - past.total_seconds(),) * 2)


async def test_pictures_go_with_what_is_said(
    house: Services, mei: Visitor, trip: str, provider: Upstream, folder: Path
):
    """In the order she chose, also after a reload, and the chat's window knows their weight."""
    before = (await house.chat_views.view(mei.user_id, trip)).context_usage.used
    first, second = await taken(house, mei, 2)
    await show(house, mei, trip, "这是哪里？", [second, first])
    assert await sizes(house, mei, trip) == [[65, 64], []]
    [prompt, _] = await stored(house, trip)
    assert prompt.attachment_tokens == 2 * 255
    assert (await house.chat_views.view(mei.user_id, trip)).context_usage.used > before + 2 * 255
    assert len(files(folder)) == 2


async def test_a_picture_alone_is_enough(house: Services, mei: Visitor, trip: str, provider: Upstream):
    """The chat gets a name, and the list says what was sent."""
    provider.enqueue(Reply("……", silent_after=0))
    await house.conversation.send_message(mei.user_id, trip, "", "send-1", await taken(house, mei))
    [row] = [row for row in await house.chats.rows(mei.user_id) if row.id == trip]
    assert row.title == "图片"
    view = await house.chat_views.view(mei.user_id, trip)
    await house.conversation.stop(mei.user_id, view.running_id)
    assert lines(view)[0] == ("user", "", "complete")


async def test_the_same_send_twice_is_one_message(
    house: Services, mei: Visitor, trip: str, provider: Upstream
):
    """Though its pictures have been sent by then."""
    ids = await taken(house, mei)
    for _ in range(2):
        await house.conversation.send_message(mei.user_id, trip, "看", "send-1", ids)
        await settled(house, mei, trip)
    assert len(await stored(house, trip)) == 2


async def test_what_may_not_go_leaves_everything_as_it_was(
    house: Services, mei: Visitor, tom: Visitor, trip: str, provider: Upstream
):
    """A stranger's picture, one that was sent, one twice, nonsense, five of them: nothing is stored."""
    sent, theirs, own = await taken(house, mei), await taken(house, tom), await taken(house, mei, 5)
    await show(house, mei, trip, "看", sent)
    for ids, refusal in (
        (theirs, NoSuchAttachment),
        (sent, NoSuchAttachment),
        ([own[0], own[0]], NoSuchAttachment),
        ([own[0], "nowhere"], NoSuchAttachment),
        ([""], NoSuchAttachment),
        (own, TooManyAttachments),
    ):
        with pytest.raises(refusal):
            await house.conversation.send_message(mei.user_id, trip, "再看", new_id(), ids)
    assert len(await stored(house, trip)) == 2
    waiting = {row.id for row in await rows(house) if row.message_id is None}
    assert waiting == {*theirs, *own}
    assert (await house.allowances.of(mei.user_id)).used == 1


async def test_pictures_wait_in_the_queue(house: Services, mei: Visitor, trip: str, provider: Upstream):
    """Sent while a reply runs they wait in the queue, cannot be sent twice, and go when it is their turn."""
    provider.enqueue(Reply("慢慢", silent_after=1))
    running = await house.conversation.send_message(mei.user_id, trip, "说", new_id())
    ids = await taken(house, mei)
    await house.conversation.send_message(mei.user_id, trip, "", new_id(), ids)
    with pytest.raises(NoSuchAttachment):
        await house.conversation.send_message(mei.user_id, trip, "再看", new_id(), ids)
    [(queued, text, kinds)] = (await house.chat_views.view(mei.user_id, trip)).queue
    assert (text, set(kinds)) == ("", {"image"})
    await house.conversation.stop(mei.user_id, running)
    await house.queue.send_now(mei.user_id, queued)
    await settled(house, mei, trip)
    assert (await sizes(house, mei, trip))[2] == [64]
    assert "image_url" in str(provider.requests[-1].body["messages"][-1])


async def test_a_stranger_sees_none_of_them(house: Services, mei: Visitor, tom: Visitor):
    """Not with its id."""
    [mine] = await taken(house, mei)
    kind, content = await house.attachments.open(mei.user_id, mine)
    assert (kind, content[:2]) == ("image/jpeg", b"\xff\xd8")
    for who, attachment in ((tom, mine), (mei, "nowhere"), (mei, "")):
        with pytest.raises(NoSuchAttachment):
            await house.attachments.open(who.user_id, attachment)


async def test_another_wording_and_a_branch_keep_the_pictures(
    house: Services, mei: Visitor, trip: str, provider: Upstream, folder: Path
):
    """They share the file; it goes with the last of them."""
    reply = await show(house, mei, trip, "这是？", await taken(house, mei))
    branch = await house.branches.branch(mei.user_id, reply)
    [prompt, _] = await stored(house, trip)
    await house.conversation.edit(mei.user_id, prompt.id, "这是哪座寺？", new_id())
    await settled(house, mei, trip)
    assert await sizes(house, mei, trip) == await sizes(house, mei, branch) == [[64], []]
    assert [row.attachment_tokens for row in await stored(house, trip)] == [255, 0, 255, 0]
    assert len({row.file for row in await rows(house)}) == 1 == len(files(folder))
    await house.conversation.clear(mei.user_id, trip)
    assert len(files(folder)) == 1
    await house.trash.put(mei.user_id, branch)
    await house.trash.destroy(mei.user_id, branch)
    assert files(folder) == []
    assert await rows(house) == []


async def test_the_trash_is_swept_with_its_pictures(
    house: Services, mei: Visitor, trip: str, provider: Upstream, folder: Path
):
    """In the trash a chat still has them; after thirty days they are gone with it."""
    await show(house, mei, trip, "看", await taken(house, mei))
    await house.trash.put(mei.user_id, trip)
    await house.attachments.sweep()
    assert len(files(folder)) == 1
    await house.trash.sweep(before=now())
    assert files(folder) == []


async def test_files_that_nothing_names_are_swept(
    house: Services, mei: Visitor, trip: str, provider: Upstream, folder: Path
):
    """Not those in use, nor one that was named a week ago, nor what is not ours."""
    await show(house, mei, trip, "看", await taken(house, mei))
    (folder / new_id()).write_bytes(b"lost")
    (folder / "notes.txt").write_bytes(b"somebody else's")
    age(folder)
    (folder / new_id()).write_bytes(b"its database may come back")
    age(folder, timedelta(days=6))
    await house.attachments.sweep()
    assert len(files(folder)) == 3
    assert await sizes(house, mei, trip) == [[64], []]


async def test_what_was_never_sent_is_swept_after_a_day(
    house: Services, mei: Visitor, folder: Path, monkeypatch: pytest.MonkeyPatch
):
    """Until then it waits."""
    [waiting] = await taken(house, mei)
    age(folder)
    await house.attachments.sweep()
    assert (await house.attachments.open(mei.user_id, waiting))[1]
    monkeypatch.setattr(store, "WAITING", timedelta(0))
    await house.attachments.sweep()
    assert (await rows(house), files(folder)) == ([], [])


async def test_what_is_no_picture_leaves_nothing(house: Services, mei: Visitor, folder: Path):
    """Neither a row nor a file."""
    with pytest.raises(WrongKind):
        await house.attachments.add(mei.user_id, SVG)
    assert (await rows(house), files(folder)) == ([], [])


async def test_there_is_room_for_so_many(
    house: Services, mei: Visitor, tom: Visitor, folder: Path, monkeypatch
):
    """Then the next one is refused, with no file left; others have room of their own."""
    [only] = await taken(house, mei)
    monkeypatch.setattr(store, "MOST_BYTES", (await rows(house))[0].bytes + 10)
    with pytest.raises(NoRoomForAttachments):
        await taken(house, mei)
    assert len(files(folder)) == 1
    assert (await house.attachments.open(mei.user_id, only))[1]
    await taken(house, tom)


async def test_pictures_that_do_not_fit_are_refused_before_they_are_sent(
    database_url: str, serve, folder: Path, provider: Upstream
):
    """Four of them fill a small window: nothing is stored, nothing asked."""
    small = serve(
        database_url, OREAI_IMAGES_FOLDER=str(folder), OREAI_CONTEXT_TOKENS=900, OREAI_MAX_TOKENS=100
    )
    mei = await small.accounts.enter(new_token(), "zh-CN")
    chat = await small.chats.open_free(mei.user_id, "zh")
    with pytest.raises(OverWindow) as refused:
        await small.conversation.send_message(mei.user_id, chat, "看", new_id(), await taken(small, mei, 4))
    assert refused.value.tokens > 4 * 255
    assert (await stored(small, chat), provider.requests) == ([], [])


async def test_a_deleted_message_takes_its_pictures_along(
    house: Services, mei: Visitor, trip: str, provider: Upstream
):
    """Whoever deletes it, in whichever way."""
    await show(house, mei, trip, "看", await taken(house, mei))
    await house.database.write(lambda session: [session.delete(row) for row in session.exec(select(Message))])
    assert await rows(house) == []


async def test_a_plain_chat_asks_nothing_more(house: Services, mei: Visitor, trip: str, provider: Upstream):
    """Words alone go as they always did."""
    await say(house, mei, trip, "你好")
    assert provider.requests[0].messages == [{"role": "user", "content": "你好"}]
