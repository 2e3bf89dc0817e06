"""What somebody has written is not lost, not sent twice and not mixed up, on one device and on two."""

from collections.abc import AsyncIterator, Callable
from typing import Any

import pytest
from playwright.async_api import Browser, BrowserContext, Locator, Page, expect

from tests.browser.line import Line
from tests.browser.screens import (
    PHONE,
    Reader,
    chat_id,
    converse,
    hear,
    messages,
    open_new_chat,
    say,
)
from tests.browser.test_editing import opened
from tests.browser.test_pastes import paste
from tests.running import Server
from tests.upstream import Upstream
from tests.waiting import soon

Stored = Callable[..., list[tuple]]

ABOVE_THE_SHEET = (195, 20)
CODE = "    def kyoto():\n" + '        return "清水寺"\n' * 40


@pytest.fixture
def phone(far_phone: BrowserContext) -> BrowserContext:
    return far_phone


@pytest.fixture
async def laptop(chromium: Browser, phone: BrowserContext, server: Server) -> AsyncIterator[BrowserContext]:
    """Hers as well, and signed in as she is on the phone when the page there is asked for."""
    async with await chromium.new_context(viewport=PHONE, locale="zh-CN", base_url=server.url) as context:
        yield context


async def on_the_laptop(laptop: BrowserContext, phone_page: Page) -> Page:
    """The chat that is open on the phone."""
    cookies: Any = await phone_page.context.cookies()
    await laptop.add_cookies(cookies)
    page = await laptop.new_page()
    await page.goto(f"/chat/{chat_id(phone_page)}")
    await page.get_by_test_id("chat-title").filter(has_text="新对话").wait_for()
    return page


async def is_told(stored: Stored, chat: str, draft: str | None) -> bool:
    """Whether the server soon has this draft."""
    return await soon(lambda: stored("SELECT draft FROM chat WHERE id = ?", chat) == [(draft,)])


def box(page: Page) -> Locator:
    return page.get_by_test_id("composer")


async def test_a_touch_beside_the_edit_keeps_its_words(regular: Reader):
    """Beside the sheet, Escape, a selection that ends outside: opened again the words are there."""
    page = regular.page
    await open_new_chat(page)
    await converse(page, "什么时候去？")
    edit = await opened(page)
    await edit.fill("几月去京都？")
    frame = await edit.bounding_box()
    await page.mouse.move(frame["x"] + 20, frame["y"] + 20)
    await page.mouse.down()
    await page.mouse.move(*ABOVE_THE_SHEET)
    await page.mouse.up()
    await expect(edit).to_be_visible()
    await page.mouse.click(*ABOVE_THE_SHEET)
    await expect(edit).to_have_count(0)
    edit = await opened(page)
    await expect(edit).to_have_value("几月去京都？")
    await edit.fill("几月去奈良？")
    await edit.press("Escape")
    await expect(edit).to_have_count(0)
    edit = await opened(page)
    await expect(edit).to_have_value("几月去奈良？")
    await page.get_by_test_id("edit-cancel").locator("visible=true").click()
    await expect(await opened(page)).to_have_value("什么时候去？")
    await page.keyboard.press("Escape")


async def test_an_edit_elsewhere_leaves_what_is_being_written(regular: Reader):
    """Another tab rewords the same prompt: the open box keeps what is being written, and saves it."""
    page = regular.page
    await open_new_chat(page)
    await converse(page, "什么时候去？")
    other = await page.context.new_page()
    await other.goto(page.url)
    await expect(messages(other)).to_have_count(2)
    edit = await opened(page)
    await edit.fill("几月去京都？")
    await (await opened(other)).fill("哪天去京都？")
    await other.keyboard.press("Control+s")
    await expect(messages(page).first).to_contain_text("哪天去京都？")
    await expect(edit).to_have_value("几月去京都？")
    await edit.press("Control+s")
    await expect(messages(other).first).to_contain_text("几月去京都？")
    await expect(await opened(page)).to_have_value("几月去京都？")
    await page.keyboard.press("Escape")
    await other.close()


