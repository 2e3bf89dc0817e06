"""What a reader sees and does in the list: days, previews, marks, names, pins, and the way back."""

import threading
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from playwright.async_api import Browser, BrowserContext, Locator, Page, expect

from tests.browser.screens import (
    PHONE,
    SAMPLE_CHATS,
    Reader,
    chat_id,
    converse,
    hear,
    open_chats,
    open_new_chat,
    say,
)
from tests.running import Server
from tests.upstream import Reply, Upstream, server_error

DAY = timedelta(days=1)


async def chat_of(row: Locator) -> str:
    """The id of the chat that a row of the list is of."""
    return await row.get_attribute("data-chat-id") or ""


def row(page: Page, chat: str) -> Locator:
    return page.locator(f"[data-chat-item='{chat}']")


def group_of(page: Page, chat: str) -> Locator:
    return page.get_by_test_id("chat-group").filter(has=row(page, chat))


def titles(page: Page) -> Locator:
    return page.get_by_test_id("chat-row-title")


async def open_actions(page: Page, chat: str) -> None:
    await row(page, chat).get_by_test_id("chat-row-menu").click()
    await expect(page.get_by_test_id("chat-rename")).to_be_visible()


async def talked(page: Page, text: str) -> str:
    """A new chat in which this was said and answered; its id."""
    await open_new_chat(page)
    await converse(page, text)
    return chat_id(page)


async def test_chats_stand_under_their_days(newcomer: Reader):
    """The same chat is of today, of yesterday, of this week and of its month, as the reader's days go by."""
    page, words = newcomer.page, newcomer.words
    chat = await talked(page, "Kyoto")
    for passed, kind, name in (
        (timedelta(0), "today", words.chats.group_today),
        (DAY, "yesterday", words.chats.group_yesterday),
        (3 * DAY, "week", words.chats.group_week),
    ):
        await page.clock.set_fixed_time(datetime.now() + passed)
        await open_chats(page)
        await expect(group_of(page, chat)).to_have_attribute("data-kind", kind)
        await expect(group_of(page, chat).get_by_role("heading")).to_have_text(name)
    month, year = f"{datetime.now():%-m}月", f"{datetime.now():%B %Y}"
    await page.clock.set_fixed_time(datetime.now() + 400 * DAY)
    await open_chats(page)
    heading = group_of(page, chat).get_by_role("heading")
    await expect(heading).to_contain_text(month if newcomer.locale == "zh" else year)


async def test_a_day_begins_when_the_readers_day_begins(
    chromium: Browser, server: Server, upstream: Upstream
):
    """Six hours after the same chat it is still today for one reader, and tomorrow for another."""
    async with await chromium.new_context(viewport=PHONE, base_url=server.url, locale="zh-CN") as phone:
        chat = await talked(await phone.new_page(), "京都")
        cookies: Any = await phone.cookies()
    said = datetime.now(UTC)
    for local_hour, kind in ((2, "today"), (22, "yesterday")):
        zone = _zone_where_it_is(local_hour, said)
        async with await chromium.new_context(
            viewport=PHONE, base_url=server.url, locale="zh-CN", timezone_id=zone
        ) as phone:
            await phone.add_cookies(cookies)
            page = await phone.new_page()
            await page.clock.set_fixed_time(said + timedelta(hours=6))
            await open_chats(page)
            await expect(group_of(page, chat)).to_have_attribute("data-kind", kind)
            time = await row(page, chat).get_by_test_id("chat-row-time").inner_text()
            shown = datetime.strptime(time, "%H:%M")
            local = said.astimezone(ZoneInfo(zone)).replace(tzinfo=None)
            assert abs((shown.hour * 60 + shown.minute) - (local.hour * 60 + local.minute)) <= 3


def _zone_where_it_is(hour: int, at: datetime) -> str:
    ahead = (hour - at.hour + 12) % 24 - 12
    return f"Etc/GMT{-ahead:+d}" if ahead else "Etc/GMT"


