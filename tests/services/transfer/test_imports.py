"""A file that is handed in: read, chosen from, stored in the background, brought in again, taken back."""

import asyncio
import json
from datetime import timedelta
from typing import Any

import pytest

from oreai.bootstrap import Services
from oreai.models import ChatImport, ImportStatus, now
from oreai.services.accounts.session_token import new_token
from oreai.services.accounts.visitors import Visitor
from oreai.services.transfer.imports import (
    MOST_OF_A_NETWORK,
    ImportView,
    NoRoomForImport,
    NoSuchImport,
    StillImporting,
    TooManyUploads,
    TooMuchToday,
)
from tests.services.transfer.files import as_json, picture, zipped
from tests.services.transfer.test_chatgpt import node, turn, whales


async def handed_in(house: Services, mei: Visitor, content: bytes) -> ImportView:
    """Mei hands a file in, and it is read to its end."""
    import_id, place = await house.imports.begin(mei.user_id, "Asia/Shanghai", "zh", len(content))
    place.write_bytes(content)
    await house.imports.uploaded(mei.user_id, import_id)
    await house.import_work.settled()
    return (await house.imports.views(mei.user_id))[0]


async def brought_in(house: Services, mei: Visitor, content: bytes) -> ImportView:
    """Mei brings all of a file in."""
    view = await handed_in(house, mei, content)
    preview = await house.imports.preview(mei.user_id, view.id)
    await house.imports.choose(mei.user_id, view.id, [chat.at for chat in preview.chats])
    await house.import_work.settled()
    return (await house.imports.views(mei.user_id))[0]


async def texts_in(house: Services, mei: Visitor, title: str) -> list[str]:
    """What stands in Mei's chat of this title."""
    row = next(row for row in await house.chats.rows(mei.user_id) if row.title == title)
    return [turn.content for turn in await house.transcripts.turns(mei.user_id, row.id)]


async def titles(house: Services, mei: Visitor) -> set[str]:
    return {row.title for row in await house.chats.rows(mei.user_id)}


async def test_a_file_comes_with_branches_times_and_pictures(house: Services, mei: Visitor):
    """The chosen branch shows, the other one is a version away, the picture is Mei's own attachment."""
    seen = {"content_type": "image_asset_pointer", "asset_pointer": "sediment://file_7"}
    export = whales()
    export["mapping"] |= node(
        "q3", "a2", turn("user", {"content_type": "multimodal_text", "parts": [seen, "这条呢？"]})
    )
    content = zipped(
        {"conversations.json": as_json([export | {"current_node": "q3"}]), "file_7.dat": picture()}
    )
    view = await brought_in(house, mei, content)
    assert (view.status, view.chats, view.messages, view.pictures, view.failed) == ("done", 1, 5, 1, 0)
    assert await texts_in(house, mei, "鲸鱼") == ["鲸鱼吃什么？", "磷虾。", "这条呢？"]
    row = next(row for row in await house.chats.rows(mei.user_id) if row.title == "鲸鱼")
    views = await house.chat_views.view(mei.user_id, row.id)
    assert views.messages[0].versions == 2
    (attachment,) = views.messages[-1].attachments
    kind, _ = await house.attachments.open(mei.user_id, attachment.id)
    assert kind == "image/png"
    assert not house.import_work.workshop.is_here(view.id), "nothing of the file is left"


async def test_again_brings_only_what_is_new(house: Services, mei: Visitor):
    """A later export of the same chat adds its two new messages to the one that is there."""
    await brought_in(house, mei, as_json([whales()]))
    later = whales(update_time=1_714_999_000)
    later["mapping"] |= node("q3", "a2", turn("user", "还有呢？")) | node(
        "a3", "q3", turn("assistant", "小鱼。")
    )
    view = await brought_in(house, mei, as_json([later | {"current_node": "a3"}]))
    assert (view.chats, view.messages) == (1, 2)
    assert await texts_in(house, mei, "鲸鱼") == ["鲸鱼吃什么？", "磷虾。", "还有呢？", "小鱼。"]
    again = await brought_in(house, mei, as_json([later]))
    assert (again.status, again.chats, again.messages) == ("done", 0, 0)
    assert len([row for row in await house.chats.rows(mei.user_id) if row.title == "鲸鱼"]) == 1


