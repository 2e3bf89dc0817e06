"""The list's sheets and the trash on every width: nothing sticks out, all can be touched and has a name."""

from collections.abc import Awaitable, Callable

import pytest
from playwright.async_api import Page, expect

from tests.browser import test_layout as layout
from tests.browser.screens import Reader, converse, open_chats, open_first_chat, open_new_chat
from tests.browser.traffic import Traffic

LONG = "一个很长很长的名字" * 11


async def _sheet(page: Page) -> None:
    await open_chats(page)
    await page.get_by_test_id("chat-row-menu").nth(1).click()
    await expect(page.get_by_test_id("chat-delete")).to_be_visible()


async def _rename(page: Page) -> None:
    await _sheet(page)
    await page.get_by_test_id("chat-rename").click()
    await expect(page.get_by_test_id("rename-input")).to_be_focused()


async def _long_names(page: Page) -> None:
    await open_new_chat(page)
    await converse(page, "https://oreai.example/averylongaddresswithoutanyplacetobreakit" * 3)
    await _rename(page)
    await page.get_by_test_id("rename-input").fill(LONG)
    await page.get_by_test_id("rename-save").click()
    await expect(page.get_by_test_id("rename-dialog")).to_be_hidden()


async def _undo(page: Page) -> None:
    await _long_names(page)
    await page.get_by_test_id("chat-row-menu").nth(1).click()
    await page.get_by_test_id("chat-delete").click()
    await expect(page.get_by_test_id("undo")).to_be_visible()


async def _trash(page: Page) -> None:
    await _undo(page)
    await page.goto("/trash")
    await expect(page.get_by_test_id("trash-row").first).to_be_visible()


async def _destroy(page: Page) -> None:
    await _trash(page)
    await page.get_by_test_id("trash-destroy").first.click()
    await expect(page.get_by_test_id("confirm-yes")).to_be_visible()


async def _menu(page: Page) -> None:
    await open_first_chat(page)
    await page.get_by_test_id("chat-menu").click()
    await expect(page.get_by_test_id("menu-delete")).to_be_visible()


SCREENS: dict[str, Callable[[Page], Awaitable[None]]] = {
    "sheet": _sheet,
    "rename": _rename,
    "long names": _long_names,
    "undo": _undo,
    "trash": _trash,
    "destroy": _destroy,
    "menu": _menu,
}


@pytest.mark.parametrize("name", SCREENS)
async def test_a_screen_fits_can_be_touched_and_read_aloud(reader: Reader, name: str):
    """At 390 and 360 px nothing sticks out; controls are 44 px high and named; the console is silent."""
    page, traffic = reader.page, Traffic(reader.page)
    await SCREENS[name](page)
    for width in (390, 360):
        await page.set_viewport_size({"width": width, "height": 740})
        assert await page.evaluate(layout._OVERFLOW) == {"page": 0, "out": []}, f"at {width} px"
    assert await layout.controls(page).evaluate_all(layout._SMALL) == []
    assert layout._NAMELESS.findall(await page.locator("body").aria_snapshot()) == []
    assert traffic.complaints == []


async def test_by_keyboard(tab: Page):
    """Tab goes from a row to its button; Enter opens the sheet, Escape gives the focus back."""
    await open_chats(tab)
    await tab.get_by_test_id("chat-row").first.focus()
    await tab.keyboard.press("Tab")
    button = tab.get_by_test_id("chat-row-menu").first
    await expect(button).to_be_focused()
    await tab.keyboard.press("Enter")
    await expect(tab.get_by_test_id("chat-rename")).to_be_focused()
    await tab.keyboard.press("Escape")
    await expect(button).to_be_focused()
