"""A browser that is too old for the app shows one sentence in its language instead of a page that breaks."""

import pytest
from playwright.async_api import Browser, Error, Page, expect

from tests.browser.looks import LOCALES
from tests.browser.screens import PHONE, open_chats
from tests.running import Server

_MISSING = {
    "iOS 16.3": "globalThis.RegExp = new Proxy(RegExp, { construct: () => { throw new SyntaxError(); } });",
    "Chrome 110": "CSS.supports = () => false;",
    "Firefox 114": "delete Array.prototype.toSorted;",
    "a browser of 2015": "delete globalThis.CSS;",
}
_SENTENCES = {
    "zh": "这个浏览器太旧，打不开 OreAI。请更新到 iOS 16.4、Chrome 111、Firefox 115 或更新的版本。",
    "en": "This browser is too old for OreAI. Please update to iOS 16.4, Chrome 111, Firefox 115 or newer.",
}


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("age", _MISSING)
async def test_an_old_browser_reads_one_sentence(chromium: Browser, server: Server, age: str, locale: str):
    """That sentence, and nothing else: no skeleton that waits for ever, no script that fails."""
    async with await chromium.new_context(
        viewport=PHONE, locale=LOCALES[locale], base_url=server.url
    ) as context:
        page, failures = await context.new_page(), []

        def note(failure: Error) -> None:
            failures.append(failure)

        page.on("pageerror", note)
        await page.add_init_script(_MISSING[age])
        await page.goto("/", wait_until="commit")
        await expect(page.get_by_role("alert")).to_have_text(_SENTENCES[locale])
        await page.wait_for_timeout(500)
        assert (await page.locator("body").inner_text()).strip() == _SENTENCES[locale]
        assert failures == []


async def test_any_other_browser_never_sees_it(page: Page):
    """It is not even hidden in the page."""
    await open_chats(page)
    assert await page.get_by_text("16.4").count() == 0