async def test_taking_back_leaves_what_mei_went_on_with(house: Services, mei: Visitor):
    """One chat goes to the trash; the one that she has written in stays, and she is told."""
    view = await brought_in(house, mei, as_json([whales(), whales(id="c-2", title="海豚")]))
    row = next(row for row in await house.chats.rows(mei.user_id) if row.title == "海豚")
    await house.transcripts.record(mei.user_id, row.id, "user", "我来接着说")
    assert await house.imports.undo(mei.user_id, view.id) == 1
    assert {"鲸鱼", "海豚"} & await titles(house, mei) == {"海豚"}
    assert "鲸鱼" in {row.title for row in await house.trash.rows(mei.user_id)}
    with pytest.raises(NoSuchImport):
        await house.imports.undo(mei.user_id, view.id)


async def test_taking_back_takes_added_messages_out_of_older_chats(house: Services, mei: Visitor):
    """What a second file has added goes; what the first brought stays."""
    await brought_in(house, mei, as_json([whales()]))
    later = whales()
    later["mapping"] |= node("q3", "a2", turn("user", "还有呢？"))
    view = await brought_in(house, mei, as_json([later]))
    await house.imports.undo(mei.user_id, view.id)
    assert await texts_in(house, mei, "鲸鱼") == ["鲸鱼吃什么？", "磷虾。"]


async def test_only_the_chosen_chats_come(house: Services, mei: Visitor):
    """Of three chats Mei takes the last; a place that the preview does not name is passed over."""
    view = await handed_in(house, mei, as_json([whales(id=str(at), title=f"第{at}个") for at in range(3)]))
    preview = await house.imports.preview(mei.user_id, view.id)
    await house.imports.choose(mei.user_id, view.id, [preview.chats[2].at, 7])
    await house.import_work.settled()
    assert {"第0个", "第1个", "第2个"} & await titles(house, mei) == {"第2个"}


async def test_a_cancelled_import_brings_no_more(house: Services, mei: Visitor):
    """Mei thinks better of it before anything came; the file is gone and the next may come."""
    view = await handed_in(house, mei, as_json([whales()]))
    await house.imports.cancel(mei.user_id, view.id)
    with pytest.raises(NoSuchImport):
        await house.imports.choose(mei.user_id, view.id, [0])
    assert "鲸鱼" not in await titles(house, mei)
    assert (await handed_in(house, mei, as_json([whales()]))).status == "ready"


async def test_a_refused_file_says_why_and_leaves_nothing(house: Services, mei: Visitor):
    """A file that is no export."""
    view = await handed_in(house, mei, b'{"weather": "rain"}')
    assert (view.status, view.refused) == ("refused", "UnknownFile")
    assert not house.import_work.workshop.is_here(view.id)


async def test_another_process_goes_on_where_one_has_died(house: Services, mei: Visitor):
    """The first of two chats is stored, then the process is gone; the other brings the second, once."""
    view = await handed_in(house, mei, as_json([whales(), whales(id="c-2", title="海豚")]))
    places = [chat.at for chat in (await house.imports.preview(mei.user_id, view.id)).chats]

    def died(session: Any) -> None:
        row = session.get(ChatImport, view.id)
        row.status, row.chosen, row.position = ImportStatus.RUNNING, json.dumps(places), 1
        row.lease_owner, row.lease_until = "gone", now() - timedelta(seconds=1)

    await house.database.write(died)
    await asyncio.gather(house.import_work.resume(), house.import_work.resume())
    await house.import_work.settled()
    assert {"鲸鱼", "海豚"} & await titles(house, mei) == {"海豚"}
    assert (await house.imports.views(mei.user_id))[0].status == "done"


