"""Back leads where a reader was: out of a sheet, to the same place in the list, past nothing twice."""

import re

from playwright.async_api import BrowserContext, Locator, Page, expect

from tests.browser.line import Line
from tests.browser.screens import (
    clear,
    enter,
    open_chats,
    open_dialog,
    open_discover,
    open_first_chat,
)

SETTLED = "async () => { while (history.state?.sheet) await new Promise(requestAnimationFrame); }"
TOP = "document.querySelector('main.scroll').scrollTop"


async def settled(page: Page) -> None:
    """Wait until no entry of history stands for a sheet any more."""
    await page.evaluate(SETTLED)


async def open_poet(page: Page) -> Locator:
    """The list, Discover, and the poet's dialog on it."""
    await open_chats(page)
    await page.get_by_test_id("nav-discover").click()
    await page.locator("[data-prompt-key=poet]").click()
    await expect(page.get_by_test_id("prompt-dialog")).to_be_visible()
    return page.get_by_test_id("prompt-dialog")


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


async def test_two_backs_at_once_close_a_dialog_and_leave(far_phone: BrowserContext, line: Line):
    """The second one does not wait until the server has heard of the first."""
    page = await far_phone.new_page()
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
    await settled(tab)
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
        await enter(page, page.get_by_test_id("chat-row").nth(4))
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


async def test_back_closes_the_sheet_on_top_first(tab: Page):
    """The help lies over the dialog: one Back closes it, the next one the dialog, a third one leaves."""
    dialog = await open_poet(tab)
    await tab.keyboard.press("Control+Slash")
    await expect(tab.get_by_test_id("shortcuts")).to_be_visible()
    await tab.go_back()
    await expect(tab.get_by_test_id("shortcuts")).to_be_hidden()
    await expect(dialog).to_be_visible()
    await tab.go_back()
    await expect(dialog).to_be_hidden()
    await expect(tab.get_by_test_id("nav-discover")).to_have_attribute("aria-current", "page")
    await settled(tab)
    await tab.go_back()
    await expect(tab.get_by_test_id("nav-chats")).to_have_attribute("aria-current", "page")


async def test_back_closes_the_sheet_below_one_that_was_dismissed(tab: Page):
    """Escape closes the help, Back the dialog under it; Discover stays."""
    dialog = await open_poet(tab)
    await tab.keyboard.press("Control+Slash")
    await expect(tab.get_by_test_id("shortcuts")).to_be_visible()
    await tab.keyboard.press("Escape")
    await expect(tab.get_by_test_id("shortcuts")).to_be_hidden()
    await tab.go_back()
    await expect(dialog).to_be_hidden()
    await expect(tab.get_by_test_id("nav-discover")).to_have_attribute("aria-current", "page")


async def test_back_after_escape_leaves_at_once(far_phone: BrowserContext, line: Line):
    """The dialog is closed, whatever the server knows of it: Back means the screen before."""
    page = await far_phone.new_page()
    dialog = await open_poet(page)
    line.hold()
    await page.keyboard.press("Escape")
    await expect(dialog).to_be_hidden()
    await page.evaluate("history.back()")
    await expect(page.get_by_test_id("nav-chats")).to_have_attribute("aria-current", "page")
    line.release()
    await expect(page.get_by_test_id("chat-row").first).to_be_visible()


async def test_the_entry_of_a_dismissed_sheet_goes_without_the_server(far_phone: BrowserContext, line: Line):
    """On a slow line too nothing is left to step back over."""
    page = await far_phone.new_page()
    dialog = await open_poet(page)
    line.hold()
    await page.keyboard.press("Escape")
    await expect(dialog).to_be_hidden()
    await settled(page)
    line.release()


async def test_the_arrow_after_escape_leads_to_the_list(tab: Page):
    """While the entry of the dismissed question is on its way out: screen and address agree."""
    await open_first_chat(tab)
    await clear(tab)
    await tab.keyboard.press("Escape")
    await expect(tab.get_by_test_id("confirm-yes")).to_be_hidden()
    # The very moment at which the entry is taken away, and the touch after it.
    await tab.evaluate(
        """async () => {
            const back = history.back.bind(history);
            const gone = new Promise(resolve => { history.back = () => { back(); resolve(); }; });
            await gone;
            document.querySelector('[data-testid=chat-back]').click();
        }"""
    )
    await expect(tab.get_by_test_id("chat-row").first).to_be_visible()
    await expect(tab).to_have_url(re.compile(r"^https?://[^/]+/$"))


async def test_a_journey_that_was_called_off_leaves_no_step_behind(tab: Page):
    """A mailto: link lets the page stay: a sheet that is dismissed afterwards wants no second Back."""
    await open_chats(tab)
    await tab.get_by_test_id("nav-discover").click()
    await expect(tab.get_by_test_id("nav-discover")).to_have_attribute("aria-current", "page")
    await tab.evaluate("dispatchEvent(new Event('beforeunload'))")
    await tab.keyboard.press("Control+Slash")
    await expect(tab.get_by_test_id("shortcuts")).to_be_visible()
    await tab.keyboard.press("Escape")
    await expect(tab.get_by_test_id("shortcuts")).to_be_hidden()
    await settled(tab)
    await tab.go_back()
    await expect(tab.get_by_test_id("nav-chats")).to_have_attribute("aria-current", "page")


async def test_places_are_kept_when_the_page_is_hidden(tab: Page):
    """A phone may end it then without another word."""
    await open_chats(tab)
    await tab.evaluate("sessionStorage.removeItem('oreai-places')")
    await tab.evaluate("document.dispatchEvent(new Event('visibilitychange', { bubbles: true }))")
    assert await tab.evaluate("sessionStorage.getItem('oreai-places')") is not None
