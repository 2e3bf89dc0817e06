"""Folders and selecting several, by finger on a phone and by mouse at a desk."""

import zipfile
from collections.abc import AsyncIterator

import pytest
from playwright.async_api import Browser, Locator, Page, expect
from sqlmodel import Session

from oreai.models import Chat
from oreai.services.chats.folders import new_folder
from tests.browser.given import given
from tests.browser.screens import SAMPLE_CHATS, Reader, chat_id, converse, open_chats, open_new_chat
from tests.browser.test_wide import WIDE
from tests.running import Server
from tests.upstream import Upstream

KYOTO, NARA = "京都", "奈良"


@pytest.fixture
async def desk(chromium: Browser, server: Server, upstream: Upstream) -> AsyncIterator[Page]:
    """Lin at a desk, with a mouse."""
    async with await chromium.new_context(viewport=WIDE, locale="zh-CN", base_url=server.url) as context:
        yield await context.new_page()


def tab(page: Page, name: str) -> Locator:
    return page.get_by_test_id("folder-tab").filter(has_text=name)


async def open_sheet(page: Page, number: int, action: str) -> None:
    await page.get_by_test_id("chat-row-menu").nth(number).click()
    await page.get_by_test_id(action).click()


async def file_into_new(page: Page, number: int, name: str) -> str:
    """Make a folder for this row; the row's title."""
    title = await page.get_by_test_id("chat-row-title").nth(number).inner_text()
    await open_sheet(page, number, "chat-move")
    await page.get_by_test_id("folder-name").fill(name)
    await page.get_by_test_id("folder-create").click()
    await expect(tab(page, name)).to_be_visible()
    return title


async def open_menu(page: Page) -> None:
    """The sheet of the folders, from the menu of the chat that is open."""
    await page.get_by_test_id("chat-menu").tap()
    await page.get_by_test_id("menu-move").tap()
    await page.get_by_test_id("folder-name").wait_for()


def owner_of(session: Session, of_chat: str) -> str:
    return session.get_one(Chat, of_chat).user_id


async def test_a_folder_from_its_first_chat_to_its_end(newcomer: Reader, upstream: Upstream):
    """Made by the sheet, shown, told its instructions, a new chat in it, and deleted: its chats stay."""
    page, words = newcomer.page, newcomer.words
    await open_chats(page)
    await expect(page.get_by_test_id("folder-tab")).to_have_count(0)
    title = await file_into_new(page, 3, KYOTO)
    await expect(page.get_by_test_id("chat-row-folder")).to_have_text([KYOTO])
    await tab(page, KYOTO).click()
    await expect(page.get_by_test_id("chat-row-title")).to_have_text([title])
    await page.get_by_test_id("folder-change").click()
    await page.get_by_test_id("folder-instructions").fill("先说鹿。")
    await page.get_by_test_id("folder-rename").fill("  ")
    await page.get_by_test_id("folder-save").click()
    await expect(page.get_by_test_id("folder-wrong")).to_have_text(words.folders.no_name)
    await page.get_by_test_id("folder-rename").fill(KYOTO)
    await page.get_by_test_id("folder-save").click()
    await expect(page.get_by_test_id("folder-save")).to_be_hidden()
    await page.get_by_test_id("new-chat").click()
    await converse(page, "去哪里？")
    assert upstream.requests[-1].messages[0] == {"role": "system", "content": "先说鹿。"}
    await page.get_by_test_id("chat-back").click()
    await expect(page.get_by_test_id("chat-row")).to_have_count(2)
    await converse(page, "明天呢？")
    assert upstream.requests[-1].messages[0] == {"role": "system", "content": "先说鹿。"}
    await page.get_by_test_id("chat-back").click()
    await expect(page.get_by_test_id("chat-row")).to_have_count(3)
    await page.get_by_test_id("folder-change").click()
    await page.get_by_test_id("folder-delete").click()
    await page.get_by_test_id("folder-delete-yes").click()
    await expect(page.get_by_test_id("folder-tab")).to_have_count(0)
    await expect(page.get_by_test_id("chat-row")).to_have_count(SAMPLE_CHATS + 2)
    await expect(page.get_by_text(words.folders.empty)).to_have_count(0)


async def test_fingers_select_several(touch_page: Page):
    """From a row's sheet; a touch opens nothing; moved, archived, deleted and had back together."""
    page = touch_page
    await open_chats(page)
    rows, checks = page.get_by_test_id("chat-row"), page.get_by_test_id("chat-row-check")
    await page.get_by_test_id("chat-row-menu").nth(1).tap()
    await page.get_by_test_id("chat-select").tap()
    await rows.nth(2).tap()
    await checks.nth(3).tap()
    await rows.nth(3).tap()
    await expect(page.get_by_test_id("selected-count")).to_have_text("已选 2 个")
    await expect(checks.nth(2)).to_have_attribute("aria-checked", "true")
    await page.get_by_test_id("select-move").tap()
    await page.get_by_test_id("folder-name").fill(NARA)
    await page.get_by_test_id("folder-create").tap()
    await expect(page.get_by_test_id("chat-row-folder")).to_have_text([NARA, NARA])
    await expect(checks).to_have_count(0)
    await expect(page.get_by_test_id("nav-chats")).to_be_visible()
    for deed, undone in (("select-archive", "已归档 2 个对话"), ("select-delete", "已删除 2 个对话")):
        await page.get_by_test_id("chat-row-menu").nth(1).tap()
        await page.get_by_test_id("chat-select").tap()
        await rows.nth(2).tap()
        await page.get_by_test_id(deed).tap()
        await expect(rows).to_have_count(SAMPLE_CHATS - 2)
        await expect(page.get_by_test_id("deleted-title")).to_have_text(undone)
        await page.get_by_test_id("undo").tap()
        await expect(rows).to_have_count(SAMPLE_CHATS)


