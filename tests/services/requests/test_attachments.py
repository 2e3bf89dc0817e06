"""Attachments on their way to the model: in parts on the wire, told by the sheet, refused and learned."""

from base64 import b64decode
from functools import partial
from pathlib import Path

import pytest

from oreai.bootstrap import Services
from oreai.i18n import texts_for
from oreai.llm.client import AttachmentPart, ChatTurn
from oreai.llm.offline_client import OfflineClient
from oreai.llm.parameters import RequestParameters
from oreai.models import new_id
from oreai.services.accounts.visitors import Visitor
from oreai.services.attachments.image import redrawn
from oreai.services.attachments.kinds import mark_of
from oreai.services.requests import attachments as attachment_turns
from oreai.services.requests.attachments import SHOWN
from tests.pictures import opened, picture
from tests.talking import row, settled
from tests.upstream import Reply, Request, Upstream, refusal

blind = partial(refusal, 400, "This model does not support image input.")
MARK = mark_of({"image"}, "zh")


@pytest.fixture
async def house(sqlite_url: str, tmp_path: Path, serve) -> Services:
    return serve(sqlite_url, OREAI_IMAGES_FOLDER=str(tmp_path / "pictures"))


@pytest.fixture
async def trip(house: Services, mei: Visitor, provider: Upstream) -> str:
    """An empty chat of Mei's; the model answers without repeating pictures."""
    provider.fallback = lambda request: Reply("好的")
    return await house.chats.open_free(mei.user_id, mei.locale)


async def show(house: Services, who: Visitor, chat: str, text: str, *widths: int) -> str:
    """Say something with pictures of these widths; the id of the reply, once it has ended."""
    ids = [(await house.attachments.add(who.user_id, picture(width, 40))).id for width in widths]
    reply = await house.conversation.send_message(who.user_id, chat, text, new_id(), ids)
    await settled(house, who, chat)
    return reply


def seen(content: str | list[dict]) -> list[str | int]:
    """What a turn carries: its words, and the widths of its pictures."""
    if isinstance(content, str):
        return [content]
    return [part.get("text") or width_of(part["image_url"]["url"]) for part in content]


def width_of(address: str) -> int:
    kind, data = address.split(";base64,")
    assert kind == "data:image/jpeg"
    return opened(b64decode(data)).width


def all_seen(request: Request) -> list[list[str | int]]:
    return [seen(message["content"]) for message in request.messages]


async def told(house: Services, who: Visitor, reply: str) -> list[list[str | int]]:
    """The same from the reply's sheet, its pictures read from their addresses."""
    turns = (await house.details.of(who.user_id, reply)).turns
    found = []
    for turn in turns:
        files = [
            await house.attachments.open(who.user_id, part.address.rpartition("/")[2])
            for part in turn.attachments
        ]
        words: list[str | int] = [turn.content] if turn.content else []
        found.append([*words, *(opened(content).width for _, content in files)])
    return found


async def test_words_and_pictures_go_as_parts(house: Services, mei: Visitor, trip: str, provider: Upstream):
    """As OpenAI's API wants them; turns without pictures stay plain, and the sheet tells the same."""
    first = await show(house, mei, trip, "这是哪里？", 90, 91)
    second = await show(house, mei, trip, "", 92)
    third = await show(house, mei, trip, "谢谢")
    assert all_seen(provider.requests[2]) == [["这是哪里？", 90, 91], ["好的"], [92], ["好的"], ["谢谢"]]
    assert isinstance(provider.requests[2].messages[-1]["content"], str)
    for reply, request in zip((first, second, third), provider.requests, strict=True):
        assert await told(house, mei, reply) == all_seen(request)


async def test_the_sheets_tokens_know_the_pictures(house: Services, mei: Visitor, trip: str):
    """A turn's tokens are those of its words and its pictures."""
    plain, with_two = await show(house, mei, trip, "看"), await show(house, mei, trip, "看", 90, 91)
    tokens = [(await house.details.of(mei.user_id, reply)).turns[-1].tokens for reply in (plain, with_two)]
    assert tokens[1] == tokens[0] + 2 * 255


async def test_pictures_of_the_newest_prompts_go(
    house: Services, mei: Visitor, trip: str, provider: Upstream
):
    """A mark stands for those of earlier ones; the sheet shows it too."""
    for width in range(60, 60 + SHOWN + 1):
        reply = await show(house, mei, trip, "看", width)
    carried = all_seen(provider.requests[-1])
    assert carried[0] == [f"{MARK}\n看"]
    assert carried[2::2] == [["看", width] for width in range(61, 61 + SHOWN)]
    assert await told(house, mei, reply) == carried


