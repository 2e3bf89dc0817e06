"""Where and when: the days and times of a chat, and the way from question to question."""

from datetime import timedelta

from playwright.async_api import Locator, Page, expect
from sqlmodel import col, select

from oreai.models import Message, now
from tests.browser.given import given, said
from tests.browser.screens import body, chat_id, converse, messages, open_new_chat
from tests.browser.test_question_on_top import is_on_top
from tests.long_chats import exchanges
from tests.running import Server
from tests.upstream import Upstream


async def reopened(page: Page, server: Server, amount: int) -> list[str]:
    """A chat with so many questions, opened anew; the ids of its messages."""
    await open_new_chat(page)
    ids = said(server, chat_id(page), exchanges(amount, 12))
    await page.reload()
    await expect(page.locator(f"[data-message-id='{ids[-1]}']")).to_be_in_viewport()
    return ids


def message(page: Page, message_id: str) -> Locator:
    return page.locator(f"[data-message-id='{message_id}']")


async def test_a_line_tells_where_a_day_begins(touch_page: Page, server: Server, upstream: Upstream):
    """Asked last week, then yesterday, then now: three days, named in the reader's words."""
    ids = await reopened(touch_page, server, 2)

    def work(session) -> None:
        for row in session.exec(select(Message).where(col(Message.id).in_(ids[:2]))):
            row.created_at = now() - timedelta(days=9)

    given(server, work)
    await converse(touch_page, "今天呢？")
    await touch_page.reload()
    lines = touch_page.get_by_test_id("day")
    await expect(lines).to_have_count(3)
    assert (await lines.all_inner_texts())[1:] == ["昨天", "今天"]


async def test_a_touch_tells_the_time(touch_page: Page, server: Server):
    """Of a prompt and of a reply; and the reply's details tell when it was asked for."""
    await open_new_chat(touch_page)
    await converse(touch_page, "几点了？")
    for at in (0, 1):
        time = messages(touch_page).nth(at).get_by_test_id("message-time")
        assert await time.evaluate("time => getComputedStyle(time).opacity") == "0"
        await body(messages(touch_page).nth(at)).tap()
        assert await time.evaluate("time => getComputedStyle(time).opacity") == "1"
        clock = "new Intl.DateTimeFormat('zh-CN', {hour: '2-digit', minute: '2-digit', hourCycle: 'h23'})"
        said_at = await time.get_attribute("datetime")
        assert await time.inner_text() == await touch_page.evaluate(
            f"at => {clock}.format(new Date(at))", said_at
        )
    await touch_page.get_by_test_id("message-more").tap()
    await touch_page.get_by_test_id("message-details").tap()
    asked = touch_page.locator("[data-testid=detail][data-key=at] time")
    await expect(asked).to_have_attribute("datetime", (await asked.get_attribute("datetime")) or "")
    await expect(asked).to_be_visible()


async def test_a_list_of_questions_leads_to_each(touch_page: Page, server: Server):
    """The ticks at the edge open it; a touch goes there, also where the page has not loaded that part yet."""
    ids = await reopened(touch_page, server, 60)
    await touch_page.get_by_test_id("questions").tap()
    links = touch_page.get_by_test_id("question-link")
    await expect(links).to_have_count(60)
    await expect(links.first).to_contain_text("第0天去哪里？")
    for at in (3, 57):
        await expect(message(touch_page, ids[2 * at])).to_have_count(0)
        await links.nth(at).tap()
        await expect(links).to_have_count(0)
        await is_on_top(message(touch_page, ids[2 * at]))
        await touch_page.get_by_test_id("questions").tap()
        await expect(links).to_have_count(60)
    await touch_page.get_by_test_id("questions-close").tap()
    await expect(links).to_have_count(0)


async def test_the_ticks_are_pulled_out(touch_page: Page, server: Server):
    """A finger that draws them to the left opens the list."""
    await reopened(touch_page, server, 4)
    devtools = await touch_page.context.new_cdp_session(touch_page)
    box = await touch_page.get_by_test_id("questions").bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    for kind, places in (
        ("touchStart", [x]),
        ("touchMove", [x - 15]),
        ("touchMove", [x - 40]),
        ("touchEnd", []),
    ):
        points = [{"x": place, "y": y} for place in places]
        await devtools.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})
    await expect(touch_page.get_by_test_id("question-link")).to_have_count(4)


async def test_arrows_go_from_question_to_question(open_tab: Page, server: Server):
    """Where nothing is written: up and down; in the box they move the caret."""
    ids = await reopened(open_tab, server, 6)
    await open_tab.locator(".transcript").focus()
    for at in (4, 3):
        await open_tab.keyboard.press("ArrowUp")
        if at == 4:  # the first press may only reach the question in sight
            await open_tab.keyboard.press("ArrowUp")
    tops = [await message(open_tab, ids[2 * at]).bounding_box() for at in range(6)]
    column = await open_tab.locator(".transcript").bounding_box()
    at_top = [at for at, box in enumerate(tops) if 0 <= box["y"] - column["y"] <= 24]
    assert len(at_top) == 1
    await open_tab.keyboard.press("ArrowDown")
    await is_on_top(message(open_tab, ids[2 * (at_top[0] + 1)]))
    await open_tab.get_by_test_id("composer").fill("一行\n二行")
    await open_tab.get_by_test_id("composer").press("ArrowUp")
    await is_on_top(message(open_tab, ids[2 * (at_top[0] + 1)]))
    await open_tab.get_by_test_id("composer").fill("")
