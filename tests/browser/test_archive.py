"""Archiving in the browser: out of the list at a touch, in a page of its own, and back."""

from playwright.async_api import Page, expect

from tests.browser.screens import SAMPLE_CHATS, Reader, chat_id, converse, hear, open_chats, open_new_chat


async def archive(page: Page, number: int) -> str:
    """Archive a row by its sheet; its title."""
    title = await page.get_by_test_id("chat-row-title").nth(number).inner_text()
    await page.get_by_test_id("chat-row-menu").nth(number).click()
    await page.get_by_test_id("chat-archive").click()
    await expect(page.get_by_test_id("undo-offer")).to_be_visible()
    return title


async def test_an_archived_row_goes_and_one_touch_brings_it_back(newcomer: Reader):
    """At once by the offer, later from the page of archived chats, where a touch also opens it."""
    page = newcomer.page
    await open_chats(page)
    before = await page.get_by_test_id("chat-row-title").all_inner_texts()
    title = await archive(page, 4)
    await expect(page.get_by_test_id("chat-row")).to_have_count(SAMPLE_CHATS - 1)
    await expect(page.get_by_test_id("deleted-title")).to_have_text(
        newcomer.words.chats.archived.replace("{title}", title)
    )
    await page.get_by_test_id("undo").click()
    await expect(page.get_by_test_id("chat-row-title")).to_have_text(before)
    await archive(page, 4)
    await page.get_by_test_id("to-archive").click()
    await expect(page.get_by_test_id("archive-row-title")).to_have_text(title)
    await page.get_by_test_id("archive-row-title").click()
    await expect(page.get_by_test_id("chat-title")).to_contain_text(title)
    await page.goto("/archive")
    await page.get_by_test_id("archive-restore").click()
    await expect(page.get_by_text(newcomer.words.archive.empty)).to_be_visible()
    await page.get_by_test_id("archive-back").click()
    await expect(page.get_by_test_id("chat-row-title")).to_have_text(before)


async def test_what_is_said_in_an_archived_chat_brings_it_back_in_every_tab(page: Page):
    """From inside the chat it is put away; the tab that shows the archive sees it come and go."""
    await open_new_chat(page)
    await converse(page, "去哪里？")
    chat, other = chat_id(page), await page.context.new_page()
    await other.goto("/archive")
    await page.get_by_test_id("chat-menu").click()
    await page.get_by_test_id("menu-archive").click()
    await expect(page.get_by_test_id("chat-row")).to_have_count(SAMPLE_CHATS)
    await expect(other.locator(f"[data-testid=archive-row][data-chat-id='{chat}']")).to_be_visible()
    await page.goto(f"/chat/{chat}")
    await hear(page)
    await page.get_by_test_id("chat-menu").click()
    await expect(page.get_by_test_id("menu-archive")).to_have_text("移回列表")
    await page.keyboard.press("Escape")
    await converse(page, "还有呢？")
    await expect(other.get_by_test_id("archive-row")).to_have_count(0)
    await page.get_by_test_id("chat-back").click()
    await expect(page.locator(f"[data-chat-item='{chat}']")).to_be_visible()
