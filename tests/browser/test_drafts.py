"""A draft goes with its writer: to another device, and not back into the box once it has been sent."""

from collections.abc import Callable
from typing import Any

from playwright.async_api import Browser, Page, expect

from tests.browser.screens import PHONE, chat_id, hear, open_new_chat
from tests.running import Server
from tests.upstream import Upstream
from tests.waiting import soon


async def test_a_draft_is_found_on_another_device(
    open_tab: Page, chromium: Browser, server: Server, upstream: Upstream, stored: Callable[..., list[tuple]]
):
    """Lin begins on her phone and ends on her laptop, signed in there as well."""
    await open_new_chat(open_tab)
    await open_tab.get_by_test_id("composer").fill("去京都，先看")
    kept = "SELECT draft FROM chat WHERE id = ?"
    assert await soon(lambda: stored(kept, chat_id(open_tab)) == [("去京都，先看",)])
    cookies: Any = await open_tab.context.cookies()  # what one call gives, the other takes, by another type
    async with await chromium.new_context(viewport=PHONE, locale="zh-CN", base_url=server.url) as laptop:
        await laptop.add_cookies(cookies)
        page = await laptop.new_page()
        await page.goto(f"/chat/{chat_id(open_tab)}")
        box = page.get_by_test_id("composer")
        await expect(box).to_have_value("去京都，先看")
        await box.fill("去京都，先看什么？")
        await box.press("Enter")
        await hear(page)
        await page.reload()
        await expect(page.get_by_test_id("message")).to_have_count(2)
        await expect(box).to_have_value("")
