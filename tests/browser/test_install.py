"""OreAI on the home screen: its shortcuts, what other apps share with it, and the hint to put it there."""

from urllib.parse import urlencode

import pytest
from playwright.async_api import Browser, BrowserContext, Page, expect

from oreai.i18n import texts_for
from tests.browser.screens import PHONE, messages, open_chats
from tests.running import Server
from tests.upstream import Upstream

_IPHONE = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 17_4 like Mac OS X) AppleWebKit/605.1.15 "
    "(KHTML, like Gecko) Version/17.4 Mobile/15E148 Safari/604.1"
)
_OFFERED = """
globalThis.prompted = 0;
addEventListener('load', () => {
    const offer = new Event('beforeinstallprompt', {cancelable: true});
    offer.prompt = () => { prompted += 1 };
    globalThis.wasHeld = !dispatchEvent(offer);
});
"""


async def visit(phone: BrowserContext) -> Page:
    """A tab of its own, once its first screen is calm."""
    page = await phone.new_page()
    await page.clock.install()
    await open_chats(page)
    await page.clock.fast_forward(6_000)
    await page.get_by_test_id("outbox").wait_for(state="attached")
    return page


async def test_shared_words_stand_in_the_box_of_a_new_chat(touch_page: Page, upstream: Upstream):
    """A page about a temple, shared from a browser: its title and address, once, and nothing is sent."""
    await open_chats(touch_page)
    await touch_page.get_by_test_id("composer").fill("什么时候人少？")
    shared = {"title": "清水寺", "text": "清水寺的早晨", "url": "https://kiyomizu.example/朝"}
    await touch_page.goto(f"/?{urlencode(shared)}")
    box = touch_page.get_by_test_id("composer")
    words = "什么时候人少？\n\n清水寺\n清水寺的早晨\nhttps://kiyomizu.example/朝"
    await expect(box).to_have_value(words)
    assert touch_page.url.endswith("/")
    await touch_page.reload()
    await expect(box).to_have_value(words)
    await expect(messages(touch_page)).to_have_count(0)
    assert upstream.requests == []


async def test_the_shortcut_gives_the_box_the_focus(touch_page: Page):
    """*New chat* on the home screen: one may write at once."""
    await touch_page.goto("/?new")
    await expect(touch_page.get_by_test_id("composer")).to_be_focused()
    await expect(touch_page.get_by_test_id("composer")).to_have_value("")
    assert touch_page.url.endswith("/")


async def test_the_third_visit_offers_to_install(phone: BrowserContext):
    """Not before; the browser's own offer waits for the touch, and an answer counts for good."""
    await phone.add_init_script(_OFFERED)
    for _ in range(2):
        page = await visit(phone)
        await expect(page.get_by_test_id("install-hint")).to_have_count(0)
    page = await visit(phone)
    assert await page.evaluate("wasHeld")
    await page.get_by_test_id("install-yes").click()
    assert await page.evaluate("prompted") == 1
    await expect(page.get_by_test_id("install-hint")).to_have_count(0)
    page = await visit(phone)
    await expect(page.get_by_test_id("install-hint")).to_have_count(0)


@pytest.mark.parametrize("locale", ["zh", "en"])
async def test_an_iphone_is_told_in_words(chromium: Browser, server: Server, upstream: Upstream, locale: str):
    """It offers nothing by itself: the hint says what to touch, and can be put away for good."""
    async with await chromium.new_context(
        viewport=PHONE, locale=locale, base_url=server.url, has_touch=True, is_mobile=True, user_agent=_IPHONE
    ) as context:
        for _ in range(3):
            page = await visit(context)
        hint = page.get_by_test_id("install-hint")
        await expect(hint).to_contain_text(texts_for(locale).install.by_hand)
        await page.get_by_test_id("install-no").tap()
        await expect(hint).to_have_count(0)
        page = await visit(context)
        await expect(page.get_by_test_id("install-hint")).to_have_count(0)
