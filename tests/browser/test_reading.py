"""The reading view: a reply is a page to read, and what can be done with it keeps out of the way."""

import threading

from playwright.async_api import Locator, Page, expect

from tests.browser.given import said
from tests.browser.screens import (
    Reader,
    body,
    chat_id,
    converse,
    hear,
    last_reply,
    messages,
    open_new_chat,
    say,
)
from tests.upstream import Reply, Upstream, server_error

_OPACITY = "button => getComputedStyle(button).opacity"
_RING = "element => getComputedStyle(element).outlineStyle"


async def two_exchanges(page: Page, server) -> None:
    """Lin has asked about Kyoto, then about Nara."""
    await open_new_chat(page)
    turns = [("user", "京都呢？"), ("assistant", "去东寺。"), ("user", "奈良呢？"), ("assistant", "去看鹿。")]
    said(server, chat_id(page), turns)
    await page.reload()
    await expect(messages(page)).to_have_count(4)


def edit_of(page: Page, at: int) -> Locator:
    return messages(page).nth(at).get_by_test_id("message-edit")


async def is_shown(button: Locator) -> bool:
    return await button.evaluate(_OPACITY) == "1"


async def test_a_reply_is_as_wide_as_the_column_and_has_no_box(open_tab: Page, upstream: Upstream):
    """Its words begin where the column's do, on the page's own ground, and have 1.7 lines of air."""
    await open_new_chat(open_tab)
    upstream.enqueue(Reply("去东寺。" * 60))
    await converse(open_tab, "京都呢？")
    looks = (
        await last_reply(open_tab)
        .locator(".bubble")
        .evaluate(
            """bubble => {
            const style = getComputedStyle(bubble);
            const column = document.querySelector(".transcript-inner");
            const room = column.clientWidth - 2 * parseFloat(getComputedStyle(column).paddingLeft);
            const lines = Math.round((10 * parseFloat(style.lineHeight)) / parseFloat(style.fontSize));
            return [bubble.clientWidth - room, style.backgroundColor, style.boxShadow, lines];
        }"""
        )
    )
    assert looks == [0, "rgba(0, 0, 0, 0)", "none", 17]


async def test_an_earlier_prompt_shows_its_buttons_to_a_mouse_and_to_the_keyboard(open_tab: Page, server):
    """Those of the last exchange are there; the others come with the mouse or the focus, where they stood."""
    await two_exchanges(open_tab, server)
    first, last = edit_of(open_tab, 0), edit_of(open_tab, 2)
    await open_tab.mouse.move(5, 5)
    assert [await is_shown(first), await is_shown(last)] == [False, True]
    await messages(open_tab).first.hover()
    assert await is_shown(first)
    await open_tab.mouse.move(5, 5)
    await first.focus()
    assert await is_shown(first)
    await open_tab.keyboard.press("Enter")
    await expect(open_tab.get_by_test_id("edit-box")).to_have_value("京都呢？")
    await open_tab.keyboard.press("Escape")


async def test_an_earlier_prompt_shows_its_buttons_to_a_finger(touch_page: Page, server):
    """A touch shows them, and a touch elsewhere puts them away; nothing unseen can be hit."""
    await two_exchanges(touch_page, server)
    first = edit_of(touch_page, 0)
    box = await first.bounding_box()
    await touch_page.touchscreen.tap(box["x"] + 20, box["y"] + 20)
    await expect(touch_page.get_by_test_id("edit-box")).to_have_count(0)
    assert await is_shown(first)  # that finger has touched the prompt's own room
    await body(messages(touch_page).nth(1)).tap()
    assert not await is_shown(first)
    await body(messages(touch_page).first).tap()
    assert await is_shown(first)
    await first.tap()
    await expect(touch_page.get_by_test_id("edit-box")).to_have_value("京都呢？")


async def test_a_long_press_shows_them_too(touch_page: Page, server):
    """The finger need not leave the glass."""
    await two_exchanges(touch_page, server)
    devtools = await touch_page.context.new_cdp_session(touch_page)
    box = await body(messages(touch_page).first).bounding_box()
    point = {"x": box["x"] + 20, "y": box["y"] + 10}
    await devtools.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [point]})
    await expect(messages(touch_page).first).to_have_attribute("data-touched", "true")
    await devtools.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    assert await is_shown(edit_of(touch_page, 0))


async def test_a_good_reply_is_regenerated_and_a_failed_one_tried_again(regular: Reader, upstream: Upstream):
    """The same button, by the word that fits."""
    page, words = regular.page, regular.words
    upstream.enqueue(Reply("去东寺。"), server_error("busy"))
    await open_new_chat(page)
    await converse(page, "京都呢？")
    retry = last_reply(page).get_by_test_id("message-retry")
    await expect(retry).to_have_text(words.chat.regenerate)
    await say(page, "奈良呢？")
    await hear(page, status="failed")
    await expect(retry).to_have_text(words.chat.retry)


async def test_a_reply_that_was_stopped_early_says_so(regular: Reader, upstream: Upstream):
    """Before its first word: no empty bubble, a sentence; also after a reload."""
    page, words = regular.page, regular.words
    upstream.enqueue(Reply("好。", until=threading.Event(), until_after=0))
    await open_new_chat(page)
    await say(page, "在吗？")
    await page.get_by_test_id("stop").click()
    await hear(page, status="stopped")
    await expect(last_reply(page).get_by_text(words.chat.stopped_early)).to_be_visible()
    await expect(last_reply(page).get_by_text(words.chat.stopped, exact=True)).to_have_count(0)
    await page.reload()
    await expect(last_reply(page).get_by_text(words.chat.stopped_early)).to_be_visible()


async def test_no_ring_after_a_touch(touch_page: Page, upstream: Upstream):
    """The column that has the focus after a send on glass shows no ring; it does once Tab is pressed."""
    await open_new_chat(touch_page)
    await touch_page.get_by_test_id("composer").tap()
    await touch_page.get_by_test_id("composer").fill("在吗？")
    await touch_page.get_by_test_id("send").tap()
    await hear(touch_page)
    column = touch_page.locator(".transcript")
    await expect(column).to_be_focused()
    assert await column.evaluate(_RING) == "none"
    await touch_page.keyboard.press("Tab")
    await touch_page.keyboard.press("Shift+Tab")
    focused = touch_page.locator(":focus-visible")
    assert await focused.evaluate(_RING) == "solid"
