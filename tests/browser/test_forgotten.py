"""A page that has said nothing for an hour stays what it was, and misses nothing."""

from collections.abc import AsyncIterator, Iterator
from typing import Any

import pytest
from playwright.async_api import Browser, BrowserContext, Page, expect

from oreai.i18n import texts_for
from tests.browser.line import Line
from tests.browser.screens import PHONE, chat_id, converse, messages, open_chats, open_new_chat
from tests.browser.traffic import Traffic
from tests.conftest import KEY
from tests.running import Server
from tests.upstream import Upstream
from tests.waiting import soon

AN_HOUR_MS = 3500  # on a server that forgets after two seconds


@pytest.fixture(scope="module")
def forgetful(_one_upstream: Upstream, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The app whose hour lasts two seconds."""
    folder = tmp_path_factory.mktemp("forgetful")
    running = Server(
        folder,
        {
            "DATABASE_URL": f"sqlite:///{folder / 'oreai.db'}",
            "OPENAI_BASE_URL": _one_upstream.url,
            "OPENAI_API_KEY": KEY,
            "REFLEX_REDIS_TOKEN_EXPIRATION": "2",
        },
    )
    running.start()
    yield running
    running.stop()


@pytest.fixture
async def laptop(chromium: Browser, forgetful: Server, upstream: Upstream) -> AsyncIterator[BrowserContext]:
    """Ada's, who reads English."""
    async with await chromium.new_context(viewport=PHONE, locale="en-GB", base_url=forgetful.url) as context:
        yield context


async def test_an_idle_page_hears_what_is_said_elsewhere(laptop: BrowserContext):
    """Ada reads for an hour in one tab, then writes in another: the first shows it, in her language."""
    page, other = await laptop.new_page(), await laptop.new_page()
    await open_new_chat(page)
    await converse(page, "Where to in spring?")
    await page.wait_for_timeout(AN_HOUR_MS)
    await other.goto(page.url)
    await converse(other, "And in autumn?")
    await expect(messages(page)).to_have_count(4)
    await expect(messages(page).nth(2)).to_contain_text("And in autumn?")
    await expect(page.locator("html")).to_have_attribute("lang", "en")
    await expect(page.get_by_test_id("composer")).to_have_attribute(
        "placeholder", texts_for("en").composer.placeholder
    )
    await converse(other, "And in winter?")
    await expect(messages(page)).to_have_count(6)


async def test_a_phone_that_was_away_for_an_hour_catches_up(
    chromium: Browser, laptop: BrowserContext, forgetful: Server
):
    """What comes after the hour is numbered like what was there before: chat and list show it."""
    desk = await laptop.new_page()
    await open_new_chat(desk)
    await converse(desk, "Where to in spring?")
    cookies: Any = await laptop.cookies()
    async with (
        Line(forgetful) as line,
        await chromium.new_context(viewport=PHONE, locale="en-GB", base_url=line.url) as phone,
    ):
        await phone.add_cookies(cookies)
        chat, chats = await phone.new_page(), await phone.new_page()
        await open_chats(chats)
        await chat.goto(f"/chat/{chat_id(desk)}")
        await expect(messages(chat)).to_have_count(2)
        line.cut()
        for page in (chat, chats):
            await page.bring_to_front()  # a page that nobody sees takes its time
            await page.get_by_test_id("offline-banner").wait_for()
        await desk.wait_for_timeout(AN_HOUR_MS)
        await converse(desk, "And in autumn?")
        line.mend()
        await chat.bring_to_front()
        await expect(messages(chat)).to_have_count(4)
        rows = chats.get_by_test_id("chat-row-preview")
        await chats.bring_to_front()
        await expect(rows.filter(has_text="And in autumn?")).to_have_count(1)


async def test_a_page_that_is_only_looked_at_says_that_it_is_open(page: Page):
    """Within the hour after which its state would be forgotten, and without anybody touching it."""
    traffic = Traffic(page)
    await page.clock.install()
    await open_chats(page)
    traffic.sent.clear()
    await page.clock.fast_forward("20:00")
    assert await soon(lambda: any("session_state.enter" in event for event in traffic.events), 15)
