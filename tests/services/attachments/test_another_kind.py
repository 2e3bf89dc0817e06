"""A kind of attachment that a file in `services/attachments` adds goes the whole way that images go."""

from collections.abc import Mapping
from typing import Any

import pytest

from oreai.bootstrap import Services
from oreai.i18n import TEXTS
from oreai.models import new_id
from oreai.services.accounts.visitors import Visitor
from oreai.services.attachments import kinds
from oreai.services.attachments.image_kind import IMAGE
from oreai.services.attachments.kind import AcceptedFile, AttachmentKind, WrongKind
from oreai.services.chats.rows import ChatRow
from tests.pictures import picture
from tests.services.requests.test_attachments import blind
from tests.talking import row, settled
from tests.upstream import Reply, Upstream

TEA = "Gyokuro: 60 °C".encode()
TEA_AS_SENT = "tea.txt\nGyokuro: 60 °C"
SLOW = Reply(tokens=("好", "的"), first_delay_s=1)


def _accept(file: bytes, name: str) -> AcceptedFile:
    if not name.endswith(".txt"):
        raise WrongKind
    return AcceptedFile(file, "text/plain", tokens=9, name=name)


def _content_part(content: bytes, _media_type: str, name: str) -> Mapping[str, Any]:
    return {"type": "text", "text": f"{name}\n{content.decode()}"}


NOTE = AttachmentKind("note", ("text/plain",), accept=_accept, content_part=_content_part)


@pytest.fixture(autouse=True)
def _notes(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a developer writes for it: the kind, its place in the list, its name in each language."""
    monkeypatch.setattr(kinds, "KINDS", (IMAGE, NOTE))
    for locale, name in (("zh", "笔记"), ("en", "Note")):
        monkeypatch.setitem(TEXTS[locale].attachments.kinds, "note", name)


@pytest.fixture
async def trip(house: Services, mei: Visitor, provider: Upstream) -> str:
    """An empty chat of Mei's."""
    provider.fallback = lambda request: Reply("好的")
    return await house.chats.open_free(mei.user_id, mei.locale)


async def send_note(house: Services, who: Visitor, chat: str, text: str = "", *others: str) -> str:
    """Say something, or nothing, with a note and these; the id of the reply or of what waits."""
    note = await house.attachments.add(who.user_id, TEA, "tea.txt")
    return await house.conversation.send_message(who.user_id, chat, text, new_id(), [*others, note.id])


async def listed(house: Services, who: Visitor, chat: str) -> ChatRow:
    return next(row for row in await house.chats.rows(who.user_id) if row.id == chat)


async def test_it_is_sent_in_its_own_form(house: Services, mei: Visitor, trip: str, provider: Upstream):
    """The model gets its content part; chat and sheet know it by name, and its owner can open it."""
    reply = await send_note(house, mei, trip, "泡多久？")
    view = await settled(house, mei, trip)
    assert provider.requests[0].messages[-1]["content"] == f"泡多久？\n\n{TEA_AS_SENT}"
    (attachment,) = view.messages[0].attachments
    assert (attachment.kind, attachment.name) == ("note", "tea.txt")
    assert await house.attachments.open(mei.user_id, attachment.id) == ("text/plain", TEA)
    (part,) = (await house.details.of(mei.user_id, reply)).turns[-1].attachments
    assert (part.kind, part.name, part.address) == ("note", "tea.txt", attachment.address)


async def test_without_words_its_name_is_the_chats(house: Services, mei: Visitor, trip: str):
    """As the title; beside an image both are named, in the order of the kinds."""
    await send_note(house, mei, trip)
    await settled(house, mei, trip)
    assert (await listed(house, mei, trip)).title == "笔记"
    other = await house.chats.open_free(mei.user_id, mei.locale)
    image = await house.attachments.add(mei.user_id, picture(90, 40))
    await send_note(house, mei, other, "", image.id)
    await settled(house, mei, other)
    assert (await listed(house, mei, other)).title == "图片, 笔记"


async def test_the_list_shows_its_mark(house: Services, mei: Visitor, trip: str):
    """Where a message without words is the newest."""
    reply = await send_note(house, mei, trip)
    await settled(house, mei, trip)
    await house.deletions.delete(mei.user_id, reply)
    assert (await listed(house, mei, trip)).preview == "[笔记]"


async def test_the_queue_shows_its_mark_and_sends_it(
    house: Services, mei: Visitor, trip: str, provider: Upstream
):
    """It waits with its message, of which the line knows the kinds, and then goes."""
    provider.enqueue(SLOW)
    await house.conversation.send_message(mei.user_id, trip, "泡茶", new_id())
    await send_note(house, mei, trip, "这种呢？")
    view = await house.chat_views.view(mei.user_id, trip)
    assert [(text, set(its)) for _, text, its in view.queue] == [("这种呢？", {"note"})]
    while len((await settled(house, mei, trip)).messages) < 4:
        pass
    assert provider.requests[-1].messages[-1]["content"] == f"这种呢？\n\n{TEA_AS_SENT}"


async def test_its_own_mark_stands_for_it(house: Services, mei: Visitor, trip: str, provider: Upstream):
    """Where attachments stay away, each message has its own: in the request, and in its sheet."""
    image = await house.attachments.add(mei.user_id, picture(90, 40))
    await house.conversation.send_message(mei.user_id, trip, "看", new_id(), [image.id])
    await settled(house, mei, trip)
    await send_note(house, mei, trip, "泡多久？")
    await settled(house, mei, trip)
    provider.enqueue(blind())
    reply = await house.conversation.send_message(mei.user_id, trip, "谢谢", new_id())
    await settled(house, mei, trip)
    assert (await row(house, reply)).status == "complete"
    went = [turn["content"] for turn in provider.requests[-1].messages]
    assert went == ["[图片]\n看", "好的", "[笔记]\n泡多久？", "好的", "谢谢"]
    assert [turn.content for turn in (await house.details.of(mei.user_id, reply)).turns] == went
