"""Back leads where a reader was: out of a sheet, to the same place in the list, past nothing twice."""

from playwright.async_api import Browser, Page, expect

from tests.browser.line import Line
from tests.browser.screens import (
    PHONE,
    clear,
    enter,
    open_chats,
    open_dialog,
    open_discover,
    open_first_chat,
)
from tests.running import Server

TOP = "document.querySelector('main.scroll').scrollTop"


async def test_back_closes_a_dialog_and_nothing_else(tab: Page):
    """On Discover: the card's dialog closes, Discover stays; the next Back leaves it."""
    await open_chats(tab)
    await tab.get_by_test_id("nav-discover").click()
    await tab.locator("[data-prompt-key=poet]").click()
    dialog = tab.get_by_test_id("prompt-dialog")
    await expect(dialog).to_be_visible()
    await tab.go_back()
    await expect(dialog).to_be_hidden()
    await expect(tab.locator("[data-prompt-key=poet]")).to_be_visible()
    await tab.go_back()
    await expect(tab.get_by_test_id("chat-row").first).to_be_visible()


async def test_two_backs_at_once_close_a_dialog_and_leave(chromium: Browser, server: Server):
    """The second one does not wait until the server has heard of the first."""
    async with (
        Line(server) as line,
        await chromium.new_context(viewport=PHONE, locale="zh-CN", base_url=line.url) as phone,
    ):
        page = await phone.new_page()
        await open_chats(page)
        await page.get_by_test_id("nav-discover").click()
        await page.locator("[data-prompt-key=poet]").click()
        await expect(page.get_by_test_id("prompt-dialog")).to_be_visible()
        line.hold()
        await page.go_back()
        await page.go_back()
        await expect(page.get_by_test_id("nav-chats")).to_have_attribute("aria-current", "page")
        line.release()
        await expect(page.get_by_test_id("chat-row").first).to_be_visible()
        await expect(page.get_by_test_id("prompt-dialog")).to_be_hidden()


async def test_back_closes_the_question_and_stays_in_the_chat(tab: Page):
    """“Clear this chat's messages?” is answered no by Back; it can be asked again."""
    await open_first_chat(tab)
    address = tab.url
    for _ in range(2):
        await clear(tab)
        await tab.go_back()
        await expect(tab.get_by_test_id("confirm-yes")).to_be_hidden()
        assert tab.url == address


async def test_a_dialog_closed_otherwise_leaves_no_step_behind(tab: Page):
    """After Escape one Back is enough to leave the screen."""
    await open_chats(tab)
    await tab.get_by_test_id("nav-discover").click()
    await tab.locator("[data-prompt-key=poet]").click()
    await expect(tab.get_by_test_id("prompt-dialog")).to_be_visible()
    await tab.keyboard.press("Escape")
    await expect(tab.get_by_test_id("prompt-dialog")).to_be_hidden()
    await tab.wait_for_timeout(600)
    await tab.go_back()
    await expect(tab.get_by_test_id("chat-row").first).to_be_visible()


async def test_a_dialog_that_led_on_is_passed_over(tab: Page):
    """A chat is made in the dialog: Back from it shows Discover, without the dialog, and one more leaves."""
    await open_chats(tab)
    await tab.get_by_test_id("nav-discover").click()
    await tab.locator("[data-prompt-key=poet]").click()
    await tab.get_by_test_id("prompt-confirm").click()
    await expect(tab.get_by_test_id("message").first).to_be_visible()
    await tab.go_back()
    await expect(tab.locator("[data-prompt-key=poet]")).to_be_visible()
    await expect(tab.get_by_test_id("prompt-dialog")).to_be_hidden()
    await tab.wait_for_timeout(300)
    await tab.go_back()
    await expect(tab.get_by_test_id("chat-row").first).to_be_visible()


async def test_the_list_is_where_it_was(page: Page):
    """Scrolled, a chat opened, back by the arrow or by the gesture: the list stands at the same place."""
    await page.set_viewport_size({"width": 390, "height": 500})
    await open_chats(page)
    for way in ("arrow", "gesture"):
        await page.evaluate(f"{TOP} = 160")
        await enter(page, page.get_by_test_id("chat-row").nth(5))
        if way == "arrow":
            await page.get_by_test_id("chat-back").click()
        else:
            await page.go_back()
        await expect(page.get_by_test_id("chat-row").first).to_be_attached()
        assert await page.evaluate(TOP) == 160


async def test_discover_is_where_it_was_after_a_reload(tab: Page):
    """The cards come after the page; the place is found all the same."""
    await open_discover(tab)
    await tab.evaluate(f"{TOP} = 700")
    await tab.wait_for_timeout(100)
    await tab.reload()
    await expect(tab.get_by_test_id("prompt-card").first).to_be_attached()
    assert await tab.evaluate(TOP) == 700


async def test_the_arrow_goes_back_and_not_on(tab: Page):
    """List, chat, arrow: the next Back leaves OreAI as before, and does not lead into the chat again."""
    await tab.goto("about:blank")
    await open_chats(tab)
    await enter(tab, tab.get_by_test_id("chat-row").first)
    await tab.get_by_test_id("chat-back").click()
    await expect(tab.get_by_test_id("chat-row").first).to_be_visible()
    await tab.go_back()
    assert tab.url == "about:blank"


async def test_the_arrow_of_a_chat_opened_by_its_address_leads_to_the_list(tab: Page):
    """There is nothing to go back to: it goes on to the list."""
    await open_first_chat(tab)
    address = tab.url
    await tab.goto("about:blank")
    await tab.goto(address)
    await tab.get_by_test_id("chat-back").click()
    await expect(tab.get_by_test_id("chat-row").first).to_be_visible()


async def test_no_dialog_is_left_open_by_a_reload(tab: Page):
    """A reload while the dialog is open shows the screen; Back leaves it."""
    await open_chats(tab)
    await open_dialog(tab, "poet")
    await tab.reload()
    await expect(tab.get_by_test_id("prompt-card").first).to_be_visible()
    await expect(tab.get_by_test_id("prompt-dialog")).to_be_hidden()
