"""Chats from other apps on the phone: a file is chosen, shown, chosen from, brought in, taken back."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

from playwright.async_api import FilePayload, Locator, Page, expect

from oreai.i18n import texts_for
from tests.browser.screens import Reader, converse, open_chats, open_mine, open_new_chat
from tests.browser.test_account_looks import seen
from tests.browser.test_exports import export_all
from tests.services.transfer.files import as_json, zipped
from tests.services.transfer.test_chatgpt import whales
from tests.waiting import soon

WORDS = texts_for("zh").imports
Stored = Callable[..., list[tuple]]


def chatgpt(*titles: str) -> FilePayload:
    """What ChatGPT hands out, as the browser takes a file: a chat of each title."""
    chats = [whales(id=f"c-{title}", title=title) for title in titles]
    return {
        "name": "export.zip",
        "mimeType": "application/zip",
        "buffer": zipped({"conversations.json": as_json(chats)}),
    }


async def hand_in(page: Page, file: Any) -> None:
    """Open the page and choose this file."""
    await page.goto("/import")
    await page.get_by_test_id("import-file").set_input_files(file)


async def is_shown(page: Page) -> Locator:
    """What the file brings, when it was read."""
    preview = page.get_by_test_id("import-preview")
    await page.get_by_test_id("import-start").wait_for(timeout=60_000)
    return preview


def row(page: Page, title: str) -> Locator:
    return page.get_by_test_id("chat-row-title").filter(has_text=title)


async def undo(page: Page) -> None:
    await page.get_by_test_id("import-report").get_by_test_id("import-undo").tap()
    await page.get_by_test_id("confirm-yes").tap()
    await expect(page.get_by_test_id("import-report")).to_contain_text(WORDS.undone)


async def test_a_chatgpt_export_is_chosen_from_brought_in_and_taken_back(touch_page: Page):
    """By a finger, from the Me page. One of three stays away, also after a reload; all go when taken back."""
    page = touch_page
    await open_mine(page)
    await page.get_by_test_id("import-open").tap()
    await page.get_by_test_id("import-file").set_input_files(chatgpt("鲸鱼", "海豚", "海獭"))
    preview = await is_shown(page)
    await expect(preview).to_contain_text("ChatGPT：3 个对话，12 条消息")
    await preview.get_by_text("海豚").tap()
    await page.reload()
    await is_shown(page)
    await expect(page.get_by_test_id("import-chat").nth(1)).not_to_be_checked()
    await expect(page.get_by_test_id("import-start")).to_have_text(WORDS.start.replace("{count}", "2"))
    await page.get_by_test_id("import-start").tap()
    report = page.get_by_test_id("import-report")
    await expect(report).to_contain_text("2 个对话、8 条消息")
    await open_chats(page)
    await expect(row(page, "鲸鱼")).to_be_visible()
    await expect(row(page, "海豚")).to_have_count(0)
    await page.goto("/import")
    await undo(page)
    await open_chats(page)
    await expect(row(page, "鲸鱼")).to_have_count(0)


async def test_everything_that_went_out_comes_in_elsewhere(newcomer: Reader, tmp_path: Path):
    """Lin's own zip as another guest: the chat is there. Once more it brings nothing, as the report says."""
    page, words = newcomer.page, newcomer.words.imports
    await open_new_chat(page)
    await converse(page, "去京都的第三天")
    file = await export_all(page, tmp_path)
    await page.context.clear_cookies()
    for told in (words.brought.format(chats=1, messages=2), words.known.format(count=1)):
        await hand_in(page, file)
        await expect(await is_shown(page)).to_contain_text("OreAI")
        await page.get_by_test_id("import-start").click()
        await expect(page.get_by_test_id("import-report")).to_contain_text(told)
    await open_chats(page)
    await expect(page.get_by_test_id("chat-row").filter(has_text="去京都的第三天")).to_have_count(1)


async def test_a_wrong_file_is_told_apart_and_the_next_one_may_come(newcomer: Reader):
    """In words. The preview of the next one is for everybody."""
    page, words = newcomer.page, newcomer.words.imports
    await hand_in(
        page, {"name": "pasta.txt", "mimeType": "image/png", "buffer": b"\x89PNG\r\n\x1a\n" + bytes(99)}
    )
    await expect(page.get_by_test_id("import-report")).to_contain_text(words.refused["UnknownFile"])
    await page.get_by_test_id("import-file").set_input_files(chatgpt("鲸鱼"))
    await is_shown(page)
    assert await seen(page) == [], "as it looks: nothing for axe, nothing too small or too wide"