async def test_what_is_written_before_the_answer_is_not_glued_to_it(phone: BrowserContext, line: Line):
    """Lin sends and writes on before the answer: what was sent goes, the rest stays, also after a reload."""
    page = await phone.new_page()
    await open_new_chat(page)
    line.hold()
    await box(page).fill("你好")
    await box(page).press("Enter")
    await box(page).press_sequentially("下一句")
    await expect(box(page)).to_have_value("你好下一句")
    line.release()
    await expect(box(page)).to_have_value("下一句")
    await hear(page)
    await page.reload()
    await expect(messages(page)).to_have_count(2)
    await expect(box(page)).to_have_value("下一句")


async def test_an_answer_waits_for_the_end_of_a_composition(phone: BrowserContext, line: Line):
    """It comes while an input method composes the next words: those are composed to their end first."""
    page = await phone.new_page()
    keyboard = await phone.new_cdp_session(page)
    await open_new_chat(page)
    line.hold()
    await box(page).fill("你好")
    await box(page).press("Enter")
    await keyboard.send("Input.imeSetComposition", {"text": "xia", "selectionStart": 3, "selectionEnd": 3})
    line.release()
    await hear(page)
    await expect(box(page)).to_have_value("你好xia")
    await keyboard.send("Input.insertText", {"text": "下一句"})
    await expect(box(page)).to_have_value("下一句")


async def test_a_draft_that_was_sent_elsewhere_is_gone(
    phone: BrowserContext, laptop: BrowserContext, stored: Stored
):
    """Begun on the phone, sent on the laptop: the phone's box is empty when it is opened again."""
    page = await phone.new_page()
    await open_new_chat(page)
    await box(page).fill("去京都，先看")
    assert await is_told(stored, chat_id(page), "去京都，先看")
    desk = await on_the_laptop(laptop, page)
    await expect(box(desk)).to_have_value("去京都，先看")
    await box(desk).fill("去京都，先看什么？")
    await box(desk).press("Enter")
    await hear(desk)
    await expect(messages(page)).to_have_count(2)
    await page.reload()
    await expect(messages(page)).to_have_count(2)
    await expect(box(page)).to_have_value("")


async def test_the_newer_draft_is_shown(phone: BrowserContext, laptop: BrowserContext, stored: Stored):
    """What the laptop wrote later replaces what the phone has, but never what it has not told yet."""
    page = await phone.new_page()
    await open_new_chat(page)
    chat = chat_id(page)
    await box(page).fill("去京都")
    assert await is_told(stored, chat, "去京都")
    desk = await on_the_laptop(laptop, page)
    await expect(box(desk)).to_have_value("去京都")
    await box(desk).fill("去奈良")
    assert await is_told(stored, chat, "去奈良")
    await page.reload()
    await expect(box(page)).to_have_value("去奈良")
    await box(page).fill("去大阪")
    await page.reload()
    await page.get_by_test_id("chat-title").filter(has_text="新对话").wait_for()
    await expect(box(page)).to_have_value("去大阪")


async def test_an_emptied_box_stays_empty(phone: BrowserContext, stored: Stored):
    """Lin thinks better of it and leaves at once: the server hears of it, the draft does not come back."""
    page = await phone.new_page()
    await open_new_chat(page)
    chat = chat_id(page)
    await box(page).fill("去京都")
    assert await is_told(stored, chat, "去京都")
    await box(page).fill("")
    await page.get_by_test_id("chat-back").click()
    assert await is_told(stored, chat, None)
    await page.locator(f"[data-testid=chat-row][data-chat-id='{chat}']").click()
    await page.get_by_test_id("chat-title").filter(has_text="新对话").wait_for()
    await expect(box(page)).to_have_value("")


async def test_a_paste_keeps_its_first_indentation(phone: BrowserContext, upstream: Upstream):
    """Code is pasted below a question: its first line stands as far in as it did."""
    page = await phone.new_page()
    await open_new_chat(page)
    await box(page).fill("这段代码对吗？")
    await paste(page, f"\n\n{CODE}\n")
    await page.get_by_test_id("paste").wait_for()
    await say(page, "这段代码对吗？")
    await hear(page)
    assert upstream.requests[0].messages[-1]["content"] == f"这段代码对吗？\n\n{CODE.rstrip()}"
