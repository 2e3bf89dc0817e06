"""What is written and touched while the server, or the browser's own store, is out of reach."""

import asyncio
from pathlib import Path

import pytest
from playwright.async_api import BrowserContext, Page, Route, expect

from oreai.i18n import texts_for
from tests.browser.line import Line
from tests.browser.screens import (
    chat_id,
    converse,
    hear,
    messages,
    open_chats,
    open_new_chat,
    transcript,
)
from tests.browser.test_attachments import attached, choose
from tests.browser.test_words_stay import Stored, box, is_told
from tests.browser.traffic import Traffic
from tests.pictures import picture
from tests.upstream import Reply, Upstream

NO_ROOM = """
const keep = Storage.prototype.setItem;
Storage.prototype.setItem = function (name, value) {
  if (name.startsWith("oreai-")) throw new DOMException("full", "QuotaExceededError");
  keep.call(this, name, value);
};
"""


@pytest.fixture
def phone(far_phone: BrowserContext) -> BrowserContext:
    return far_phone


@pytest.fixture
def file(tmp_path: Path) -> str:
    """A picture."""
    (tmp_path / "kyoto.jpg").write_bytes(picture(300, 200))
    return str(tmp_path / "kyoto.jpg")


async def test_a_send_waits_for_the_line(page: Page, line: Line):
    """Before the outbox has come the box keeps it: it goes once, other words wait until it has gone."""
    await page.route("**/assets/outbox-*", lambda route: route.abort())
    await page.clock.install()
    await open_new_chat(page)
    line.cut()
    await page.get_by_test_id("offline-banner").wait_for()
    await box(page).fill("旧话")
    await box(page).press("Enter")
    await page.clock.fast_forward(15_000)
    await box(page).fill("新话")
    await box(page).press("Enter")
    line.mend()
    await hear(page)
    await expect(box(page)).to_have_value("新话")
    assert [text for role, text, _ in await transcript(page) if role == "user"] == ["旧话"]


async def test_a_sheet_closes_without_the_server(page: Page, line: Line):
    """Without a network a row's sheet opens and closes; what was asked for is done when it is back."""
    await open_chats(page)
    rows = page.get_by_test_id("chat-row")
    gone, other = [await rows.nth(at).get_attribute("data-chat-id") for at in (2, 3)]
    line.cut()
    await page.get_by_test_id("offline-banner").wait_for()
    sheet = page.get_by_test_id("chat-sheet")
    for chat, action in ((gone, "chat-delete"), (other, "chat-sheet-close")):
        await page.locator(f"[data-chat-item='{chat}']").get_by_test_id("chat-row-menu").click()
        await sheet.wait_for()
        await page.get_by_test_id(action).click()
        await expect(sheet).to_be_hidden()
    line.mend()
    await expect(page.locator(f"[data-chat-id='{gone}']")).to_have_count(0, timeout=15_000)
    await expect(page.locator(f"[data-chat-id='{other}']")).to_have_count(1)


async def test_a_browser_without_room_loses_no_draft(page: Page, stored: Stored):
    """Nothing can be kept there: the page lives, the server has the draft, and sending works."""
    await page.add_init_script(NO_ROOM)
    await open_new_chat(page)
    await box(page).fill("去京都")
    assert await is_told(stored, chat_id(page), "去京都")
    await converse(page, "去京都，先看什么？")
    await expect(box(page)).to_have_value("")


async def test_of_a_chat_that_is_gone_nothing_is_kept(page: Page):
    """Its draft leaves this browser with it; that of another chat stays."""
    await open_new_chat(page)
    await converse(page, "留下来")
    kept = chat_id(page)
    await box(page).fill("留着的草稿")
    await open_new_chat(page)
    gone = chat_id(page)
    await box(page).fill("没用的草稿")
    await page.get_by_test_id("chat-back").click()
    await page.locator(f"[data-chat-item='{gone}']").get_by_test_id("chat-row-menu").click()
    await page.get_by_test_id("chat-delete").click()
    await expect(page.locator(f"[data-chat-id='{gone}']")).to_have_count(0)
    await open_chats(page)
    names = await page.evaluate("Object.keys(localStorage)")
    assert f"oreai-draft:{kept}" in names
    assert f"oreai-draft:{gone}" not in names


async def test_a_picture_goes_with_words_that_were_sent_at_once(page: Page, upstream: Upstream, file: str):
    """What hands pictures in is still being loaded when Lin presses Enter: the words wait for the picture."""
    may_load = asyncio.Event()
    upstream.fallback = lambda request: Reply("清水寺")

    async def slowly(route: Route) -> None:
        await may_load.wait()
        await route.continue_()

    await page.route("**/assets/attaching-*", slowly)
    await open_new_chat(page)
    await choose(page, [file])
    await box(page).fill("这是哪里？")
    await box(page).press("Enter")
    may_load.set()
    await hear(page, "清水寺")
    parts = upstream.requests[-1].messages[-1]["content"]
    assert [part["type"] for part in parts] == ["text", "image_url"]


async def test_a_picture_that_cannot_be_handed_in_yet_is_not_lost(page: Page, file: str):
    """The network fails in that moment: it is said, nothing is sent without it, and it can go later."""
    await page.route("**/assets/attaching-*", lambda route: route.abort())
    await open_new_chat(page)
    await choose(page, [file])
    await expect(page.get_by_test_id("attachment-error")).to_have_text(
        texts_for("zh").attachments.attach_failed
    )
    await box(page).fill("这是哪里？")
    await box(page).press("Enter")
    await page.unroute("**/assets/attaching-*")
    await page.get_by_test_id("attachment-retry").click()
    await attached(page, "failed").get_by_test_id("attachment-retry").click()
    await expect(attached(page)).to_have_count(1)
    await expect(messages(page)).to_have_count(0)
    await box(page).press("Enter")
    await expect(messages(page).first.get_by_test_id("message-image")).to_have_count(1)


async def test_leaving_before_the_answer_breaks_nothing(page: Page, line: Line):
    """Nobody waits for that answer any more."""
    await page.clock.install()
    traffic = Traffic(page)
    await open_new_chat(page)
    line.hold()
    await box(page).fill("走了")
    await box(page).press("Enter")
    await page.get_by_test_id("chat-back").click()
    await page.get_by_test_id("nav-chats").wait_for()
    await page.clock.fast_forward(11_000)
    line.release()
    await open_chats(page)
    assert not [words for words in traffic.complaints if words.startswith("thrown")]
