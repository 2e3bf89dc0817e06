"""A link shows one branch of a chat as far as it went, to whom it is for, until its owner says otherwise."""

from datetime import timedelta

import pytest
from sqlmodel import Session, select

from oreai.bootstrap import Services
from oreai.models import Attachment, Message, SharedLink, now
from oreai.services.accounts.devices import Device
from oreai.services.accounts.ownership import NoSuchChat
from oreai.services.accounts.registration import Registration
from oreai.services.accounts.session_token import new_token
from oreai.services.accounts.visitors import Visitor
from oreai.services.attachments.store import NoRoomForAttachments, NoSuchAttachment
from oreai.services.sharing.links import (
    BadLinkForm,
    LinkForm,
    NoSuchLink,
    SharingIsOff,
    TooManyLinks,
)
from oreai.services.sharing.reading import SignInToRead
from oreai.services.sharing.shown import NothingToShare
from tests.services.sharing.conftest import say, texts
from tests.services.transfer.files import picture


async def test_a_reader_sees_the_chosen_branch_and_nothing_later(
    house: Services, mei: Visitor, tom: Visitor, chat_id: str
):
    """Tom reads what stood there; what Mei writes after it shows once she brings the link up to date."""
    link = await house.shared_links.make(mei.user_id, chat_id, LinkForm())
    assert await texts(house, link.token, tom.user_id) == ["鲸鱼吃什么？", "磷虾。"]
    await say(house, mei, chat_id, "私事")
    assert await texts(house, link.token) == ["鲸鱼吃什么？", "磷虾。"]
    await house.shared_reading.views.write()
    (shown,) = await house.shared_links.of_user(mei.user_id)
    assert (shown.views, shown.is_behind) == (2, True)
    await house.shared_links.update(mei.user_id, link.id)
    assert (await texts(house, link.token))[-1] == "私事"
    assert not (await house.shared_links.of_user(mei.user_id))[0].is_behind


@pytest.mark.parametrize("end", ["revoked", "trashed", "cleared", "expired", "off"])
async def test_a_link_that_is_over_leads_nowhere(
    house: Services, mei: Visitor, chat_id: str, serve, end: str
):
    """By its owner's word, with its chat, in time, or with all links of the server."""
    link = await house.shared_links.make(mei.user_id, chat_id, LinkForm(days=1))
    reading = house.shared_reading
    match end:
        case "revoked":
            await house.shared_links.revoke(mei.user_id, link.id)
        case "trashed":
            await house.trash.put(mei.user_id, chat_id)
        case "cleared":
            await house.conversation.clear(mei.user_id, chat_id)
        case "expired":
            await house.database.write(
                lambda session: setattr(session.get(SharedLink, link.id), "expires_at", now() - timedelta(1))
            )
        case "off":
            closed = serve(house.settings.sqlalchemy_url, OREAI_SHARING="0")
            reading = closed.shared_reading
            with pytest.raises(SharingIsOff):
                await closed.shared_links.make(mei.user_id, chat_id, LinkForm())
    for act in (reading.read(link.token), reading.copy(link.token, mei.user_id)):
        with pytest.raises(NoSuchLink):
            await act
    assert await house.shared_links.sweep() == (end == "expired")


async def test_a_link_for_people_who_are_signed_in(house: Services, mei: Visitor, chat_id: str):
    """A guest is asked to sign in; with a name Tom reads it."""
    link = await house.shared_links.make(mei.user_id, chat_id, LinkForm("signed_in"))
    token = new_token()
    tom = await house.accounts.enter(token, "en")
    for reader in ("", tom.user_id):
        with pytest.raises(SignInToRead):
            await house.shared_reading.read(link.token, reader)
    with pytest.raises(SignInToRead):
        await house.shared_reading.copy(link.token, tom.user_id)
    await house.sign_in.sign_up(token, Registration("Tom", "green whales sing", ""), Device())
    assert await texts(house, link.token, tom.user_id) == ["鲸鱼吃什么？", "磷虾。"]


