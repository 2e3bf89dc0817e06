"""Five hundred chats: the list loads without a jump, scrolls, and sends only what changes."""

import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from hashlib import sha256

from playwright.async_api import BrowserContext, Page, expect

from oreai.models import new_id
from oreai.services.accounts.session_token import COOKIE
from tests.browser.screens import SAMPLE_CHATS, open_chats
from tests.browser.traffic import Traffic
from tests.running import Server

MANY = 500
_WATCH_SHIFTS = """() => {
    window.shifts = 0;
    new PerformanceObserver(list => list.getEntries().forEach(entry => { window.shifts += entry.value }))
        .observe({type: 'layout-shift', buffered: true});
}"""
_LAID_OUT = """list => [...list.querySelectorAll('.chat-item')]
    .filter(item => item.firstChild.checkVisibility({contentVisibilityAuto: true})).length"""


async def give_many(page: Page, server: Server) -> None:
    """Five hundred chats with two messages each, one an hour, back from yesterday."""
    [token] = [cookie["value"] for cookie in await page.context.cookies() if cookie["name"] == COOKIE]
    with closing(sqlite3.connect(server.log_file.parent / "oreai.db")) as connection:
        ((user,),) = connection.execute(
            "SELECT user_id FROM session WHERE token_hash = ?", (sha256(token.encode()).hexdigest(),)
        )
        for number in range(MANY):
            _write_chat(connection, user, number)
        connection.commit()


def _write_chat(connection: sqlite3.Connection, user: str, number: int) -> None:
    at = str((datetime.now(UTC) - timedelta(hours=number + 24)).replace(tzinfo=None))
    texts = {"system": "", "opening": "", "questions": "", "icon": "🦌", "title": f"奈良的鹿 {number}"}
    times = {"created_at": at, "last_message_at": at, "seen_at": at}
    chat, parent = new_id(), None
    _insert(connection, "chat", id=chat, user_id=user, titled_by="words", **texts, **times)
    for role in ("user", "assistant"):
        said = {"role": role, "content": f"说鹿 {number} " * 20, "status": "complete", "selected": 1}
        message = new_id()
        _insert(connection, "message", id=message, chat_id=chat, parent_id=parent, created_at=at, **said)
        parent = message


def _insert(connection: sqlite3.Connection, table: str, **values: object) -> None:
    names, places = ", ".join(values), ", ".join("?" * len(values))
    connection.execute(f"INSERT INTO {table} ({names}) VALUES ({places})", list(values.values()))


async def test_five_hundred_chats(phone: BrowserContext, server: Server):
    """All are there, nothing jumps while they come, and the last one is reached by scrolling."""
    before = await phone.new_page()
    await open_chats(before)
    await give_many(before, server)
    page = await phone.new_page()
    await page.add_init_script(f"({_WATCH_SHIFTS})()")
    await page.goto("/")
    await expect(page.get_by_test_id("chat-row")).to_have_count(MANY + SAMPLE_CHATS)
    assert await page.get_by_test_id("chat-group").count() > 3
    laid_out = await page.get_by_role("main").evaluate(_LAID_OUT)
    assert laid_out < 100, "rows far away cost no layout"
    await page.get_by_role("main").evaluate("list => list.scrollTo(0, list.scrollHeight)")
    await expect(page.get_by_test_id("chat-row").last).to_be_in_viewport()
    await expect(page.get_by_test_id("to-trash")).to_be_in_viewport()
    assert await page.evaluate("window.shifts") <= 0.02


async def test_a_change_sends_one_row(phone: BrowserContext, server: Server):
    """Renaming one chat of five hundred in one tab costs the other tab less than a kilobyte."""
    page, other = await phone.new_page(), await phone.new_page()
    traffic = Traffic(other)
    await open_chats(page)
    await give_many(page, server)
    for tab in (page, other):
        await tab.goto("/")
        await expect(tab.get_by_test_id("chat-row")).to_have_count(MANY + SAMPLE_CHATS)
    before = len(traffic.received)
    await page.get_by_test_id("chat-row-menu").nth(3).click()
    await page.get_by_test_id("chat-rename").click()
    await page.get_by_test_id("rename-input").fill("京都")
    await page.get_by_test_id("rename-save").click()
    await expect(other.get_by_test_id("chat-row-title").nth(3)).to_have_text("京都")
    assert sum(map(len, traffic.received[before:])) < 1000


async def test_coming_back_sends_nothing_again(page: Page, server: Server):
    """A visit to a chat and back: the rows are still in the page."""
    traffic = Traffic(page)
    await open_chats(page)
    await give_many(page, server)
    await page.reload()
    await expect(page.get_by_test_id("chat-row")).to_have_count(MANY + SAMPLE_CHATS)
    await page.get_by_test_id("chat-row").first.click()
    await expect(page.get_by_test_id("examples-divider")).to_be_visible()
    before = len(traffic.received)
    await page.get_by_test_id("chat-back").click()
    await expect(page.get_by_test_id("chat-row")).to_have_count(MANY + SAMPLE_CHATS)
    await page.wait_for_timeout(500)
    assert sum(map(len, traffic.received[before:])) < 5000
