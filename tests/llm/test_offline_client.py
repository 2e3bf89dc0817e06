"""The model that needs no key: it says what it is first, and how to connect a real one."""

import asyncio
import re

import pytest

from oreai.i18n import texts_for
from oreai.llm.client import ChatTurn, ReplyChunk
from oreai.llm.offline_client import OfflineClient
from oreai.llm.parameters import RequestParameters

PARAMETERS = RequestParameters(model="oreai-offline")


async def reply_to(*turns: ChatTurn) -> list[ReplyChunk]:
    return [piece async for piece in OfflineClient().stream(turns, PARAMETERS)]


def told(pieces: list[ReplyChunk]) -> str:
    return "".join(piece.text for piece in pieces)


@pytest.fixture(scope="module")
async def replies() -> dict[str, list[ReplyChunk]]:
    """All it can say, side by side: it speaks slowly on purpose."""
    zh, en = texts_for("zh"), texts_for("en")
    asked = {
        "zh tour": [ChatTurn("user", "京都三天怎么玩？")],
        "en tour": [ChatTurn("user", "Three days in Kyoto?")],
        "zh opening": [ChatTurn("system", "你是京都的向导。")],
        "en opening": [ChatTurn("system", "You are a guide to Kyoto.")],
        "zh again": [ChatTurn("assistant", zh.offline_model.sign + "……"), ChatTurn("user", "那奈良呢？")],
        "en again": [ChatTurn("assistant", en.offline_model.sign + "…"), ChatTurn("user", "And Nara?")],
        "long": [ChatTurn("assistant", zh.offline_model.sign), ChatTurn("user", "鹿 \n" * 500)],
    }
    heard = await asyncio.gather(*[reply_to(*turns) for turns in asked.values()])
    return dict(zip(asked, heard, strict=True))


EACH = [f"{locale} {kind}" for locale in ("zh", "en") for kind in ("tour", "opening", "again")]


@pytest.mark.parametrize("name", EACH)
async def test_the_first_sentence_says_what_it_is(replies: dict[str, list[ReplyChunk]], name: str):
    """Nobody takes it for a real model."""
    assert told(replies[name]).startswith(texts_for(name[:2]).offline_model.sign)
    first = re.split("[。.:：]", told(replies[name]))[0]
    assert {"zh": "离线模型", "en": "offline model"}[name[:2]] in first


@pytest.mark.parametrize("name", EACH)
async def test_it_says_how_to_set_a_key(replies: dict[str, list[ReplyChunk]], name: str):
    """The way on stands in every reply."""
    assert "OPENAI_API_KEY" in told(replies[name])


@pytest.mark.parametrize("name", EACH)
async def test_it_streams_like_a_real_one(replies: dict[str, list[ReplyChunk]], name: str):
    """In many small pieces, and it says that it is done."""
    *pieces, last = replies[name]
    assert len(pieces) > 10
    assert max(len(piece.text) for piece in pieces) <= 3
    assert {piece.finish_reason for piece in pieces} == {None}
    assert last == ReplyChunk(finish_reason="stop")


async def test_it_quotes_what_was_said(replies: dict[str, list[ReplyChunk]]):
    """The newcomer sees that the words arrived, in the language they were in."""
    assert "京都三天怎么玩？" in told(replies["zh tour"])
    assert "Three days in Kyoto?" in told(replies["en tour"])
    assert "那奈良呢？" in told(replies["zh again"])
    assert not any("{prompt}" in told(pieces) for pieces in replies.values())


async def test_a_long_prompt_is_quoted_in_short(replies: dict[str, list[ReplyChunk]]):
    """On one line, with an ellipsis."""
    quote = " ".join(["鹿"] * 500)[:60] + "…"
    assert f"“{quote}”" in told(replies["long"])


async def test_the_tour_is_given_once(replies: dict[str, list[ReplyChunk]]):
    """The second reply is another, shorter one."""
    for locale in ("zh", "en"):
        assert len(told(replies[f"{locale} again"])) < len(told(replies[f"{locale} tour"]))
