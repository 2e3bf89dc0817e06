"""The real app in a real Chromium, phone-sized, in front of the scripted model."""

import os
import shutil
from collections.abc import AsyncIterator

import pytest
from playwright.async_api import Browser, BrowserContext, Page, async_playwright, expect

from tests.browser.line import Line
from tests.browser.looks import LOCALES, LOOKS, looked_at
from tests.browser.screens import PHONE, Reader
from tests.running import Server, missing
from tests.upstream import Upstream

expect.set_options(timeout=20_000)  # four workers share two processors
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-smooth-scrolling",
]


@pytest.fixture(scope="session")
async def chromium() -> AsyncIterator[Browser]:
    """Debian's Chromium without a window, or the one that CHROMIUM names.

    A window has a tab strip that is a page of its own: a second of CPU for every context.
    """
    path = os.environ.get("CHROMIUM") or shutil.which("chromium-headless-shell") or shutil.which("chromium")
    if not path:
        missing("Chromium", "chromium-headless-shell")
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
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
async def far_phone(chromium: Browser, line: Line) -> AsyncIterator[BrowserContext]:
    """Lin's phone, at the other end of that line."""
    async with await chromium.new_context(viewport=PHONE, locale="zh-CN", base_url=line.url) as context:
        yield context


@pytest.fixture
async def touch_page(chromium: Browser, server: Server, upstream: Upstream) -> AsyncIterator[Page]:
    """A tab on a phone that knows fingers only; its keyboard is on the glass."""
    async with await chromium.new_context(
        viewport=PHONE, locale="zh-CN", base_url=server.url, has_touch=True, is_mobile=True
    ) as context:
        yield await context.new_page()


@pytest.fixture
async def page(phone: BrowserContext) -> Page:
    """A tab on that phone."""
    return await phone.new_page()


@pytest.fixture(params=LOCALES)
async def newcomer(
    request: pytest.FixtureRequest, chromium: Browser, server: Server, upstream: Upstream
) -> AsyncIterator[Reader]:
    """Somebody who reads Chinese, then somebody who reads English: each with a new phone."""
    locale = LOCALES[request.param]
    async with await chromium.new_context(viewport=PHONE, locale=locale, base_url=server.url) as context:
        yield Reader(request.param, await context.new_page())


@pytest.fixture(params=LOOKS)
async def look(
    request: pytest.FixtureRequest, chromium: Browser, server: Server, upstream: Upstream
) -> AsyncIterator[Reader]:
    """A newcomer's tab in each language and each theme, who does not like things to move."""
    async with looked_at(request.param, chromium, server.url) as reader:
        yield reader


@pytest.fixture(scope="session")
async def known_phones(chromium: Browser, server: Server) -> AsyncIterator[dict[str, BrowserContext]]:
    """Phones that have been here before: a test that needs no new user starts in half the time on them."""
    phones = {
        name: await chromium.new_context(viewport=PHONE, locale=locale, base_url=server.url)
        for name, locale in LOCALES.items()
    }
    yield phones
    for phone in phones.values():
        await phone.close()


@pytest.fixture(params=LOCALES)
async def reader(
    request: pytest.FixtureRequest, known_phones: dict[str, BrowserContext], upstream: Upstream
) -> AsyncIterator[Reader]:
    """A tab of Lin's, who reads Chinese, then of Ada's, who reads English; both have chats of before."""
    page = await known_phones[request.param].new_page()
    yield Reader(request.param, page)
    await page.close()


@pytest.fixture
async def tab(known_phones: dict[str, BrowserContext], upstream: Upstream) -> AsyncIterator[Page]:
    """A tab of Lin's, who has chats of before."""
    page = await known_phones["zh"].new_page()
    yield page
    await page.close()


@pytest.fixture(scope="session")
async def _open_tabs(known_phones: dict[str, BrowserContext]) -> dict[str, Page]:
    return {name: await phone.new_page() for name, phone in known_phones.items()}


@pytest.fixture(params=LOCALES)
def regular(request: pytest.FixtureRequest, _open_tabs: dict[str, Page], upstream: Upstream) -> Reader:
    """Lin, then Ada, in a tab that stays open from test to test: for what begins with `open_new_chat`."""
    return Reader(request.param, _open_tabs[request.param])


@pytest.fixture
def open_tab(_open_tabs: dict[str, Page], upstream: Upstream) -> Page:
    """Lin's tab that stays open from test to test: for what begins with `open_new_chat`."""
    return _open_tabs["zh"]
