"""Stopping a reply: what has come stays, the provider is let go, and writing goes on."""

import threading

from playwright.async_api import Page, expect

from tests.browser.screens import (
    Reader,
    body,
    converse,
    hear,
    last_reply,
    messages,
    open_new_chat,
    say,
    transcript,
)
from tests.upstream import Reply, Upstream
from tests.waiting import soon

STORY = "从前有座山，山上有座庙，庙里有个老和尚在讲故事：" * 200


async def test_stop_keeps_what_has_come(regular: Reader, upstream: Upstream):
    """Lin stops a long story: its beginning stays, and is still there after a reload."""
    page = regular.page
    upstream.enqueue(Reply(STORY, delay_s=0.03))
    await open_new_chat(page)
    await say(page, "讲个故事")
    await expect(body(last_reply(page))).to_contain_text("老和尚")
    await page.get_by_test_id("stop").click()
    await hear(page, status="stopped")
    kept = await transcript(page)
    assert kept[0] == ("user", "讲个故事", "complete")
    assert STORY.startswith(kept[1][1])
    assert "老和尚" in kept[1][1]
    await expect(last_reply(page)).to_contain_text(regular.words.chat.stopped)
    await page.reload()
    await expect(messages(page)).to_have_count(2)
    await expect(body(last_reply(page))).to_have_text(kept[1][1])
    assert await transcript(page) == kept


async def test_stop_lets_the_provider_go(open_tab: Page, upstream: Upstream):
    """Nothing is generated for nobody: the stream to the provider is closed at once."""
    upstream.enqueue(Reply(STORY, delay_s=0.03))
    await open_new_chat(open_tab)
    await say(open_tab, "讲个故事")
    await expect(body(last_reply(open_tab))).to_contain_text("从前有座山")
    assert upstream.open_streams == 1, "it must still be coming for this test to mean anything"
    await open_tab.get_by_test_id("stop").click()
    assert await soon(lambda: upstream.closed_early == 1)
    assert upstream.open_streams == 0
    await hear(open_tab, status="stopped")


async def test_stop_before_the_first_word(open_tab: Page, upstream: Upstream):
    """A reply that has said nothing yet can be stopped too, and leaves the composer open."""
    upstream.enqueue(Reply("好。", until=threading.Event(), until_after=0))
    await open_new_chat(open_tab)
    await say(open_tab, "在吗？")
    await open_tab.get_by_test_id("stop").click()
    await hear(open_tab, status="stopped")
    await converse(open_tab, "还在吗？")
    assert [status for *_, status in await transcript(open_tab)] == [
        "complete",
        "stopped",
        "complete",
        "complete",
    ]


async def test_the_model_is_told_what_was_kept(open_tab: Page, upstream: Upstream):
    """The next request carries the stopped reply as far as the reader saw it."""
    upstream.enqueue(Reply(STORY, delay_s=0.03), Reply("好的，接着讲。"))
    await open_new_chat(open_tab)
    await say(open_tab, "讲个故事")
    await expect(body(last_reply(open_tab))).to_contain_text("老和尚")
    await open_tab.get_by_test_id("stop").click()
    await hear(open_tab, status="stopped")
    kept = (await transcript(open_tab))[1][1]
    await converse(open_tab, "继续")
    sent = [(turn["role"], turn["content"]) for turn in upstream.requests[1].messages]
    assert sent == [("user", "讲个故事"), ("assistant", kept), ("user", "继续")]


async def test_a_stopped_reply_can_be_asked_for_again(open_tab: Page, upstream: Upstream):
    """Retry puts a whole reply in the place of the stopped one; the question is not doubled."""
    upstream.enqueue(Reply(STORY, delay_s=0.03), Reply("从前有座山。讲完了。"))
    await open_new_chat(open_tab)
    await say(open_tab, "讲个故事")
    await expect(body(last_reply(open_tab))).to_contain_text("从前有座山")
    await open_tab.get_by_test_id("stop").click()
    await hear(open_tab, status="stopped")
    await open_tab.get_by_test_id("message-retry").click()
    await hear(open_tab, "从前有座山。讲完了。")
    assert await transcript(open_tab) == [
        ("user", "讲个故事", "complete"),
        ("assistant", "从前有座山。讲完了。", "complete"),
    ]
