"""What a link shows: the branch by pages, under the name it had, and what its owner lets go out."""

import pytest
from sqlmodel import Session, select

from oreai.bootstrap import Services
from oreai.models import Attachment, Message
from oreai.services.accounts.ownership import NoSuchChat
from oreai.services.accounts.visitors import Visitor
from oreai.services.sharing.links import (
    LinkForm,
)
from oreai.services.sharing.reading import TooLongToCopy
from tests.services.sharing.conftest import say, texts
from tests.services.transfer.files import picture


async def test_the_name_is_the_one_it_had(house: Services, mei: Visitor, tom: Visitor, chat_id: str):
    """Mei calls her chat something that is nobody's business; readers see and keep the old name."""
    link = await house.shared_links.make(mei.user_id, chat_id, LinkForm())
    await house.chats.rename(mei.user_id, chat_id, "给医生看的")
    assert (await house.shared_reading.read(link.token)).title == "鲸鱼"
    copied = await house.shared_reading.copy(link.token, tom.user_id)
    assert (await house.chat_views.view(tom.user_id, copied)).title == "鲸鱼"
    await house.shared_links.update(mei.user_id, link.id)
    assert (await house.shared_reading.read(link.token)).title == "给医生看的"


async def test_what_the_model_thought_is_shown_where_the_owner_says_so(
    house: Services, mei: Visitor, tom: Visitor, chat_id: str
):
    """The preview says that there is something; one link has it, and its copy too, the other does not."""

    def think(session: Session) -> None:
        reply = session.exec(
            select(Message).where(Message.chat_id == chat_id, Message.content == "磷虾。")
        ).one()
        reply.reasoning = "它们没有牙"

    assert not (await house.shared_links.preview(mei.user_id, chat_id)).has_reasoning
    await house.database.write(think)
    assert (await house.shared_links.preview(mei.user_id, chat_id)).has_reasoning
    for with_reasoning, thought in ((True, "它们没有牙"), (False, "")):
        form = LinkForm(with_reasoning=with_reasoning)
        link = await house.shared_links.make(mei.user_id, chat_id, form)
        assert (await house.shared_reading.read(link.token)).messages[-1].reasoning == thought
        copied = await house.shared_reading.copy(link.token, tom.user_id)
        assert (await house.chat_views.view(tom.user_id, copied)).messages[-1].reasoning == thought


async def test_a_preview_says_what_goes_out(house: Services, mei: Visitor, tom: Visitor, chat_id: str):
    """The beginnings of the chosen branch, and its pictures; nobody else's chat has one."""
    photo = await house.attachments.add(mei.user_id, picture())

    def adorn(session: Session) -> None:
        row = session.exec(
            select(Message).where(Message.chat_id == chat_id, Message.content == "鲸鱼吃什么？")
        ).one()
        session.get_one(Attachment, photo.id).message_id = row.id

    await house.database.write(adorn)
    await say(house, mei, chat_id, "长" * 1000)
    shown = await house.shared_links.preview(mei.user_id, chat_id)
    assert [
        (one.role, one.beginning[:6], [file.id for file in one.attachments]) for one in shown.messages
    ] == [
        ("user", "鲸鱼吃什么？", [photo.id]),
        ("assistant", "磷虾。", []),
        ("user", "长" * 6, []),
    ]
    assert (shown.title, shown.count, len(shown.messages[-1].beginning)) == ("鲸鱼", 3, 160)
    with pytest.raises(NoSuchChat):
        await house.shared_links.preview(tom.user_id, chat_id)


async def test_a_long_chat_is_shown_by_pages(
    house: Services, mei: Visitor, chat_id: str, monkeypatch: pytest.MonkeyPatch
):
    """No page has more messages than fit; beyond the last page is the last page; a copy has an end too."""
    monkeypatch.setattr("oreai.services.sharing.shown._MESSAGES_A_PAGE", 2)
    for text in ("三", "四", "五"):
        await say(house, mei, chat_id, text)
    link = await house.shared_links.make(mei.user_id, chat_id, LinkForm())
    pages = [await house.shared_reading.read(link.token, page=page) for page in (1, 2, 3, 9, -1)]
    assert [[one.content for one in page.messages] for page in pages] == [
        ["鲸鱼吃什么？", "磷虾。"],
        ["三", "四"],
        ["五"],
        ["五"],
        ["鲸鱼吃什么？", "磷虾。"],
    ]
    assert {page.pages for page in pages} == {3}
    monkeypatch.setattr("oreai.services.sharing.reading._MOST_COPIED", 4)
    with pytest.raises(TooLongToCopy):
        await house.shared_reading.copy(link.token, mei.user_id)


async def test_what_was_deleted_shows_no_more(house: Services, mei: Visitor, chat_id: str):
    """Mei deletes a message: it is gone from the link too."""
    link = await house.shared_links.make(mei.user_id, chat_id, LinkForm())
    reply = (await house.shared_reading.read(link.token)).messages[-1]
    await house.deletions.delete(mei.user_id, reply.id)
    assert await texts(house, link.token) == ["鲸鱼吃什么？"]
