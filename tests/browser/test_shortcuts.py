"""The keyboard's shortcuts: a new chat, the composer, copying, the sheet that lists them."""

from collections.abc import AsyncIterator

import pytest
from playwright.async_api import Browser, BrowserContext, Page, expect

from tests.browser.screens import (
    PHONE,
    Reader,
    converse,
    open_chats,
    open_first_chat,
    open_mine,
    open_new_chat,
    until,
)
from tests.browser.traffic import Traffic
from tests.running import Server
from tests.upstream import Reply, Upstream

CODE = 'print("周五：东寺")\nprint("周六：岚山")'
ANSWER = f"先看**这一段**：\n\n```python\nprint(1)\n```\n\n再看这一段：\n\n```python\n{CODE}\n```\n\n就这些。"


@pytest.fixture
async def desk(chromium: Browser, server: Server, upstream: Upstream) -> AsyncIterator[Page]:
    """A tab that may use the clipboard."""
    async with await chromium.new_context(
        viewport=PHONE, locale="zh-CN", base_url=server.url, permissions=["clipboard-read", "clipboard-write"]
    ) as context:
        yield await context.new_page()


async def is_copied(page: Page, text: str) -> None:
    """Wait until the clipboard holds this."""
    await until(page, "async (text) => await navigator.clipboard.readText() === text", text)


async def test_a_new_chat_from_anywhere(desk: Page):
    """Ctrl+Shift+O opens an empty chat: from the list, and from within another chat."""
    await open_chats(desk)
    await desk.keyboard.press("Control+Shift+O")
    await desk.wait_for_url("**/chat/*")
    first = desk.url
    await desk.get_by_test_id("chat-title").wait_for()  # before, the box is still the first screen's
    await converse(desk, "你好")  # an empty chat would be the new one
    await desk.keyboard.press("Control+Shift+O")
    await expect(desk).not_to_have_url(first)
    await expect(desk.get_by_test_id("message")).to_have_count(0)


async def test_to_the_composer_and_no_event_for_it(desk: Page):
    """Shift+Esc puts the cursor into the composer and asks the server nothing."""
    traffic = Traffic(desk)
    await open_first_chat(desk)
    sent = len(traffic.events)
    await desk.keyboard.press("Shift+Escape")
    await expect(desk.get_by_test_id("composer")).to_be_focused()
    assert len(traffic.events) == sent


async def test_copying_the_last_code_and_the_last_reply(desk: Page, upstream: Upstream):
    """Ctrl+Shift+; copies the last block of code, Ctrl+Shift+C the reply as it was written; both say so."""
    upstream.enqueue(Reply(ANSWER))
    await open_new_chat(desk)
    await converse(desk, "怎么写？")
    await expect(desk.locator("pre code")).to_have_count(2)
    await desk.keyboard.press("Control+Shift+Semicolon")
    await expect(desk.get_by_test_id("toast")).to_have_text("已复制")
    await is_copied(desk, CODE)
    await desk.keyboard.press("Control+Shift+C")
    await expect(desk.get_by_test_id("toast")).to_have_text("已复制")
    await is_copied(desk, ANSWER)


async def test_an_input_methods_own_sign_is_the_same_key(desk: Page):
    """With Chinese punctuation the key of “/” brings “、”: it opens the sheet all the same."""
    await open_chats(desk)
    await desk.evaluate(
        """() => document.body.dispatchEvent(new KeyboardEvent('keydown', {
            key: '、', code: 'Slash', ctrlKey: true, bubbles: true, cancelable: true}))"""
    )
    await expect(desk.get_by_test_id("shortcuts")).to_be_visible()


async def test_the_sheet_lists_them_all(reader: Reader):
    """Ctrl+/ opens it in the reader's language, again closes it; Escape and its button do too."""
    page, words = reader.page, reader.words
    await open_chats(page)
    sheet = page.get_by_test_id("shortcuts")
    await page.keyboard.press("Control+/")
    await expect(sheet.get_by_role("heading")).to_have_text(words.shortcuts.title)
    shown = await sheet.locator("dt").all_inner_texts()
    assert shown == [
        words.chats.new_chat,
        words.search.open,
        words.shortcuts.write,
        words.shortcuts.copy_code,
        words.shortcuts.copy_reply,
        words.shortcuts.edit,
        words.shortcuts.personas,
        words.shortcuts.help,
        words.shortcuts.close,
    ]
    assert (await sheet.locator("dd").first.inner_text()).split() == ["Ctrl", "Shift", "O"]
    await page.keyboard.press("Control+/")
    await expect(sheet).to_be_hidden()
    await page.keyboard.press("Control+/")
    await page.get_by_test_id("close-shortcuts").click()
    await expect(sheet).to_be_hidden()


async def test_a_mac_has_its_own_key(phone: BrowserContext):
    """There the sheet shows ⌘, and ⌘ is what works."""
    await phone.add_init_script(
        "Object.defineProperty(navigator, 'userAgentData', {value: {platform: 'macOS'}, configurable: true})"
    )
    page = await phone.new_page()
    await open_chats(page)
    await page.keyboard.press("Control+/")
    await expect(page.get_by_test_id("shortcuts")).to_be_hidden()
    await page.keyboard.press("Meta+/")
    await expect(page.locator("kbd:has-text('⌘')").first).to_be_visible()
    assert "Ctrl" not in await page.get_by_test_id("shortcuts").inner_text()


async def test_a_sheet_that_is_open_is_not_passed_by(tab: Page):
    """While the sheet is open no other shortcut acts behind it."""
    await open_first_chat(tab)
    address = tab.url
    await tab.keyboard.press("Control+/")
    await tab.keyboard.press("Control+Shift+O")
    await tab.keyboard.press("Escape")
    await expect(tab.get_by_test_id("shortcuts")).to_be_hidden()
    assert tab.url == address


async def test_my_page_leads_to_the_sheet(tab: Page):
    """For who does not know the key that opens it; hidden where there are only fingers."""
    await open_mine(tab)
    await tab.get_by_test_id("open-shortcuts").click()
    await expect(tab.get_by_test_id("shortcuts")).to_be_visible()
