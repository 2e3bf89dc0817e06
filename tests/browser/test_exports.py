"""Chats as files on the phone: one in each form; all of them after the password, where there is one."""

import zipfile
from datetime import UTC
from pathlib import Path

from playwright.async_api import Download, Page, expect
from sqlalchemy import update

from oreai.models import LoginSession
from oreai.services.transfer.convert import convert
from tests.browser.given import given
from tests.browser.screens import Reader, chat_id, converse, open_chats, open_mine, open_new_chat
from tests.browser.test_sign_in import PASSWORD, name, sign_up
from tests.running import Server


async def saved(download: Download, folder: Path) -> Path:
    """The file, when it is here whole."""
    assert await download.failure() is None
    file = folder / download.suggested_filename
    await download.save_as(file)
    return file


async def export_all(page: Page, folder: Path) -> Path:
    """The zip that the browser saves when the button is touched."""
    await open_mine(page)
    await page.get_by_test_id("export-data").click()
    async with page.expect_download() as begun:
        await page.get_by_test_id("export-all").click()
    return await saved(await begun.value, folder)


async def test_a_guest_takes_everything_along(newcomer: Reader, tmp_path: Path):
    """The zip is saved by the browser, the page stays, and what is in it can be brought in again."""
    page = newcomer.page
    await open_new_chat(page)
    await converse(page, "去京都的第三天")
    file = await export_all(page, tmp_path)
    await expect(page.get_by_text(newcomer.words.exports.all_begun)).to_be_visible()
    with zipfile.ZipFile(file) as archive:
        assert "account.json" in archive.namelist()
    preview = convert(file, tmp_path, UTC, newcomer.locale)
    assert [(chat.source, chat.messages) for chat in preview.chats] == [("oreai", 2)]
    assert "去京都的第三天" in (tmp_path / "chats.jsonl").read_text("utf-8")


async def test_who_has_a_password_gives_it_before_everything_goes_out(
    page: Page, server: Server, tmp_path: Path
):
    """A wrong one is refused where it stands; the right one begins the download."""
    await open_new_chat(page)
    await converse(page, "去奈良看鹿")
    await sign_up(page, name())
    given(server, lambda session: session.connection().execute(update(LoginSession).values(proved_at=None)))
    await page.get_by_test_id("export-data").click()
    await page.get_by_test_id("export-all").click()
    await page.get_by_test_id("proof-password").fill("不是这个密码")
    await page.get_by_test_id("proof-submit").click()
    await expect(page.get_by_test_id("proof").get_by_role("alert")).to_be_visible()
    await page.get_by_test_id("proof-password").fill(PASSWORD)
    async with page.expect_download() as begun:
        await page.get_by_test_id("proof-submit").click()
    file = await saved(await begun.value, tmp_path)
    assert [chat.messages for chat in convert(file, tmp_path, UTC, "zh").chats] == [2]


async def test_a_chat_is_saved_in_each_form_from_its_menu_and_its_row(touch_page: Page, tmp_path: Path):
    """By a finger. Markdown and JSON come in again; the page shows what was said."""
    page = touch_page
    await open_new_chat(page)
    await converse(page, "去京都的第三天")
    chat = chat_id(page)
    for form in ("md", "json", "html"):
        await page.get_by_test_id("chat-menu").tap()
        await page.get_by_test_id("export-chat").tap()
        await save_as(page, form, tmp_path)
    await open_chats(page)
    await page.locator(f"[data-chat-item='{chat}']").get_by_test_id("chat-row-menu").tap()
    await page.get_by_test_id("export-chat").tap()
    await save_as(page, "md", tmp_path)


async def save_as(page: Page, form: str, folder: Path) -> None:
    """Touch the form in the sheet, which closes; the file holds what was said."""
    async with page.expect_download() as begun:
        await page.get_by_test_id(f"export-{form}").tap()
    file = await saved(await begun.value, folder)
    await expect(page.get_by_test_id("export-sheet")).to_be_hidden()
    assert file.suffix == f".{form}"
    assert "去京都的第三天" in file.read_text("utf-8")
    if form != "html":
        assert [chat.messages for chat in convert(file, folder, UTC, "zh").chats] == [2]