async def test_pictures_go_as_long_as_they_are_not_too_large_together(
    house: Services, mei: Visitor, trip: str, provider: Upstream, monkeypatch: pytest.MonkeyPatch
):
    """The newest prompt's always; then the next older ones, while they have room; a mark for the rest."""
    size = len(redrawn(picture(90, 40)).content)
    monkeypatch.setattr(attachment_turns, "SHOWN_BYTES", size * 5 // 2)
    for width in (90, 91, 92):
        await show(house, mei, trip, "看", width)
    assert all_seen(provider.requests[-1])[::2] == [[f"{MARK}\n看"], ["看", 91], ["看", 92]]
    reply = await show(house, mei, trip, "都看", 93, 94, 95)
    assert all_seen(provider.requests[-1])[::2] == [*[[f"{MARK}\n看"]] * 3, ["都看", 93, 94, 95]]
    assert await told(house, mei, reply) == all_seen(provider.requests[-1])
    await show(house, mei, trip, "谢谢")
    assert all_seen(provider.requests[-1])[6] == [f"{MARK}\n都看"], "else the chat would be stuck"


async def test_a_model_that_sees_nothing_says_so(
    house: Services, mei: Visitor, trip: str, provider: Upstream
):
    """The reply fails for that reason, costs no call; words alone then go, with a mark for the picture."""
    provider.enqueue(blind())
    reply = await show(house, mei, trip, "这是哪里？", 90)
    failed = await row(house, reply)
    assert (failed.status, failed.error_kind) == ("failed", "images_refused")
    assert (await house.allowances.of(mei.user_id)).used == 0
    after = await show(house, mei, trip, "那说说京都")
    assert all_seen(provider.requests[-1]) == [[f"{MARK}\n这是哪里？\n\n那说说京都"]]
    assert await told(house, mei, after) == all_seen(provider.requests[-1])
    assert len(provider.requests) == 2


async def test_a_picture_without_words_leaves_its_mark(
    house: Services, mei: Visitor, trip: str, provider: Upstream
):
    """It stands before the next words, in the record as in the request."""
    provider.enqueue(blind())
    await show(house, mei, trip, "", 90)
    reply = await show(house, mei, trip, "那说说京都")
    assert all_seen(provider.requests[-1]) == [[f"{MARK}\n\n那说说京都"]]
    assert await told(house, mei, reply) == all_seen(provider.requests[-1])


async def test_earlier_pictures_are_left_out_at_once(
    house: Services, mei: Visitor, trip: str, provider: Upstream
):
    """A chat that goes on with a model that sees nothing: refused once, asked anew without them."""
    await show(house, mei, trip, "这是哪里？", 90)
    provider.enqueue(blind())
    reply = await show(house, mei, trip, "谢谢")
    assert (await row(house, reply)).status == "complete"
    assert all_seen(provider.requests[-1])[0] == [f"{MARK}\n这是哪里？"]
    assert await told(house, mei, reply) == all_seen(provider.requests[-1])


async def test_a_model_that_sees_again_is_shown_everything(
    house: Services, mei: Visitor, trip: str, provider: Upstream
):
    """The newest prompt's pictures always go: once they are taken, the earlier ones go as well."""
    provider.enqueue(blind())
    await show(house, mei, trip, "这是哪里？", 90)
    await show(house, mei, trip, "现在呢？", 91)
    await show(house, mei, trip, "谢谢")
    assert all_seen(provider.requests[1])[0] == [f"{MARK}\n这是哪里？\n\n现在呢？", 91]
    assert all_seen(provider.requests[2])[0] == ["这是哪里？\n\n现在呢？", 90, 91]


async def test_pictures_teach_nothing_of_how_words_are_counted(
    house: Services, mei: Visitor, trip: str, provider: Upstream
):
    """Each model weighs them in its own way."""
    before = (await house.chat_views.view(mei.user_id, trip)).context_usage.used
    provider.enqueue(Reply("好的", usage=(90_000, 2)))
    await show(house, mei, trip, "看", 90)
    assert (await house.chat_views.view(mei.user_id, trip)).context_usage.used < before + 1000


async def test_a_lost_file_leaves_its_mark(
    house: Services, mei: Visitor, trip: str, provider: Upstream, tmp_path: Path
):
    """The chat goes on, and its record is true."""
    await show(house, mei, trip, "看", 90)
    for file in (tmp_path / "pictures").iterdir():
        file.unlink()
    await show(house, mei, trip, "还在吗？")
    assert all_seen(provider.requests[-1])[0] == [f"{MARK}\n看"]


async def test_a_place_of_pictures_that_is_away_ends_the_reply(
    house: Services, mei: Visitor, trip: str, provider: Upstream, tmp_path: Path
):
    """The model is not asked without them, nothing is counted; once it answers again, so does a retry."""
    await show(house, mei, trip, "看", 90)
    left = (await house.allowances.of(mei.user_id)).left
    pictures = tmp_path / "pictures"
    kept = pictures.rename(tmp_path / "kept")
    pictures.write_text("a disk that is not mounted")
    reply = await show(house, mei, trip, "还在吗？")
    ended = await row(house, reply)
    assert (ended.status, ended.error_kind, ended.content) == ("failed", "attachments_away", "")
    assert len(provider.requests) == 1
    assert (await house.allowances.of(mei.user_id)).left == left
    pictures.unlink()
    kept.rename(pictures)
    await house.conversation.retry(mei.user_id, reply)
    assert (await settled(house, mei, trip)).messages[-1].status == "complete"
    assert all_seen(provider.requests[-1])[0] == ["看", 90]


@pytest.mark.parametrize("locale", ["zh", "en"])
async def test_the_offline_model_says_that_it_sees_nothing(locale: str):
    """In the language of the words, after saying what it is."""
    words = {"zh": "这是哪里？", "en": "Where is this?"}[locale]
    turns = [ChatTurn("user", words, (AttachmentPart("image"),))]
    reply = "".join(
        [piece.text async for piece in OfflineClient().stream(turns, RequestParameters("offline"))]
    )
    assert reply == texts_for(locale).offline_model.pictures
    assert reply.startswith(texts_for(locale).offline_model.sign)
