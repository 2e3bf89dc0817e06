"""The keyboard keeps its place: a button that goes once it was pressed leaves the focus to its successor."""

from pathlib import Path

from playwright.async_api import Locator, Page, expect

from tests.browser.screens import (
    body,
    converse,
    hear,
    last_reply,
    messages,
    open_chats,
    open_new_chat,
    say,
)
from tests.browser.test_pastes import LETTER, NOTES, paste
from tests.pictures import picture
from tests.upstream import Reply, Upstream, server_error

ENDLESS = Reply("从前有座山，山上有座庙。", silent_after=1)


def box(page: Page) -> Locator:
    return page.get_by_test_id("composer")


async def press(button: Locator) -> None:
    """By the keyboard alone."""
    await button.focus()
    await button.page.keyboard.press("Enter")


async def test_send_and_stop_leave_it_in_the_box(open_tab: Page, upstream: Upstream):
    """Lin tabs to send, then to stop: each time she can write on at once."""
    upstream.enqueue(ENDLESS)
    await open_new_chat(open_tab)
    await box(open_tab).fill("讲个故事")
    await press(open_tab.get_by_test_id("send"))
    await expect(body(last_reply(open_tab))).to_contain_text("从前")
    await expect(box(open_tab)).to_be_focused()
    await press(open_tab.get_by_test_id("stop"))
    await hear(open_tab, status="stopped")
    await expect(box(open_tab)).to_be_focused()


async def test_no_keyboard_pops_up_on_glass(touch_page: Page, upstream: Upstream):
    """There the column of the chat has it after send and after stop."""
    upstream.enqueue(ENDLESS)
    await open_new_chat(touch_page)
    await box(touch_page).fill("讲个故事")
    await press(touch_page.get_by_test_id("send"))
    await expect(touch_page.locator(".transcript")).to_be_focused()
    await press(touch_page.get_by_test_id("stop"))
    await hear(touch_page, status="stopped")
    await expect(touch_page.locator(".transcript")).to_be_focused()


async def test_asking_again_and_going_on(open_tab: Page, upstream: Upstream):
    """Both buttons are gone while the reply is made: the box has it."""
    upstream.enqueue(server_error("busy"), Reply("从前", finish="length"), Reply("有座山。"))
    await open_new_chat(open_tab)
    await say(open_tab, "讲个故事")
    await hear(open_tab, status="failed")
    await press(open_tab.get_by_test_id("message-retry"))
    await hear(open_tab, "从前")
    await expect(box(open_tab)).to_be_focused()
    await press(open_tab.get_by_test_id("message-continue"))
    await hear(open_tab, "从前有座山。")
    await expect(box(open_tab)).to_be_focused()


async def test_turning_versions(open_tab: Page, upstream: Upstream):
    """The arrow of the version that came has it, and the other arrow where that one leads no further."""
    upstream.enqueue(Reply("一"), Reply("二"), Reply("三"))
    await open_new_chat(open_tab)
    await converse(open_tab, "数数")
    for text in ("二", "三"):
        await open_tab.get_by_test_id("message-retry").click()
        await hear(open_tab, text)
    before, after = open_tab.get_by_test_id("version-prev"), open_tab.get_by_test_id("version-next")
    await press(before)
    await expect(body(last_reply(open_tab))).to_have_text("二")
    await expect(before).to_be_focused()
    await press(before)
    await expect(body(last_reply(open_tab))).to_have_text("一")
    await expect(after).to_be_focused()


async def test_an_edit_that_is_sent_again(open_tab: Page):
    """The new prompt's own button has it."""
    await open_new_chat(open_tab)
    await converse(open_tab, "京都呢？")
    await press(open_tab.get_by_test_id("message-edit"))
    await open_tab.get_by_test_id("edit-box").fill("奈良呢？")
    await open_tab.keyboard.press("Control+Enter")
    await expect(body(messages(open_tab).first)).to_have_text("奈良呢？")
    await hear(open_tab)
    await expect(open_tab.get_by_test_id("message-edit")).to_be_focused()


async def test_the_queue_gets_shorter(open_tab: Page, upstream: Upstream):
    """The next one's button has it, and the box when the last one is gone, or is sent."""
    upstream.enqueue(ENDLESS)
    await open_new_chat(open_tab)
    await say(open_tab, "讲个故事")
    for number, text in enumerate(("京都呢？", "奈良呢？", "大阪呢？"), 1):
        await box(open_tab).fill(text)
        await box(open_tab).press("Enter")
        await expect(open_tab.get_by_test_id("queued")).to_have_count(number)
    remove = open_tab.get_by_test_id("queue-remove")
    await press(remove.first)
    await expect(remove).to_have_count(2)
    await expect(remove.first).to_be_focused()
    await press(remove.last)
    await expect(remove).to_have_count(1)
    await expect(remove).to_be_focused()
    await open_tab.get_by_test_id("stop").click()
    await press(open_tab.get_by_test_id("queue-send"))
    await hear(open_tab)
    await expect(box(open_tab)).to_be_focused()


