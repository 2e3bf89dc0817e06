"""A slow or broken line: nothing wrong is shown meanwhile, nothing written is lost, nothing goes astray."""

import pytest
from playwright.async_api import BrowserContext, Page, expect

from tests.browser.line import Line
from tests.browser.screens import (
    body,
    chat_id,
    converse,
    enter,
    hear,
    last_reply,
    messages,
    open_chats,
    open_new_chat,
    say,
)
from tests.upstream import Reply, Upstream

STORY = "从前有座山，山上有座庙，庙里有个老和尚在讲故事。"


@pytest.fixture
def phone(far_phone: BrowserContext) -> BrowserContext:
    return far_phone


async def leave_a_chat_for_another(page: Page, line: Line) -> str:
    """Lin has talked in the last chat, and touches 闲聊一下 on a line that has become slow."""
    await open_chats(page)
    left = await page.get_by_test_id("chat-row-title").last.inner_text()
    await enter(page, page.get_by_test_id("chat-row").last)
    await converse(page, "这是上一个对话")
    await page.get_by_test_id("chat-back").click()
    await expect(page.get_by_test_id("chat-row-title").nth(1)).to_have_text(left)
    line.hold()
    await page.get_by_test_id("chat-row").first.click()
    await expect(page.get_by_test_id("chat-back")).to_be_visible()
    return left


async def test_a_chat_that_is_still_coming_does_not_show_the_last_one(page: Page, line: Line):
    """Until the server has answered, the screen of a chat shows nothing of another."""
    left = await leave_a_chat_for_another(page, line)
    assert left not in await page.get_by_test_id("chat-title").inner_text()
    await expect(page.get_by_text("这是上一个对话")).to_have_count(0, timeout=1000)
    line.release()
    await expect(page.get_by_test_id("chat-title")).to_contain_text("闲聊一下")
    await expect(messages(page)).to_have_count(0)


async def test_what_is_sent_on_a_slow_line_reaches_the_chat_of_the_address(page: Page, line: Line):
    """Lin is quick and writes before the chat has come: her words land there, not in the one she left."""
    await leave_a_chat_for_another(page, line)
    composer = page.get_by_test_id("composer")
    could_write = await composer.count() and await composer.is_editable()
    if could_write:
        await composer.fill("这句属于闲聊")
        await composer.press("Enter")
    line.release()
    await expect(page.get_by_test_id("chat-title")).to_contain_text("闲聊一下")
    await expect(messages(page)).to_have_count(2 if could_write else 0)
    await page.get_by_test_id("chat-back").click()
    await enter(page, page.get_by_test_id("chat-row").filter(has_text="取个英文名"))
    await expect(messages(page)).to_have_count(2)


async def test_what_is_written_before_the_chat_has_come_stays(page: Page, line: Line):
    """Lin opens a chat's address and writes at once: when the chat arrives, her words are still there."""
    await open_new_chat(page)
    line.hold()
    await page.reload()
    await expect(page.get_by_test_id("chat-back")).to_be_visible()
    composer = page.get_by_test_id("composer")
    if await composer.count() and await composer.is_editable():
        await composer.press_sequentially("早早写下")
        line.release()
        await expect(page.get_by_test_id("chat-title")).to_contain_text("新对话")
        await expect(composer).to_have_value("早早写下")


async def test_a_prompt_is_kept_until_the_server_has_it(page: Page, line: Line):
    """On a slow line the words stay in the composer until they are stored, and are stored once."""
    await open_new_chat(page)
    line.hold()
    composer = page.get_by_test_id("composer")
    await composer.fill("不要丢了我")
    await composer.press("Enter")
    await composer.press("Enter")
    await expect(composer).to_have_value("不要丢了我")
    line.release()
    await expect(composer).to_have_value("")
    await hear(page)
    await expect(messages(page)).to_have_count(2)


async def test_what_was_sent_just_before_leaving_is_no_draft(page: Page, line: Line):
    """Lin sends and goes back before the server has answered: returning, the box is empty."""
    await open_chats(page)
    await enter(page, page.get_by_test_id("chat-row").first)
    line.hold()
    await page.get_by_test_id("composer").fill("走之前说一句")
    await page.get_by_test_id("composer").press("Enter")
    await page.get_by_test_id("chat-back").click()
    await expect(page.get_by_test_id("nav-chats")).to_be_visible()
    line.release()
    await page.get_by_test_id("chat-row").first.click()
    await hear(page, "You said “走之前说一句”.")
    await expect(page.get_by_test_id("composer")).to_have_value("")


async def test_a_lost_connection_is_said_and_heals(page: Page, line: Line):
    """The banner stands while the server cannot be reached and goes by itself; then all works again."""
    await open_new_chat(page)
    line.cut()
    await expect(page.get_by_test_id("offline-banner")).to_be_visible(timeout=15_000)
    line.mend()
    await expect(page.get_by_test_id("offline-banner")).to_have_count(0, timeout=15_000)
    await converse(page, "回来了")


async def test_a_reply_catches_up_after_a_lost_connection(page: Page, line: Line, upstream: Upstream):
    """The connection breaks in the middle of a reply: once back, the whole text is there, each word once."""
    upstream.enqueue(Reply(STORY * 4, delay_s=0.04))
    await open_new_chat(page)
    assert chat_id(page)
    await say(page, "讲个故事")
    await expect(body(last_reply(page))).to_contain_text("老和尚")
    line.cut()
    line.mend()
    await expect(last_reply(page)).to_have_attribute("data-status", "complete", timeout=15_000)
    await hear(page, STORY * 4)
