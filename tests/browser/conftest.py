"""The real app in a real Chromium, phone-sized, in front of the scripted model."""

import os
import shutil
from collections.abc import AsyncIterator, Iterator

import pytest
from playwright.async_api import Browser, BrowserContext, Page, async_playwright

from tests.conftest import KEY
from tests.running import Server, missing
from tests.upstream import Upstream

PHONE = {"width": 390, "height": 844}
_ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="session")
def server(_one_upstream: Upstream, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The app on SQLite, its provider the scripted model."""
    folder = tmp_path_factory.mktemp("server")
    running = Server(
        folder,
        {
            "DATABASE_URL": f"sqlite:///{folder / 'oreai.db'}",
            "OPENAI_BASE_URL": _one_upstream.url,
            "OPENAI_API_KEY": KEY,
            "OREAI_SILENCE_SECONDS": "2",
        },
    )
    running.start()
    yield running
    running.stop()


@pytest.fixture(scope="session")
async def chromium() -> AsyncIterator[Browser]:
    """Debian's Chromium."""
    path = os.environ.get("CHROMIUM") or shutil.which("chromium")
    if not path:
        missing("Chromium", "chromium")
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=path, args=_ARGUMENTS)
        yield browser
        await browser.close()


@pytest.fixture
async def phone(chromium: Browser, server: Server, upstream: Upstream) -> AsyncIterator[BrowserContext]:
    """A Chinese reader's phone, new to OreAI."""
    async with await chromium.new_context(viewport=PHONE, locale="zh-CN", base_url=server.url) as context:
        yield context


@pytest.fixture
async def english_phone(
    chromium: Browser, server: Server, upstream: Upstream
) -> AsyncIterator[BrowserContext]:
    """An English reader's phone, in the dark."""
    async with await chromium.new_context(
        viewport=PHONE, locale="en-US", color_scheme="dark", base_url=server.url
    ) as context:
        yield context


@pytest.fixture
async def page(phone: BrowserContext) -> Page:
    """A tab on the Chinese reader's phone."""
    return await phone.new_page()
