"""Tables over the whole page: opened by a quiet button, scrolled both ways, copied as CSV and as Markdown."""

import threading

import pytest
from playwright.async_api import Locator, Page, expect

from tests.browser.screens import (
    Reader,
    body,
    converse,
    hear,
    last_reply,
    open_new_chat,
    say,
    until,
)
from tests.browser.test_pictures_in_full import Fingers
from tests.upstream import Reply, Upstream

_HEAD = "| 地方 | 门票 | 命令 | 式 |\n| --- | --: | :-: | --- |\n"
TABLE = (
    _HEAD
    + r"""| **清水寺**, 早 | -5 | `a \| b` | $\frac{1}{2}$ |
| 岚山<br>竹林 | =1+1 | ~~旧~~ snake_case 3\*4 | [官网](https://kyoto.example/) |
"""
)
CSV = (
    '地方,门票,命令,式\r\n"清水寺, 早",-5,a | b,\\frac{1}{2}\r\n'
    '"岚山\n竹林",\'=1+1,旧 snake_case 3*4,官网\r\n'
)
_WIDE = "| " + " | ".join(f"第{number}列很长" for number in range(12)) + " |"
LARGE = f"{_WIDE}\n|{'---|' * 12}\n" + f"{_WIDE}\n" * 60


def table(page: Page) -> Locator:
    """The table of the newest reply, as it stands there."""
    return body(last_reply(page)).locator(".table")


def whole(page: Page) -> Locator:
    return page.get_by_test_id("whole-table")


async def copied(page: Page) -> str:
    return await page.evaluate("navigator.clipboard.readText()")


@pytest.fixture
async def clipboard(regular: Reader) -> Reader:
    """A reader whose browser lets tests read what was copied."""
    await regular.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    return regular


async def test_a_table_is_copied_as_it_was_written(clipboard: Reader, upstream: Upstream):
    """For a spreadsheet without marks, guarded; as Markdown to the letter: code, formulas, links."""
    page, words = clipboard.page, clipboard.words
    upstream.enqueue(Reply(TABLE))
    await open_new_chat(page)
    await converse(page, "多少钱？")
    await expect(table(page).locator(".katex")).to_have_count(1)
    await table(page).hover()
    await body(last_reply(page)).get_by_role("button", name=words.markdown.view_whole).click()
    await expect(whole(page)).to_have_accessible_name(words.viewer.table)
    await expect(whole(page).locator("th")).to_have_count(4)
    await page.get_by_role("button", name=words.viewer.copy_csv).click()
    await expect(page.get_by_test_id("table-csv")).to_have_text(words.markdown.copied)
    assert await copied(page) == CSV
    await page.get_by_role("button", name=words.viewer.copy_markdown).click()
    await expect(page.get_by_test_id("table-markdown")).to_have_text(words.markdown.copied)
    assert await copied(page) == TABLE
    await page.get_by_test_id("whole-table-close").click()
    await expect(page.locator("dialog[open]")).to_have_count(0)


async def test_a_large_table_scrolls_both_ways_below_its_head(touch_page: Page, upstream: Upstream):
    """By a finger: the sheet stays, whichever way it goes; Back puts it away."""
    upstream.enqueue(Reply(LARGE))
    await open_new_chat(touch_page)
    await converse(touch_page, "都列出来")
    await table(touch_page).tap(position={"x": 40, "y": 60})
    await body(last_reply(touch_page)).get_by_test_id("view-whole").tap()
    room = whole(touch_page).locator(".whole-rows")
    await expect(room.locator("tr")).to_have_count(61)
    fingers = Fingers(touch_page, await touch_page.context.new_cdp_session(touch_page))
    await fingers.go([(300, 600)], [(250, 500)], [(200, 400)], [(150, 300)])
    await fingers.go([(300, 600)], [(250, 600)], [(150, 600)], [(60, 600)])
    await until(touch_page, "() => document.querySelector('.whole-rows').scrollLeft > 100")
    assert await room.evaluate("room => room.scrollTop > 100")
    head, top = await room.locator("th").first.bounding_box(), await room.bounding_box()
    assert abs(head["y"] - top["y"]) <= 2
    await room.evaluate("room => room.scrollTo(0, 0)")
    await fingers.go([(200, 300)], [(180, 320)], [(150, 420)], [(150, 520)])
    await expect(whole(touch_page)).to_be_visible()
    await touch_page.go_back()
    await expect(touch_page.locator("dialog[open]")).to_have_count(0)


async def test_a_table_that_grows_has_no_button_yet(tab: Page, upstream: Upstream):
    """Nothing of it moves when the button comes; the keyboard gets there and back."""
    more = threading.Event()
    upstream.enqueue(Reply(tokens=(_HEAD, "| 清水寺 | 400 | - | - |\n", "\n好。"), until=more, until_after=2))
    await open_new_chat(tab)
    await say(tab, "多少钱？")
    await expect(table(tab).locator("td").first).to_have_text("清水寺")
    await expect(tab.get_by_test_id("view-whole")).to_have_count(0)
    before = await table(tab).bounding_box()
    more.set()
    await hear(tab)
    button = body(last_reply(tab)).get_by_test_id("view-whole")
    await expect(button).to_have_css("opacity", "0")
    after, below = await table(tab).bounding_box(), await body(last_reply(tab)).locator("p").bounding_box()
    assert after == before
    assert 0 < below["y"] - after["y"] - after["height"] < 20
    await table(tab).focus()
    await tab.keyboard.press("Tab")
    await expect(button).to_be_focused()
    await expect(button).to_have_css("opacity", "1")
    await tab.keyboard.press("Enter")
    await expect(whole(tab)).to_be_visible()
    await tab.keyboard.press("Escape")
    await expect(button).to_be_focused()
    await until(tab, "() => !document.querySelector('dialog[open]')")