async def test_a_row_tells_what_was_said_last(page: Page, upstream: Upstream):
    """In plain words; a reply that runs and one that failed at once say so instead."""
    ended = threading.Event()
    upstream.enqueue(Reply("**京都**\n\n- 三天"), server_error("fire"), Reply(tokens=("奈",), until=ended))
    chat = await talked(page, "去哪里？")
    await page.get_by_test_id("chat-back").click()
    preview = row(page, chat).get_by_test_id("chat-row-preview")
    await expect(preview).to_have_text("京都 三天")
    await row(page, chat).get_by_test_id("chat-row").click()
    await say(page, "还有呢？")
    await hear(page, status="failed")
    await page.get_by_test_id("chat-back").click()
    await expect(preview).to_have_text("没有收到回复")
    await row(page, chat).get_by_test_id("chat-row").click()
    await say(page, "再说一次")
    await page.get_by_test_id("chat-back").click()
    await expect(preview).to_have_text("正在回复…")
    await expect(row(page, chat).get_by_test_id("chat-row-running")).to_be_visible()
    ended.set()
    await expect(row(page, chat).get_by_test_id("chat-row-running")).to_have_count(0)


async def test_samples_are_marked_until_they_are_used(newcomer: Reader):
    """By their heading, the pinned one by a mark; one that Lin has talked in stands under today."""
    page = newcomer.page
    await open_chats(page)
    await expect(page.get_by_test_id("sample-mark")).to_have_text([newcomer.words.chats.sample_mark])
    samples = page.locator("[data-testid=chat-group][data-kind=samples]")
    await expect(samples.get_by_test_id("chat-row")).to_have_count(SAMPLE_CHATS - 1)
    sample = page.get_by_test_id("chat-row").nth(4)
    chat = await chat_of(sample)
    await sample.click()
    await converse(page, "Hello")
    await page.get_by_test_id("chat-back").click()
    await expect(group_of(page, chat)).to_have_attribute("data-kind", "today")
    await expect(samples.get_by_test_id("chat-row")).to_have_count(SAMPLE_CHATS - 2)


async def test_a_new_reply_is_marked_until_its_reader_looks(phone: BrowserContext, upstream: Upstream):
    """Lin leaves while the reply runs: running in both tabs' lists, then new, then seen in both."""
    ended = threading.Event()
    upstream.enqueue(Reply("京都的春天", until=ended))
    page, other = await phone.new_page(), await phone.new_page()
    await open_chats(other)
    await open_new_chat(page)
    chat = chat_id(page)
    await say(page, "去哪里？")
    await expect(row(other, chat).get_by_test_id("chat-row-running")).to_be_visible()
    await page.get_by_test_id("chat-back").click()
    await titles(page).first.wait_for()
    ended.set()
    for tab in (page, other):
        await expect(row(tab, chat).get_by_test_id("chat-row-unread")).to_be_visible()
        await expect(row(tab, chat).get_by_test_id("chat-row-running")).to_have_count(0)
    await row(page, chat).get_by_test_id("chat-row").click()
    await hear(page, "京都的春天")
    await expect(other.get_by_test_id("chat-row-unread")).to_have_count(0)
    await page.get_by_test_id("chat-back").click()
    await expect(titles(page).first).to_be_visible()
    await expect(page.get_by_test_id("chat-row-unread")).to_have_count(0)


async def test_a_reply_that_is_watched_is_not_new(page: Page):
    """Lin reads it as it comes, and goes back to a list without a dot."""
    await talked(page, "去哪里？")
    await page.get_by_test_id("chat-back").click()
    await expect(titles(page)).to_have_count(SAMPLE_CHATS + 1)
    await expect(page.get_by_test_id("chat-row-unread")).to_have_count(0)


async def test_renaming_from_the_row(phone: BrowserContext):
    """The old name is selected, Enter saves, every tab has the new one, and the order stays."""
    page, other = await phone.new_page(), await phone.new_page()
    await open_chats(page)
    await open_chats(other)
    chat = await chat_of(page.get_by_test_id("chat-row").nth(3))
    await open_actions(page, chat)
    await page.get_by_test_id("chat-rename").click()
    await expect(page.get_by_test_id("rename-input")).to_be_focused()
    await page.keyboard.type("奈良的鹿")
    await page.keyboard.press("Enter")
    for tab in (page, other):
        await expect(titles(tab).nth(3)).to_have_text("奈良的鹿")
    await expect(page.get_by_test_id("rename-dialog")).to_be_hidden()
    await expect(row(page, chat).get_by_test_id("chat-row-menu")).to_be_focused()


