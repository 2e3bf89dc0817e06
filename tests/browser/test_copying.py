"""Copying where the browser's own clipboard is closed to the page: without TLS, or in an older browser."""

import re

import pytest
from playwright.async_api import Browser, Page, expect

from tests.browser.screens import PHONE, Reader, choose, converse, last_reply, open_new_chat
from tests.running import Server
from tests.upstream import Reply, Upstream

CODE = 'print("东寺")'
ANSWER = f"**醒目**的一句：\n\n```python\n{CODE}\n```"
# As on a phone at http://192.168.x.x:3000; and what a paste brings is noted.
CLOSED = """
Object.defineProperty(Navigator.prototype, 'clipboard', { value: undefined });
addEventListener('paste', event => { window.pasted = event.clipboardData.getData('text/html'); });
"""
NO_ITEMS = "delete window.ClipboardItem;"
REFUSED = CLOSED + "document.execCommand = () => false;"


@pytest.fixture(params=[CLOSED, NO_ITEMS], ids=["no clipboard", "no ClipboardItem"])
async def answered(
    request: pytest.FixtureRequest, chromium: Browser, server: Server, upstream: Upstream
) -> Page:
    """A reply with code in it, in a browser that copies by the old command only."""
    async with await chromium.new_context(viewport=PHONE, locale="zh-CN", base_url=server.url) as context:
        page = await context.new_page()
        await page.add_init_script(request.param)
        upstream.enqueue(Reply(ANSWER))
        await open_new_chat(page)
        await converse(page, "怎么写？")
        await expect(page.locator(".code-copy")).to_be_visible()
        yield page


async def pasted(page: Page) -> str:
    """What a paste into the composer brings."""
    box = page.get_by_test_id("composer")
    await box.fill("")
    await box.press("Control+V")
    await expect(box).not_to_have_value("")
    return await box.input_value()


async def test_everything_can_be_copied(answered: Page):
    """A message, its plain text, its code, and by the keyboard; each says that it is done."""
    reply, told = last_reply(answered), answered.get_by_test_id("toast")
    await reply.get_by_test_id("message-copy").click()
    await expect(told).to_have_text("已复制")
    assert await pasted(answered) == ANSWER
    await expect(told).to_have_text("")
    await choose(reply, "message-copy-plain")
    await expect(told).to_have_text("已复制")
    assert await pasted(answered) == f"醒目的一句：\n\n{CODE}"
    await expect(told).to_have_text("")
    await reply.locator(".code-copy").click()
    await expect(told).to_have_text("已复制")
    assert await pasted(answered) == CODE
    await expect(told).to_have_text("")
    await answered.get_by_test_id("composer").focus()
    await answered.keyboard.press("Control+Shift+C")
    await expect(told).to_have_text("已复制")
    await expect(answered.get_by_test_id("composer")).to_be_focused()
    assert await pasted(answered) == ANSWER


async def test_a_message_is_copied_with_its_looks(page: Page, upstream: Upstream):
    """An editor that takes them finds bold words bold, also without the browser's clipboard."""
    await page.add_init_script(CLOSED)
    upstream.enqueue(Reply("**醒目**的一句"))
    await open_new_chat(page)
    await converse(page, "写一句")
    await expect(last_reply(page).locator("strong")).to_be_visible()
    await last_reply(page).get_by_test_id("message-copy").click()
    assert await pasted(page) == "**醒目**的一句"
    assert re.search(r"<strong>醒目</strong>", await page.evaluate("window.pasted"))


async def test_a_copy_that_fails_is_told(newcomer: Reader):
    """In words, and nothing pretends that it was done."""
    page = newcomer.page
    await page.add_init_script(REFUSED)
    await open_new_chat(page)
    await converse(page, "写一句")
    copy = last_reply(page).get_by_test_id("message-copy")
    await copy.click()
    await expect(page.get_by_test_id("toast")).to_have_text(newcomer.words.markdown.not_copied)
    await expect(copy).to_have_attribute("aria-label", newcomer.words.chat.copy_message)