async def test_what_is_taken_out_of_a_draft(open_tab: Page, tmp_path: Path):
    """Folded texts and pictures: the next one's button has it, then the box."""
    files = [tmp_path / name for name in ("garden.jpg", "temple.jpg")]
    for file in files:
        file.write_bytes(picture(300, 200))
    await open_new_chat(open_tab)
    await paste(open_tab, NOTES)
    await paste(open_tab, LETTER)
    await open_tab.get_by_test_id("attach-choose").set_input_files(files)
    for name in ("paste-remove", "attachment-remove"):
        remove = open_tab.get_by_test_id(name)
        await expect(remove).to_have_count(2)
        await press(remove.first)
        await expect(remove).to_have_count(1)
        await expect(remove).to_be_focused()
        await press(remove)
        await expect(remove).to_have_count(0)
        await expect(box(open_tab)).to_be_focused()


async def test_a_question_that_was_offered(open_tab: Page):
    """All of them are gone once one is asked."""
    await open_new_chat(open_tab)
    await press(open_tab.get_by_test_id("question").first)
    await hear(open_tab)
    await expect(box(open_tab)).to_be_focused()


async def test_deleting_and_having_back(page: Page):
    """In the list the first chat has it after undo; in the trash the next row, at its end the way back."""
    await open_chats(page)
    for left in (10, 9):
        await page.get_by_test_id("chat-row-menu").nth(3).click()
        await page.get_by_test_id("chat-delete").click()
        await expect(page.get_by_test_id("chat-row")).to_have_count(left)
    await press(page.get_by_test_id("undo"))
    await expect(page.get_by_test_id("chat-row")).to_have_count(10)
    await expect(page.get_by_test_id("chat-row").first).to_be_focused()
    await page.get_by_test_id("chat-row-menu").nth(3).click()
    await page.get_by_test_id("chat-delete").click()
    await expect(page.get_by_test_id("chat-row")).to_have_count(9)
    await page.goto("/trash")
    restore = page.get_by_test_id("trash-restore")
    await expect(restore).to_have_count(2)
    await press(restore.first)
    await expect(restore).to_have_count(1)
    await expect(restore).to_be_focused()
    await press(restore)
    await expect(restore).to_have_count(0)
    await expect(page.get_by_test_id("trash-back")).to_be_focused()


async def test_a_name_asked_for_by_the_menu(open_tab: Page):
    """The menu's button has it again, whether the new name is left or kept."""
    await open_new_chat(open_tab)
    menu, name = open_tab.get_by_test_id("chat-menu"), open_tab.get_by_test_id("rename-input")
    for ending in ("Escape", "Enter"):
        await press(menu)
        await press(open_tab.get_by_test_id("menu-rename"))
        await expect(name).to_be_focused()
        await open_tab.keyboard.press(ending)
        await expect(name).to_have_count(0)
        await expect(menu).to_be_focused()


async def test_who_touches_elsewhere_keeps_it_there(open_tab: Page, upstream: Upstream):
    """A button that goes after the reader has left it calls nobody back."""
    upstream.enqueue(ENDLESS)
    await open_new_chat(open_tab)
    await say(open_tab, "讲个故事")
    await open_tab.get_by_test_id("stop").focus()
    await open_tab.get_by_test_id("chat-title").click()
    await expect(box(open_tab)).not_to_be_focused()
    async with open_tab.context.expect_page() as opening:
        await open_tab.evaluate("open(location.href)")
    other = await opening.value
    await other.get_by_test_id("stop").click()
    await other.close()
    await hear(open_tab, status="stopped")
    await expect(box(open_tab)).not_to_be_focused()


async def test_a_sheet_begins_in_no_field(touch_page: Page, open_tab: Page):
    """On glass a keyboard would jump over *Model and parameters*; Tab leads into the first field."""
    for page in (touch_page, open_tab):
        await open_new_chat(page)
        await page.get_by_test_id("chat-menu").click()
        await page.get_by_test_id("menu-choices").click()
        await expect(page.get_by_test_id("choice-model")).to_be_visible()
        assert await page.evaluate("document.querySelector('dialog[open]').contains(document.activeElement)")
        assert not await page.evaluate("document.activeElement.matches('input, textarea')")
        await page.keyboard.press("Tab")
        await expect(page.get_by_test_id("choice-model")).to_be_focused()
        await page.keyboard.type("gpt")
        await page.keyboard.press("Escape")
        await expect(page.get_by_test_id("choice-model")).to_be_hidden()