async def test_the_open_chats_own_menu_moves_it(touch_page: Page, server: Server):
    """Opened by its address on a phone, where no list is: into a new folder, into another, out again."""
    page = touch_page
    await open_chats(page)
    await page.get_by_test_id("chat-row").nth(2).tap()
    await page.wait_for_url("**/chat/*")
    address = page.url
    given(server, lambda session: new_folder(session, owner_of(session, chat_id(page)), NARA))
    await page.goto(address)
    choices = page.get_by_test_id("move-choice")
    await open_menu(page)
    await expect(choices).to_have_text([NARA])
    await expect(page.get_by_test_id("move-none")).to_have_count(0)
    await page.get_by_test_id("folder-name").fill(KYOTO)
    await page.get_by_test_id("folder-create").tap()
    await expect(page.get_by_test_id("move-sheet")).to_be_hidden()
    await open_menu(page)
    await expect(choices).to_have_text([NARA, KYOTO])
    await expect(page.locator("[aria-current=true]")).to_have_text(KYOTO)
    await choices.filter(has_text=NARA).tap()
    await open_menu(page)
    await expect(page.locator("[aria-current=true]")).to_have_text(NARA)
    await page.keyboard.press("Escape")
    await page.get_by_test_id("chat-back").tap()
    await expect(page.get_by_test_id("chat-row-folder")).to_have_text([NARA])
    await page.goto(address)
    await open_menu(page)
    await page.get_by_test_id("move-none").tap()
    await page.get_by_test_id("chat-back").tap()
    await expect(page.get_by_test_id("chat-row-folder")).to_have_count(0)


async def test_back_and_escape_end_the_selection(page: Page):
    """Nothing is opened or left by them."""
    await open_chats(page)
    for leave in (page.go_back, lambda: page.keyboard.press("Escape")):
        await open_sheet(page, 1, "chat-select")
        await expect(page.get_by_test_id("chat-row-check")).to_have_count(SAMPLE_CHATS)
        await page.get_by_test_id("selected-count").wait_for()
        await leave()
        await expect(page.get_by_test_id("chat-row-check")).to_have_count(0)
        await expect(page.get_by_test_id("nav-chats")).to_be_visible()


async def test_the_selected_chats_are_one_file(page: Page):
    """Those that something was said in, and no others."""
    await open_new_chat(page)
    await converse(page, "京都的鹿")
    await page.get_by_test_id("chat-back").click()
    await open_sheet(page, 1, "chat-select")
    await page.get_by_test_id("chat-row").nth(2).click()
    async with page.expect_download() as download:
        await page.get_by_test_id("select-export").click()
    with zipfile.ZipFile(await (await download.value).path()) as archive:
        assert archive.namelist() == ["京都的鹿.md"]
    await expect(page.get_by_test_id("chat-row-check")).to_have_count(0)


async def test_a_row_is_dragged_onto_a_folder(desk: Page):
    """And off it again; of several that are selected one is enough; beside a chat as well."""
    await open_chats(desk)
    await file_into_new(desk, 1, KYOTO)
    rows = desk.get_by_test_id("chat-row")
    await rows.nth(4).drag_to(tab(desk, KYOTO))
    await expect(desk.get_by_test_id("chat-row-folder")).to_have_count(2)
    await rows.nth(4).drag_to(tab(desk, "全部"))
    await expect(desk.get_by_test_id("chat-row-folder")).to_have_count(1)
    await rows.nth(5).click()
    await desk.wait_for_url("**/chat/*")
    chat = chat_id(desk)
    beside = desk.get_by_test_id("beside")
    await expect(beside.get_by_test_id("chat-row")).to_have_count(SAMPLE_CHATS)
    await beside.get_by_test_id("chat-row-menu").nth(2).click()
    await desk.get_by_test_id("chat-select").click()
    await beside.get_by_test_id("chat-row").nth(3).click()
    assert chat_id(desk) == chat, "a touch selects and opens nothing"
    await beside.get_by_test_id("chat-row").nth(3).drag_to(tab(desk, KYOTO))
    await expect(beside.get_by_test_id("chat-row-folder")).to_have_count(3)


async def test_by_keyboard(page: Page):
    """Arrows go through the folders, Space checks a row, and the sheet moves it."""
    await open_chats(page)
    await file_into_new(page, 1, KYOTO)
    await tab(page, "全部").focus()
    await page.keyboard.press("ArrowRight")
    await expect(tab(page, KYOTO)).to_have_attribute("aria-selected", "true")
    await expect(page.get_by_test_id("chat-row")).to_have_count(1)
    await page.keyboard.press("Home")
    await open_sheet(page, 4, "chat-select")
    await page.get_by_test_id("chat-row-check").nth(5).focus()
    await page.keyboard.press("Space")
    await expect(page.get_by_test_id("selected-count")).to_have_text("已选 2 个")
    await page.get_by_test_id("select-move").press("Enter")
    await page.get_by_test_id("move-choice").press("Enter")
    await expect(page.get_by_test_id("chat-row-folder")).to_have_count(3)
