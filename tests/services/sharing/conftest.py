"""Mei's chat about whales, and Tom, who is sent links to it."""

import pytest

from oreai.bootstrap import Services
from oreai.services.accounts.session_token import new_token
from oreai.services.accounts.visitors import Visitor
from tests.services.transfer.files import as_json
from tests.services.transfer.test_chatgpt import whales
from tests.services.transfer.test_imports import brought_in


@pytest.fixture
async def tom(house: Services) -> Visitor:
    """Tom, a guest at another browser."""
    return await house.accounts.enter(new_token(), "en")


@pytest.fixture
async def chat_id(house: Services, mei: Visitor) -> str:
    """Mei's chat about whales: two questions side by side, the second one chosen."""
    await brought_in(house, mei, as_json([whales()]))
    return next(row.id for row in await house.chats.rows(mei.user_id) if row.title == "鲸鱼")


async def texts(house: Services, token: str, reader_id: str = "") -> list[str]:
    return [one.content for one in (await house.shared_reading.read(token, reader_id)).messages]


async def say(house: Services, mei: Visitor, chat_id: str, text: str) -> None:
    """Mei writes on."""
    await house.transcripts.record(mei.user_id, chat_id, "user", text)