async def test_a_file_that_does_not_get_through_is_sent_again(touch_page: Page):
    """The network breaks; the reader is told, and a touch sends the same file anew."""
    page = touch_page
    await page.route("**/api/imports?*", lambda route: route.abort())
    await hand_in(page, chatgpt("鲸鱼"))
    await expect(page.get_by_test_id("import-error")).to_have_text(WORDS.upload_failed)
    await page.unroute("**/api/imports?*")
    await page.get_by_test_id("import-retry").tap()
    await is_shown(page)


DROP = """([area, bytes, kinds]) => {
    const files = new DataTransfer();
    files.items.add(new File([new Uint8Array(bytes)], "export.zip", { type: "application/zip" }));
    for (const kind of kinds)
        area.dispatchEvent(new DragEvent(kind, { bubbles: true, cancelable: true, dataTransfer: files }));
}"""
"What a mouse does that carries a file over a part of the page, and lets go of it there."


async def test_a_file_is_dragged_in(touch_page: Page):
    """The place says that it takes it while it hangs above; let go of, it is read."""
    page = touch_page
    await page.goto("/import")
    area = page.locator(".import-file")
    await expect(area).to_be_visible()
    held, content = await area.element_handle(), list(chatgpt("鲸鱼")["buffer"])
    await page.evaluate(DROP, [held, content, ["dragover"]])
    await expect(area).to_have_attribute("data-over", "true")
    await page.evaluate(DROP, [held, content, ["dragleave"]])
    await expect(area).to_have_attribute("data-over", "false")
    await page.evaluate(DROP, [held, content, ["dragover", "drop"]])
    await expect(await is_shown(page)).to_contain_text("ChatGPT：1 个对话")


async def test_an_upload_says_how_far_it_is_and_is_cancelled(touch_page: Page, stored: Stored):
    """On a slow line: a bar that fills; a touch ends it, and another file may come."""
    page = touch_page
    await page.goto("/import")
    await expect(page.get_by_test_id("import-file")).to_be_attached()
    line = await page.context.new_cdp_session(page)
    slow = {"offline": False, "latency": 0, "downloadThroughput": -1, "uploadThroughput": 100_000}
    await line.send("Network.enable")
    await line.send("Network.emulateNetworkConditions", slow)
    large = FilePayload(name="all.zip", mimeType="application/zip", buffer=bytes(8_000_000))
    await page.get_by_test_id("import-file").set_input_files(large)
    bar = page.get_by_test_id("import-upload").get_by_role("progressbar")
    await expect(bar).to_have_attribute("value", re.compile(r"^[1-9]\d?$"))
    await line.send("Network.emulateNetworkConditions", slow | {"uploadThroughput": -1})
    await page.get_by_test_id("import-cancel").tap()
    await expect(page.get_by_test_id("import-upload")).to_have_count(0)
    coming = "SELECT COUNT(*) FROM chat_import WHERE status = 'uploading'"
    assert await soon(lambda: stored(coming) == [(0,)])  # a busy server sees it a moment later
    await page.get_by_test_id("import-file").set_input_files(chatgpt("鲸鱼"))
    await is_shown(page)


async def test_what_was_read_is_cancelled_and_a_running_import_too(touch_page: Page):
    """Of a preview nothing is left; of a running import what has come, which can be taken back."""
    page = touch_page
    await hand_in(page, chatgpt("鲸鱼"))
    await is_shown(page)
    await page.get_by_test_id("import-cancel").tap()
    await expect(page.get_by_test_id("import-file")).to_be_attached()
    await expect(page.get_by_test_id("import-report")).to_have_count(0)
    await page.get_by_test_id("import-file").set_input_files(chatgpt(*(f"第{at}头鲸" for at in range(1500))))
    await is_shown(page)
    assert await page.get_by_test_id("import-chat").count() < 40, "only what is seen is in the page"
    await page.get_by_test_id("import-start").tap()
    await expect(page.get_by_test_id("import-progress")).to_contain_text(re.compile(r"[1-9]\d* / 1500"))
    await page.reload()
    await page.get_by_test_id("import-cancel").tap()
    await expect(page.get_by_test_id("import-report")).to_contain_text(WORDS.cancelled)
    await undo(page)
    await open_chats(page)
    await expect(row(page, "头鲸")).to_have_count(0)
