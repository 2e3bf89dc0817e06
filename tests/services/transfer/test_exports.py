"""Chats go out as files that people can read, and come in again equal."""

import io
import zipfile
from datetime import UTC
from functools import partial

import pytest
from PIL import Image
from sqlmodel import Session

from oreai.bootstrap import Services
from oreai.repositories import chats, travelling
from oreai.services.accounts.ownership import NoSuchChat
from oreai.services.accounts.session_token import new_token
from oreai.services.accounts.visitors import Visitor
from oreai.services.chats.folders import MOST_FOLDERS
from oreai.services.chats.rows import MOST_AT_ONCE
from oreai.services.transfer.chat_file import FileChat
from oreai.services.transfer.exports import FORMS, ExportedFile, NoSuchForm
from oreai.services.transfer.gathering import gather, with_texts
from tests.services.transfer.files import as_json, picture, zipped
from tests.services.transfer.test_chatgpt import node, turn, whales
from tests.services.transfer.test_imports import brought_in


async def content_of(file: ExportedFile) -> bytes:
    return b"".join([piece async for piece in file.pieces])


async def id_of(house: Services, mei: Visitor, title: str) -> str:
    return next(row.id for row in await house.chats.rows(mei.user_id) if row.title == title)


async def gathered(house: Services, mei: Visitor, chat_id: str) -> FileChat:
    """The chat as it travels, texts and all."""

    def work(session: Session) -> FileChat:
        chat = gather(session, chats.get(session, mei.user_id, chat_id)).chat  # type: ignore[arg-type]  # it is there
        chat.messages = list(with_texts(chat.messages, partial(travelling.texts, session)))
        return chat

    return await house.database.read(work)


def shape(chat: FileChat) -> list[tuple[object, ...]]:
    """What a chat says, whatever its messages are called here: each with the text above it."""
    texts = {message.id: message.content for message in chat.messages}
    return sorted(
        (
            texts.get(one.parent or "", ""),
            one.role,
            one.content,
            one.reasoning,
            one.at,
            one.model,
            one.status,
            one.selected,
            len(one.pictures),
        )
        for one in chat.messages
    )


async def with_a_picture(house: Services, mei: Visitor) -> str:
    """Mei's chat about whales, with both branches and a picture; its id."""
    seen = {"content_type": "image_asset_pointer", "asset_pointer": "sediment://file_7"}
    export = whales()
    export["mapping"] |= node(
        "q3", "a2", turn("user", {"content_type": "multimodal_text", "parts": [seen, "这条呢？"]})
    )
    content = zipped(
        {"conversations.json": as_json([export | {"current_node": "q3"}]), "file_7.dat": picture()}
    )
    await brought_in(house, mei, content)
    return await id_of(house, mei, "鲸鱼")


async def test_a_library_comes_back_equal_to_somebody_else(house: Services, mei: Visitor):
    """Mei takes everything out; Tom brings it in, branch by branch, with its picture."""
    chat_id = await with_a_picture(house, mei)
    before = await gathered(house, mei, chat_id)
    content = await content_of(await house.exports.library(mei.user_id))
    tom = await house.accounts.enter(new_token(), "en")
    view = await brought_in(house, tom, content)
    assert view.status == "done"
    after = await gathered(house, tom, await id_of(house, tom, "鲸鱼"))
    assert shape(after) == shape(before)
    assert (after.created, after.updated, after.title) == (before.created, before.updated, before.title)


async def test_what_is_archived_goes_out_and_comes_in_archived(house: Services, mei: Visitor):
    """With all others in the library, and in the archive again on the other side."""
    chat_id = await with_a_picture(house, mei)
    await house.chats.archive(mei.user_id, [chat_id], True)
    content = await content_of(await house.exports.library(mei.user_id))
    tom = await house.accounts.enter(new_token(), "en")
    await brought_in(house, tom, content)
    assert [row.title for row in await house.chats.archived(tom.user_id)] == ["鲸鱼"]
    assert "鲸鱼" not in [row.title for row in await house.chats.rows(tom.user_id)]