async def test_thinking_better_of_a_new_name(page: Page):
    """Escape and cancel leave the name; opened again, the box holds the name and not what was typed."""
    await open_chats(page)
    name = await titles(page).nth(2).inner_text()
    chat = await chat_of(page.get_by_test_id("chat-row").nth(2))
    for leave in (
        lambda: page.keyboard.press("Escape"),
        lambda: page.get_by_test_id("rename-cancel").click(),
    ):
        await open_actions(page, chat)
        await page.get_by_test_id("chat-rename").click()
        await expect(page.get_by_test_id("rename-input")).to_have_value(name)
        await page.get_by_test_id("rename-input").fill("别的名字")
        await leave()
        await expect(page.get_by_test_id("rename-dialog")).to_be_hidden()
    await expect(titles(page).nth(2)).to_have_text(name)


async def test_renaming_from_inside_the_chat(page: Page):
    """Its menu asks for the name; the top bar shows it at once, the list later."""
    chat = await talked(page, "去哪里？")
    await page.get_by_test_id("chat-menu").click()
    await page.get_by_test_id("menu-rename").click()
    await expect(page.get_by_test_id("rename-input")).to_have_value("去哪里？")
    await page.get_by_test_id("rename-input").fill("京都三日")
    await page.get_by_test_id("rename-save").click()
    await expect(page.get_by_test_id("chat-title")).to_contain_text("京都三日")
    await page.get_by_test_id("chat-back").click()
    await expect(row(page, chat).get_by_test_id("chat-row-title")).to_have_text("京都三日")


async def test_pinning_and_letting_go(page: Page):
    """A pinned chat stands first, on the darker ground; unpinned, it is back in its place."""
    await open_chats(page)
    before = await titles(page).all_inner_texts()
    chat = await chat_of(page.get_by_test_id("chat-row").nth(5))
    await open_actions(page, chat)
    await page.get_by_test_id("chat-pin").click()
    await expect(titles(page).first).to_have_text(before[5])
    await expect(group_of(page, chat)).to_have_attribute("data-kind", "pinned")
    await open_actions(page, chat)
    await expect(page.get_by_test_id("chat-pin")).to_have_text("取消置顶")
    await page.get_by_test_id("chat-pin").click()
    await expect(titles(page)).to_have_text(before)


async def test_the_second_mouse_button_opens_the_same_sheet(tab: Page):
    """Instead of the browser's own menu."""
    await open_chats(tab)
    await tab.get_by_test_id("chat-row").nth(1).click(button="right")
    await expect(tab.get_by_test_id("chat-rename")).to_be_visible()
    await tab.keyboard.press("Escape")
    await expect(tab.get_by_test_id("chat-rename")).to_be_hidden()


@pytest.mark.parametrize("moved", [0, 40], ids=["held still", "moved"])
async def test_a_long_press_opens_it_on_a_phone(
    chromium: Browser, server: Server, upstream: Upstream, moved: int
):
    """A finger that rests on a row opens its sheet, and lifting it opens no chat; one that moves scrolls."""
    async with await chromium.new_context(
        viewport=PHONE, base_url=server.url, locale="zh-CN", has_touch=True, is_mobile=True
    ) as phone:
        page = await phone.new_page()
        await open_chats(page)
        box = await page.get_by_test_id("chat-row").nth(2).bounding_box()
        point = {"x": box["x"] + 120, "y": box["y"] + 30}
        session = await phone.new_cdp_session(page)
        await session.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [point]})
        if moved:
            there = {**point, "y": point["y"] - moved}
            await session.send("Input.dispatchTouchEvent", {"type": "touchMove", "touchPoints": [there]})
        if moved:
            await page.wait_for_timeout(700)  # longer than a long press
        else:
            await expect(page.get_by_test_id("chat-rename")).to_be_visible()
        await session.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
        await expect(page.get_by_test_id("chat-rename")).to_be_visible(visible=not moved)
        assert "/chat/" not in page.url


async def test_back_returns_to_the_same_place(page: Page):
    """Far down in the list Lin opens a chat; back, by the arrow or the browser, the same rows stand there."""
    await page.set_viewport_size({"width": 390, "height": 480})
    await open_chats(page)
    for leave in ("arrow", "browser", "reload"):
        await page.get_by_role("main").evaluate("list => { list.scrollTop = 260 }")
        await page.get_by_test_id("chat-row").nth(5).click()
        await expect(page.get_by_test_id("examples-divider")).to_be_visible()
        if leave == "arrow":
            await page.get_by_test_id("chat-back").click()
        else:
            await page.go_back()
        if leave == "reload":
            await page.reload()
        await expect(page.get_by_test_id("chat-row").nth(5)).to_be_in_viewport()
        assert await page.get_by_role("main").evaluate("list => Math.round(list.scrollTop)") == 260
