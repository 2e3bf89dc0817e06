"""Deleting in the browser: undo at once, the trash later, and an empty list that invites."""

import sqlite3
from contextlib import closing
from hashlib import sha256

from playwright.async_api import BrowserContext, Page, expect

from oreai.services.accounts.session_token import COOKIE
from tests.browser.screens import SAMPLE_CHATS, Reader, chat_id, converse, hear, open_chats, open_new_chat
from tests.running import Server


async def delete(page: Page, number: int) -> str:
    """Delete a row by its sheet; its title."""
    title = await page.get_by_test_id("chat-row-title").nth(number).inner_text()
    await page.get_by_test_id("chat-row-menu").nth(number).click()
    await page.get_by_test_id("chat-delete").click()
    await expect(page.get_by_test_id("undo-offer")).to_be_visible()
    return title


async def open_trash(page: Page) -> None:
    await page.goto("/trash")
    await expect(page.get_by_role("heading", level=1)).to_be_visible()


async def test_a_sample_is_dismissed_and_had_back(newcomer: Reader):
    """The row goes, one line offers to undo it, and the row is back in its place."""
    page = newcomer.page
    await open_chats(page)
    before = await page.get_by_test_id("chat-row-title").all_inner_texts()
    title = await delete(page, 4)
    await expect(page.get_by_test_id("chat-row")).to_have_count(SAMPLE_CHATS - 1)
    await expect(page.get_by_test_id("deleted-title")).to_have_text(
        newcomer.words.chats.deleted.replace("{title}", title)
    )
    await page.get_by_test_id("undo").click()
    await expect(page.get_by_test_id("chat-row-title")).to_have_text(before)
    await expect(page.get_by_test_id("undo-offer")).to_have_count(0)


async def test_the_offer_goes_by_itself_and_the_trash_still_has_it(page: Page):
    """After some seconds the line is gone; from the list's end one reaches the trash and restores."""
    await open_chats(page)
    title = await delete(page, 2)
    await page.mouse.move(5, 5)
    await expect(page.get_by_test_id("undo-offer")).to_have_count(0, timeout=30_000)
    await page.get_by_test_id("to-trash").click()
    await expect(page.get_by_test_id("trash-row-title")).to_have_text(title)
    await page.get_by_test_id("trash-restore").click()
    await expect(page.get_by_test_id("trash-row")).to_have_count(0)
    await page.get_by_test_id("trash-back").click()
    await expect(page.get_by_test_id("chat-row-title").nth(2)).to_have_text(title)


async def test_the_offer_waits_for_who_points_at_it(page: Page):
    """It does not vanish under the pointer."""
    await open_chats(page)
    await page.clock.install()
    await delete(page, 2)
    await page.get_by_test_id("undo-offer").hover()
    await page.clock.run_for(20_000)
    await expect(page.get_by_test_id("undo")).to_be_visible()
    await page.mouse.move(5, 5)
    await page.clock.run_for(9_000)
    await expect(page.get_by_test_id("undo-offer")).to_have_count(0)


async def test_deleting_from_inside_a_chat(phone: BrowserContext):
    """The list comes back with the offer; a tab that shows the chat says that it is gone."""
    page, other = await phone.new_page(), await phone.new_page()
    await open_new_chat(page)
    await converse(page, "去哪里？")
    chat = chat_id(page)
    await other.goto(f"/chat/{chat}")
    await hear(other)
    await page.bring_to_front()
    await page.get_by_test_id("chat-menu").click()
    await page.get_by_test_id("menu-delete").click()
    await expect(page.get_by_test_id("undo")).to_be_visible()
    await expect(page.get_by_test_id("chat-row")).to_have_count(SAMPLE_CHATS)
    await page.get_by_test_id("undo-offer").hover()  # it goes by itself, but not from under a pointer
    await expect(other.get_by_text("找不到这个对话")).to_be_visible()
    await page.get_by_test_id("undo").click()
    await page.locator(f"[data-chat-id='{chat}']").click()
    await hear(page)


async def test_deleting_for_ever_asks_first(newcomer: Reader):
    """No keeps it; yes takes it out of the trash, and it is gone."""
    page = newcomer.page
    await open_chats(page)
    title = await delete(page, 3)
    await open_trash(page)
    for answer, left in (("confirm-no", 1), ("confirm-yes", 0)):
        await page.get_by_test_id("trash-destroy").click()
        await expect(page.get_by_role("dialog")).to_contain_text(title)
        await page.get_by_test_id(answer).click()
        await expect(page.get_by_role("dialog")).to_have_count(0)
        await expect(page.get_by_test_id("trash-row")).to_have_count(left)
    await expect(page.get_by_text(newcomer.words.trash.empty)).to_be_visible()


async def test_an_empty_list_invites(newcomer: Reader, server: Server):
    """One sentence, a button, three things to say: touching one opens a chat in which it is answered."""
    page, words = newcomer.page, newcomer.words
    await open_chats(page)
    await _delete_all(page, server)
    await page.reload()
    await expect(page.get_by_text(words.chats.empty_hint)).to_be_visible()
    await expect(page.get_by_test_id("first-chat")).to_have_text(words.chats.new_chat)
    questions = words.chats.free_questions.splitlines()
    await expect(page.get_by_test_id("question")).to_have_text(questions)
    await page.get_by_test_id("question").nth(1).click()
    await hear(page)
    await expect(page.get_by_test_id("message").first).to_contain_text(questions[1])
    await page.get_by_test_id("chat-back").click()
    await expect(page.get_by_test_id("chat-row-title")).to_have_text([questions[1]])


async def _delete_all(page: Page, server: Server) -> None:
    """What would be thirty touches."""
    [token] = [cookie["value"] for cookie in await page.context.cookies() if cookie["name"] == COOKIE]
    with closing(sqlite3.connect(server.log_file.parent / "oreai.db")) as connection:
        connection.execute(
            "UPDATE chat SET deleted_at = created_at "
            "WHERE user_id = (SELECT user_id FROM session WHERE token_hash = ?)",
            (sha256(token.encode()).hexdigest(),),
        )
        connection.commit()