async def test_nobody_else_sees_or_ends_it(house: Services, mei: Visitor):
    """Tom has no import of Mei's, whatever he asks of it."""
    tom = await house.accounts.enter(new_token(), "en")
    view = await handed_in(house, mei, as_json([whales()]))
    for act in (
        house.imports.preview(tom.user_id, view.id),
        house.imports.choose(tom.user_id, view.id, [0]),
        house.imports.cancel(tom.user_id, view.id),
        house.imports.undo(tom.user_id, view.id),
        house.imports.uploaded(tom.user_id, view.id),
    ):
        with pytest.raises(NoSuchImport):
            await act
    assert await house.imports.views(tom.user_id) == []


async def test_what_a_stranger_can_ask_for_is_bounded(
    house: Services, mei: Visitor, monkeypatch: pytest.MonkeyPatch
):
    """One file at a time, no more than the disk holds, so many messages a day."""
    await house.imports.begin(mei.user_id, "UTC", "zh", 10)
    with pytest.raises(StillImporting):
        await house.imports.begin(mei.user_id, "UTC", "zh", 10)
    (view,) = await house.imports.views(mei.user_id)
    await house.imports.abandon(mei.user_id, view.id)
    with pytest.raises(NoRoomForImport):
        await house.imports.begin(mei.user_id, "UTC", "zh", 10**15)
    await brought_in(house, mei, as_json([whales()]))
    monkeypatch.setattr("oreai.services.transfer.imports.MOST_MESSAGES_A_DAY", 3)
    with pytest.raises(TooMuchToday):
        await house.imports.begin(mei.user_id, "UTC", "zh", 10)


async def test_a_network_leaves_places_for_others(house: Services):
    """However many guests it brings: the sixth waits until one is through, and Ada elsewhere does not."""
    guests = [await house.accounts.enter(new_token(), "zh") for _ in range(MOST_OF_A_NETWORK + 1)]
    ada = await house.accounts.enter(new_token(), "en")
    school, elsewhere = "203.0.113.0/24", "198.51.100.0/24"
    first, *_ = [await house.imports.begin(one.user_id, "UTC", "zh", 10, school) for one in guests[:-1]]
    with pytest.raises(TooManyUploads):
        await house.imports.begin(guests[-1].user_id, "UTC", "zh", 10, school)
    await house.imports.begin(ada.user_id, "UTC", "en", 10, elsewhere)
    await house.imports.abandon(guests[0].user_id, first[0])
    await house.imports.begin(guests[-1].user_id, "UTC", "zh", 10, school)


async def test_files_that_come_together_have_room_together(
    house: Services, mei: Visitor, monkeypatch: pytest.MonkeyPatch
):
    """Each alone would fit on the disk; what others have announced is kept for them."""
    tom = await house.accounts.enter(new_token(), "en")
    monkeypatch.setattr(house.import_work.workshop, "free_bytes", lambda: 5000)
    await house.imports.begin(mei.user_id, "UTC", "zh", 1000)
    with pytest.raises(NoRoomForImport):
        await house.imports.begin(tom.user_id, "UTC", "en", 1000)
    (view,) = await house.imports.views(mei.user_id)
    await house.imports.abandon(mei.user_id, view.id)
    await house.imports.begin(tom.user_id, "UTC", "en", 1000)


async def test_old_files_are_cleared(house: Services, mei: Visitor, monkeypatch: pytest.MonkeyPatch):
    """A file that was read and never chosen from is gone after a while."""
    view = await handed_in(house, mei, as_json([whales()]))
    monkeypatch.setattr("oreai.services.transfer.import_work.WAITS", timedelta(seconds=-1))
    await house.import_work.resume()
    assert not house.import_work.workshop.is_here(view.id)
    with pytest.raises(NoSuchImport):
        await house.imports.preview(mei.user_id, view.id)


async def test_a_long_chat_comes_whole(house: Services, mei: Visitor):
    """Two thousand messages, each below the one before, in one transaction."""
    mapping: dict[str, Any] = {}
    for at in range(2000):
        above = str(at - 1) if at else None
        mapping |= node(str(at), above, turn("assistant" if at % 2 else "user", f"第{at}句"))
    view = await brought_in(house, mei, as_json([whales(mapping=mapping, current_node="1999")]))
    assert view.messages == 2000
    assert len(await texts_in(house, mei, "鲸鱼")) == 2000
