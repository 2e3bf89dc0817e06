"""What is said aloud is true: how a reply ended, and only where it was seen to run."""

import pytest
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
)
from tests.upstream import Reply, Upstream, out_of_quota

REGION = "[aria-live=polite]"


@pytest.mark.parametrize("status", ["complete", "stopped", "failed"])
async def test_ears_hear_how_a_reply_ended(regular: Reader, upstream: Upstream, status: str):
    """Complete, stopped, or the reason why it failed; after a reload nothing has just happened."""
    page, words = regular.page, regular.words
    ends = {"complete": Reply("Tō-ji.", delay_s=0.3), "failed": out_of_quota()}
    upstream.enqueue(ends.get(status, Reply("Tō-ji first.", silent_after=1)))
    await open_new_chat(page)
    await expect(page.locator(REGION)).to_have_text("")
    await say(page, "Kyoto?")
    if status == "stopped":
        await page.get_by_test_id("stop").click()
    said = {"complete": words.reply_ended, "stopped": words.stopped, "failed": words.errors["out_of_calls"]}
    await expect(page.locator(REGION)).to_have_text(said[status])
    await page.reload()
    await expect(messages(page)).to_have_count(2)
    await hear(page, status=status)
    await expect(page.locator(REGION)).to_have_text("")


async def test_an_earlier_version_has_not_just_ended(open_tab: Page, upstream: Upstream):
    """What was said of a reply that ran stays what was said last, whichever version is shown then."""
    upstream.enqueue(Reply("一"), Reply("二", silent_after=1))
    await open_new_chat(open_tab)
    await converse(open_tab, "数数")
    await open_tab.get_by_test_id("message-retry").click()
    await open_tab.get_by_test_id("stop").click()
    await expect(open_tab.locator(REGION)).to_have_text("已停止")
    await open_tab.get_by_test_id("version-prev").click()
    await expect(body(last_reply(open_tab))).to_have_text("一")
    await expect(open_tab.locator(REGION)).to_have_text("已停止")
