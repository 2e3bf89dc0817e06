"""A wide screen: from 1024 px the list stands beside the conversation; below, there is the phone's column."""

from collections.abc import AsyncIterator

import pytest
from playwright.async_api import Browser, BrowserContext, Page, ViewportSize, expect

from tests.browser.looks import flaws
from tests.browser.screens import converse, enter, open_chats, open_first_chat, open_new_chat
from tests.running import Server
from tests.upstream import Upstream

WIDE: ViewportSize = {"width": 1280, "height": 800}


@pytest.fixture
async def desk(chromium: Browser, server: Server, upstream: Upstream) -> AsyncIterator[Page]:
    """Lin at a desk."""
    async with await chromium.new_context(
        viewport=WIDE, locale="zh-CN", base_url=server.url, reduced_motion="reduce"
    ) as context:
        yield await context.new_page()


async def test_the_list_stands_beside_the_conversation(desk: Page):
    """Both are there, neither covers the other, nothing sticks out; the open chat is marked."""
    await open_first_chat(desk)
    beside = await desk.get_by_test_id("beside").bounding_box()
    talk = await desk.get_by_role("main").bounding_box()
    assert (beside["x"], beside["width"], beside["height"]) == (0, 360, 800)
    assert talk["x"] >= 360
    assert await desk.evaluate("document.documentElement.scrollWidth <= innerWidth")
    await expect(desk.get_by_test_id("beside").locator("[aria-current=page].chat-row")).to_have_count(1)
    await expect(desk.get_by_test_id("chat-back")).to_be_hidden()


async def test_another_chat_by_one_touch(desk: Page):
    """A row in the list opens its chat beside it; the list stays where it was, and follows what is said."""
    await open_first_chat(desk)
    rows = desk.get_by_test_id("beside").get_by_test_id("chat-row")
    await enter(desk, rows.nth(6))
    await expect(rows.nth(6)).to_have_attribute("aria-current", "page")
    address = desk.url
    await converse(desk, "你好")
    await expect(rows.nth(1)).to_have_attribute("aria-current", "page")
    assert desk.url == address


async def test_the_list_beside_a_chat_is_where_it_was_after_a_reload(desk: Page):
    """It comes after the page; the place is found all the same."""
    await desk.set_viewport_size({"width": 1280, "height": 400})
    await open_first_chat(desk)
    top = "document.querySelector('aside .scroll').scrollTop"
    await desk.evaluate(f"{top} = 150")
    await expect(desk.get_by_test_id("beside").get_by_test_id("chat-row").nth(5)).to_be_in_viewport()
    await desk.evaluate("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
    await desk.reload()
    await expect(desk.get_by_test_id("beside").get_by_test_id("chat-row")).to_have_count(11)
    for _ in range(100):
        if await desk.evaluate(top) == 150:
            return
        await desk.wait_for_timeout(50)
    pytest.fail("the list stands elsewhere")


async def test_the_lists_own_page_has_two_panes_too(desk: Page):
    """The list does not jump when the first chat is opened."""
    await open_chats(desk)
    row = desk.get_by_test_id("chat-row").nth(3)
    before = await row.bounding_box()
    await enter(desk, row)
    assert await row.bounding_box() == pytest.approx(before, abs=1)


async def test_axe_finds_nothing_on_a_wide_screen(desk: Page):
    """The two panes, with and without a chat."""
    await open_chats(desk)
    assert await flaws(desk) == []
    await open_first_chat(desk)
    assert await flaws(desk) == []


async def test_a_window_that_grows_gets_the_list(desk: Page):
    """Loaded narrow, made wide: the list comes with its rows, and nothing is loaded again."""
    await desk.set_viewport_size({"width": 600, "height": 800})
    await open_first_chat(desk)
    await expect(desk.get_by_test_id("beside")).to_have_count(0)
    await desk.get_by_test_id("composer").fill("还没写完")
    await desk.set_viewport_size(WIDE)
    await expect(desk.get_by_test_id("beside").get_by_test_id("chat-row")).to_have_count(11)
    await expect(desk.get_by_test_id("composer")).to_have_value("还没写完")


async def test_below_that_there_is_the_phones_column(tab: Page):
    """At 1023 px: one column of at most 480 px in the middle, and no list beside a chat."""
    await tab.set_viewport_size({"width": 1023, "height": 800})
    await open_first_chat(tab)
    box = await tab.get_by_role("main").bounding_box()
    assert box["width"] <= 480
    assert box["x"] + box["width"] / 2 == pytest.approx(1023 / 2, abs=1)
    await expect(tab.get_by_test_id("beside")).to_have_count(0)


async def test_a_long_title_leaves_the_menu_alone(phone: BrowserContext):
    """On a phone of 360 px it ends in dots before the button."""
    page = await phone.new_page()
    await page.set_viewport_size({"width": 360, "height": 740})
    await open_new_chat(page)
    await converse(page, "周末想带着老人和孩子一起去京都，三天怎么安排才不累？")
    title = await page.get_by_test_id("chat-title").bounding_box()
    menu = await page.get_by_test_id("chat-menu").bounding_box()
    assert title["x"] + title["width"] <= menu["x"]
