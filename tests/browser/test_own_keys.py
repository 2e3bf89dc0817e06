"""Own keys on the phone: added, tested, chosen in a chat, deleted."""

from collections.abc import AsyncIterator
from typing import Literal

import pytest
from playwright.async_api import Browser, Page, expect

from tests.browser.looks import LOCALES
from tests.browser.screens import PHONE, Reader, converse, open_mine, open_new_chat
from tests.browser.test_settings import open_sheet, options, save
from tests.browser.test_sign_in import name, sign_up
from tests.running import Server
from tests.upstream import Upstream

KEY = "sk-of-a-reader-on-the-phone-7a1c"


@pytest.fixture(params=LOCALES)
async def member(
    request: pytest.FixtureRequest, chromium: Browser, server: Server, upstream: Upstream
) -> AsyncIterator[Reader]:
    """Lin by day, then Ada in the dark, each with an account that is new."""
    scheme: Literal["dark", "light"] = "dark" if request.param == "en" else "light"
    async with await chromium.new_context(
        viewport=PHONE, locale=LOCALES[request.param], base_url=server.url, color_scheme=scheme
    ) as context:
        reader = Reader(request.param, await context.new_page())
        await sign_up(reader.page, name())
        yield reader


async def add(page: Page, url: str, key: str = KEY) -> None:
    await page.get_by_test_id("own-key-name").fill("Kyoto")
    await page.get_by_test_id("own-key-base-url").fill(url)
    await page.get_by_test_id("own-key-key").fill(key)
    await page.get_by_test_id("own-key-add").click()


async def test_an_own_key_answers_a_chat(member: Reader, upstream: Upstream):
    """A private address is refused in words; the right one works, is chosen, asked, and costs no call."""
    page, words = member.page, member.words.own_keys
    upstream.models = ["kyoto-7b", "nara-8b"]
    await open_mine(page)
    await page.get_by_test_id("own-keys").click()
    await add(page, "http://192.168.1.1/v1")
    await expect(page.get_by_text(words.wrong["base_url"])).to_be_visible()
    await expect(page.get_by_test_id("own-key-name")).to_have_value("Kyoto")
    await add(page, upstream.url)
    row = page.get_by_test_id("own-key")
    await expect(row).to_contain_text("…7a1c")
    await expect(row).to_contain_text(words.never_used)
    await expect(page.get_by_test_id("own-key-name")).to_have_value("")
    await page.get_by_test_id("own-key-try").click()
    await expect(page.get_by_test_id("own-key-tried")).to_have_text(
        words.works_models.replace("{count}", "2")
    )
    assert KEY not in await page.content()
    await open_new_chat(page)
    await open_sheet(page)
    # The owner's list is remembered for a while: it may or may not name the same model.
    await expect(page.get_by_test_id("model-group").last).to_contain_text("Kyoto")
    await options(page).filter(has_text="nara-8b").last.click()
    await save(page)
    await converse(page, "去哪里？")
    asked = upstream.requests[-1]
    assert (asked.model, asked.headers["authorization"]) == ("nara-8b", f"Bearer {KEY}")
    await open_mine(page)
    await expect(page.get_by_test_id("quota-left")).to_have_text("1000")
    await page.get_by_test_id("own-keys").click()
    await expect(row).to_contain_text(words.used)
    await page.get_by_test_id("own-key-delete").click()
    await expect(row).to_have_count(0)


async def test_a_guest_is_not_offered_it(newcomer: Reader):
    """They sign up first: a key is worth more than a cookie."""
    await open_mine(newcomer.page)
    await expect(newcomer.page.get_by_test_id("tokens")).to_be_visible()
    await expect(newcomer.page.get_by_test_id("own-keys")).to_have_count(0)
