"""Two people who know nothing of each other."""

from collections.abc import AsyncIterator

import httpx
import pytest

from tests.running import Server
from tests.states.wire import known_browser


@pytest.fixture
async def mei(server: Server) -> AsyncIterator[httpx.AsyncClient]:
    """Mei's browser."""
    async with await known_browser(server) as client:
        yield client


@pytest.fixture
async def tom(server: Server) -> AsyncIterator[httpx.AsyncClient]:
    """A stranger to her."""
    async with await known_browser(server) as client:
        yield client
