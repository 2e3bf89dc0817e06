"""A temporary chat by touch: begun beside *new chat*, marked, in no list, kept or deleted at once."""

from playwright.async_api import Page, expect

from tests.browser.screens import converse, open_chats


async def test_a_temporary_chat_is_marked_and_in_no_list(touch_page: Page):
    """A reload loses nothing of it; kept, it is in the list; another one is deleted at once by its menu."""
    page = touch_page
    await open_chats(page)
    rows = await page.get_by_test_id("chat-row").count()
    await page.get_by_test_id("new-temporary").tap()
    await expect(page.get_by_test_id("temporary")).to_be_visible()
    await converse(page, "记住我叫林")
    await expect(page.get_by_test_id("memory-offer")).to_have_count(0)
    address = page.url
    await page.reload()
    await expect(page.get_by_test_id("message")).to_have_count(2)
    await expect(page.get_by_test_id("temporary")).to_be_visible()
    await open_chats(page)
    await expect(page.get_by_test_id("chat-row")).to_have_count(rows)

    await page.goto(address)
    await page.get_by_test_id("temporary-keep").tap()
    await expect(page.get_by_test_id("temporary")).to_have_count(0)
    await open_chats(page)
    await expect(page.get_by_test_id("chat-row")).to_have_count(rows + 1)
    await page.get_by_test_id("chat-row").first.tap()
    await expect(page.get_by_test_id("composer")).to_be_editable()
    await page.wait_for_timeout(3000)  # a lazy part is fetched when the page is calm
    await expect(page.get_by_test_id("temporary")).to_have_count(0)
    await open_chats(page)

    await page.get_by_test_id("new-temporary").tap()
    await expect(page.get_by_test_id("temporary")).to_be_visible()
    await converse(page, "去哪里？")
    await page.get_by_test_id("chat-menu").tap()
    await expect(page.get_by_test_id("menu-delete-now")).to_be_visible()
    for kept in ("menu-persona", "menu-move", "export-chat", "share"):
        await expect(page.get_by_test_id(kept)).to_have_count(0)
    await page.get_by_test_id("menu-delete-now").tap()
    await page.get_by_test_id("new-temporary").wait_for()
    await expect(page.get_by_test_id("chat-row")).to_have_count(rows + 1)
