"""The text is as large as the reader wants it, by the browser or on the Me page, and still fits."""

import pytest
from playwright.async_api import Page, expect

from tests.browser.screens import (
    converse,
    last_reply,
    open_chats,
    open_discover,
    open_mine,
    open_new_chat,
)
from tests.browser.test_layout import WIDE_REPLY
from tests.upstream import Reply, Upstream

_SIZE = "element => parseFloat(getComputedStyle(element).fontSize)"
_OWN = "size => { document.documentElement.style.fontSize = size }"  # what a browser's own setting does
_WIDER = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
_CUT = """() => [...document.querySelectorAll("button, a, textarea, h1, h2")]
    .filter(one => one.checkVisibility({ visibilityProperty: true }))
    .filter(one => !one.closest("[role=tablist], pre, table"))
    .filter(one => {
        const { left, right } = one.getBoundingClientRect();
        return right > innerWidth + 1 || left < -1;
    })
    .map(one => one.outerHTML.slice(0, 120))"""


async def choose(page: Page, size: str) -> None:
    await open_mine(page)
    await page.get_by_test_id("text-size").locator(f"[data-value='{size}']").tap()


async def test_a_size_is_chosen_and_kept(touch_page: Page, upstream: Upstream):
    """20 on the Me page: the words of a reply and of the box are that large, also after a reload."""
    upstream.enqueue(Reply("去东寺。"))
    await choose(touch_page, "20")
    await open_new_chat(touch_page)
    await converse(touch_page, "京都呢？")
    for _ in range(2):
        assert await last_reply(touch_page).locator(".markdown p").evaluate(_SIZE) == 20
        assert await touch_page.get_by_test_id("composer").evaluate(_SIZE) == 20
        await touch_page.reload()
        await expect(last_reply(touch_page)).to_contain_text("东寺")
    for size in ("15", "18", "16"):
        await choose(touch_page, size)
        assert await touch_page.locator("body").evaluate(_SIZE) == int(size)


async def test_the_browsers_own_size_counts(touch_page: Page):
    """Whoever has set their browser to large letters has them here: every text is measured by it."""
    await open_chats(touch_page)
    title = touch_page.get_by_test_id("chat-row-title").first
    before = await title.evaluate(_SIZE)
    await touch_page.evaluate(_OWN, "200%")
    assert await title.evaluate(_SIZE) == before * 2


async def _talked(page: Page, upstream: Upstream) -> None:
    upstream.enqueue(Reply(WIDE_REPLY))
    await open_new_chat(page)
    await converse(page, "三天怎么安排？" + "很长" * 60)
    await expect(page.get_by_role("table").last).to_be_attached()


SCREENS = {
    "chats": lambda page, _: open_chats(page),
    "discover": lambda page, _: open_discover(page),
    "mine": lambda page, _: open_mine(page),
    "chat": _talked,
}


@pytest.mark.parametrize("name", SCREENS)
async def test_large_letters_fit(touch_page: Page, upstream: Upstream, name: str):
    """At 320 px with 20, and with letters of twice the size: nothing scrolls sideways, nothing is cut off."""
    await choose(touch_page, "20")
    await touch_page.set_viewport_size({"width": 320, "height": 640})
    await SCREENS[name](touch_page, upstream)
    assert (await touch_page.evaluate(_WIDER), await touch_page.evaluate(_CUT)) == (0, [])
    await touch_page.evaluate(_OWN, "200%")
    await touch_page.set_viewport_size({"width": 390, "height": 844})
    assert (await touch_page.evaluate(_WIDER), await touch_page.evaluate(_CUT)) == (0, [])