async def test_a_chat_comes_back_into_its_folder(house: Services, mei: Visitor):
    """Into one of that name, else into a new one; and into none where there may be no more."""
    chat_id = await with_a_picture(house, mei)
    await house.chats.folders.create(mei.user_id, "海里的", [chat_id])
    content = await content_of(await house.exports.library(mei.user_id))
    names = ["Tom", "Ann", "Max"]
    for name, folders in zip(names, ([], ["海里的"], [str(at) for at in range(MOST_FOLDERS)]), strict=True):
        who = await house.accounts.enter(name[0] * 43, "en")
        for folder in folders:
            await house.chats.folders.create(who.user_id, folder)
        await brought_in(house, who, content)
        listed = await house.chats.listed(who.user_id)
        called = {folder.id: folder.name for folder in listed.folders}
        [found] = [called.get(row.folder) for row in listed.rows if row.title == "鲸鱼"]
        assert found == (None if name == "Max" else "海里的")
        assert len(called) == max(1, len(folders))


async def test_a_chat_alone_is_one_file_or_a_zip_with_its_pictures(house: Services, mei: Visitor):
    """Markdown and JSON carry pictures beside them; a page has them inside."""
    chat_id = await with_a_picture(house, mei)
    for form in ("md", "json"):
        file = await house.exports.chat(mei.user_id, chat_id, form, UTC)
        assert file.name == "鲸鱼.zip"
        with zipfile.ZipFile(io.BytesIO(await content_of(file))) as archive:
            words, shown = archive.namelist()
            assert words == f"鲸鱼.{form}"
            assert Image.open(io.BytesIO(archive.read(shown))).size == (8, 6)
    page = (await content_of(await house.exports.chat(mei.user_id, chat_id, "html", UTC))).decode()
    assert "data:image/png;base64," in page
    assert "磷虾" in page
    assert "不是。" not in page, "the other branch"


async def test_a_page_asks_nobody_and_runs_nothing(house: Services, mei: Visitor):
    """HTML in a message is text, pictures of the web are links, formulas are drawn without scripts."""
    table = "| a |\n|---|\n| 1 |"
    text = f"<script>x()</script> ![a](https://spy.example/p.png) [l](javascript:x()) $x^2$\n\n{table}"
    mapping = node("root", None, None) | node("a", "root", turn("assistant", text))
    await brought_in(house, mei, as_json([whales(mapping=mapping, current_node="a", title="<b>标题")]))
    chat_id = await id_of(house, mei, "<b>标题")
    page = (await content_of(await house.exports.chat(mei.user_id, chat_id, "html", UTC))).decode()
    assert "<script" not in page
    assert "<img" not in page
    assert 'href="javascript' not in page
    assert "<math" in page
    assert "<td>1</td>" in page
    assert "&lt;b&gt;标题" in page


async def test_chosen_chats_are_one_file(house: Services, mei: Visitor):
    """Of those that are named, the ones that are Mei's; nothing at all where none is."""
    chat_id = await with_a_picture(house, mei)
    await brought_in(house, mei, as_json([whales(id="2", title="不选的")]))
    tom = await house.accounts.enter(new_token(), "en")
    foreign = await house.chats.open_free(tom.user_id, "en")
    content = await content_of(await house.exports.chosen(mei.user_id, [foreign, chat_id]))
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        words, shown = archive.namelist()
    assert (words, shown.partition("/")[0]) == ("鲸鱼.md", "attachments")
    for ids in ([foreign], [], ["京都"] * MOST_AT_ONCE + [chat_id]):
        with pytest.raises(NoSuchChat):
            await house.exports.chosen(mei.user_id, ids)


async def test_names_are_taken_by_every_system(house: Services, mei: Visitor):
    """Two chats of one title, with signs that no file may have."""
    await brought_in(house, mei, as_json([whales(id=str(at), title='a/b:"c"?') for at in range(2)]))
    with zipfile.ZipFile(io.BytesIO(await content_of(await house.exports.library(mei.user_id)))) as archive:
        assert {"a b c.md", "a b c (2).md"} <= set(archive.namelist())


async def test_nobody_takes_out_what_is_not_theirs(house: Services, mei: Visitor):
    """Tom has no such chat in any form, and Mei no such form."""
    chat_id = await with_a_picture(house, mei)
    tom = await house.accounts.enter(new_token(), "en")
    for form in FORMS:
        with pytest.raises(NoSuchChat):
            await house.exports.chat(tom.user_id, chat_id, form, UTC)
    with pytest.raises(NoSuchForm):
        await house.exports.chat(mei.user_id, chat_id, "exe", UTC)