async def test_going_on_with_a_copy(
    house: Services, mei: Visitor, tom: Visitor, chat_id: str, monkeypatch: pytest.MonkeyPatch
):
    """Tom has what was shown, with its picture, and neither Mei's instructions nor what the model thought."""

    photo = await house.attachments.add(mei.user_id, picture())

    def adorn(session: Session) -> None:
        reply = session.exec(
            select(Message).where(Message.chat_id == chat_id, Message.content == "磷虾。")
        ).one()
        reply.reasoning, reply.attachment_tokens = "秘密", 85
        session.get_one(Attachment, photo.id).message_id = reply.id

    await house.database.write(adorn)
    link = await house.shared_links.make(mei.user_id, chat_id, LinkForm())
    copied = await house.shared_reading.copy(link.token, tom.user_id)
    view = await house.chat_views.view(tom.user_id, copied)
    assert [one.content for one in view.messages] == ["鲸鱼吃什么？", "磷虾。"]
    assert view.messages[-1].reasoning == ""
    (attachment,) = view.messages[-1].attachments
    assert (await house.attachments.open(tom.user_id, attachment.id))[0] == "image/png"
    monkeypatch.setattr("oreai.services.sharing.reading.MOST_BYTES", 1)
    with pytest.raises(NoRoomForAttachments):
        await house.shared_reading.copy(link.token, tom.user_id)
    await say(house, tom, copied, "更多")
    assert await texts(house, link.token) == ["鲸鱼吃什么？", "磷虾。"]


async def test_a_picture_is_open_to_readers_of_its_link_alone(house: Services, mei: Visitor, chat_id: str):
    """What stands in the branch is shown; what Mei has beside it is not."""
    other = await house.attachments.add(mei.user_id, picture("red"))
    link = await house.shared_links.make(mei.user_id, chat_id, LinkForm())
    with pytest.raises(NoSuchAttachment):
        await house.shared_reading.open_attachment(link.token, other.id)
    with pytest.raises(NoSuchLink):
        await house.shared_reading.open_attachment("0" * 32, other.id)


async def test_nobody_makes_or_changes_a_link_to_anothers_chat(
    house: Services, mei: Visitor, tom: Visitor, chat_id: str
):
    """Tom has no chat and no link of Mei's."""
    link = await house.shared_links.make(mei.user_id, chat_id, LinkForm())
    with pytest.raises(NoSuchChat):
        await house.shared_links.make(tom.user_id, chat_id, LinkForm())
    with pytest.raises(NoSuchChat):
        await house.shared_links.of_chat(tom.user_id, chat_id)
    for act in (
        house.shared_links.update(tom.user_id, link.id),
        house.shared_links.revoke(tom.user_id, link.id),
    ):
        with pytest.raises(NoSuchLink):
            await act
    assert await house.shared_links.of_user(tom.user_id) == []
    assert [one.id for one in await house.shared_links.of_chat(mei.user_id, chat_id)] == [link.id]


async def test_bounds_and_what_is_not_offered(
    house: Services, mei: Visitor, chat_id: str, monkeypatch: pytest.MonkeyPatch
):
    """An empty chat, an unknown audience, too many days, too many links."""
    empty = await house.chats.open_free(mei.user_id, "zh")
    with pytest.raises(NothingToShare):
        await house.shared_links.make(mei.user_id, empty, LinkForm())
    for form in (LinkForm("friends"), LinkForm(days=9999)):
        with pytest.raises(BadLinkForm):
            await house.shared_links.make(mei.user_id, chat_id, form)
    monkeypatch.setattr("oreai.services.sharing.links.MOST", 1)
    await house.shared_links.make(mei.user_id, chat_id, LinkForm())
    with pytest.raises(TooManyLinks):
        await house.shared_links.make(mei.user_id, chat_id, LinkForm())
