"""A keyboard that lies over the page, as on iOS: bar, box and buttons stay in what is seen of it."""

import pytest
from playwright.async_api import Page, expect

from tests.browser.screens import converse, messages, open_new_chat

# What iOS tells of itself: the visual viewport shrinks and is moved, the page keeps its size.
KEYBOARD = """
const seen = new EventTarget();
Object.assign(seen, { offsetTop: 0, scale: 1, height: innerHeight });
Object.defineProperty(window, 'visualViewport', { value: seen });
window.raise = (height, offsetTop = 0, scale = 1) => {
    Object.assign(seen, { height, offsetTop, scale });
    seen.dispatchEvent(new Event('resize'));
    seen.dispatchEvent(new Event('scroll'));
};
"""
_BOX = """element => { const { top, bottom } = element.getBoundingClientRect(); return [top, bottom]; }"""


@pytest.fixture
async def iphone(page: Page) -> Page:
    """A phone with such a keyboard, in a chat in which something was said."""
    await page.emulate_media(reduced_motion="reduce")
    await page.add_init_script(KEYBOARD)
    await open_new_chat(page)
    await converse(page, "去哪儿？")
    return page


async def test_bar_and_box_stay_in_sight(iphone: Page):
    """Moved down by iOS and half as high: the bar is at its top, the box above the keyboard."""
    await iphone.evaluate("raise(480, 120)")
    assert (await iphone.locator(".top-bar").evaluate(_BOX))[0] == 120
    assert (await iphone.get_by_test_id("composer").evaluate(_BOX))[1] <= 600
    await iphone.evaluate("raise(844)")
    assert (await iphone.locator(".top-bar").evaluate(_BOX))[0] == 0
    assert await iphone.locator(".app").evaluate("app => app.offsetHeight") == 844


async def test_a_sheets_buttons_stand_above_the_keyboard(iphone: Page):
    """Save is there to be touched while a prompt is written anew."""
    await messages(iphone).first.get_by_test_id("message-edit").click()
    save = iphone.get_by_test_id("edit-save")
    await expect(save).to_be_visible()
    await iphone.evaluate("raise(480, 120)")
    await expect(iphone.locator("dialog[open] .sheet")).to_be_in_viewport()
    top, _ = await iphone.locator("dialog[open] .sheet").evaluate(_BOX)
    _, bottom = await save.evaluate(_BOX)
    assert top >= 120
    assert bottom <= 600


@pytest.mark.parametrize("sizes", ["480, 120, 1.8", "820"], ids=["zoomed", "a bar of the browser"])
async def test_nothing_changes_where_no_keyboard_is(iphone: Page, sizes: str):
    """A page that is zoomed into, or a browser's own bar: the page keeps its size."""
    await iphone.evaluate(f"raise({sizes})")
    assert await iphone.locator(".app").evaluate("app => app.offsetHeight") == 844


async def test_a_page_that_shrinks_by_itself_is_left_alone(iphone: Page):
    """Other phones make the page smaller: then nothing lies over it."""
    await iphone.set_viewport_size({"width": 390, "height": 480})
    await iphone.evaluate("raise(480)")
    assert await iphone.evaluate("document.documentElement.className.includes('covered')") is False
    assert await iphone.locator(".app").evaluate("app => app.offsetHeight") == 480
