"""What is said aloud is true: how a reply ended, what each part is; no role promises what it does not do."""

import pytest
from playwright.async_api import Page, expect

from tests.browser.screens import (
    Reader,
    body,
    converse,
    hear,
    last_reply,
    messages,
    open_discover,
    open_new_chat,
    say,
)
from tests.browser.test_accessibility import RICH_REPLY
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
    said = {
        "complete": words.chat.reply_ended,
        "stopped": words.chat.stopped,
        "failed": words.errors.kinds["out_of_calls"],
    }
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


async def test_whatever_can_have_the_focus_has_a_name(regular: Reader, upstream: Upstream):
    """The column, a table, a listing: each says what it is; and no menu promises the arrows of one."""
    page, words = regular.page, regular.words
    upstream.enqueue(Reply(RICH_REPLY))
    await open_new_chat(page)
    await converse(page, "Kyoto?")
    column = page.get_by_role("region", name=words.chat.conversation)
    await expect(column.get_by_role("group", name=words.markdown.table)).to_have_count(1)
    await expect(column.get_by_role("group", name=words.markdown.diagram_code)).to_have_count(1)
    unnamed = "[...document.querySelectorAll('[tabindex=\"0\"]:not([role])')].map(e => e.className)"
    assert await page.evaluate(unnamed) == []
    await expect(page.locator("[role=menu], [role=menuitem]")).to_have_count(0)


async def test_arrows_lead_through_the_categories(tab: Page):
    """One stop for Tab; arrows, Home and End choose, round the ends too; the cards are their panel."""
    await open_discover(tab)
    tabs = tab.get_by_test_id("category-tab")
    await tabs.first.focus()
    for key, at in (("ArrowRight", 1), ("ArrowLeft", 0), ("ArrowLeft", -1), ("Home", 0), ("End", -1)):
        await tab.keyboard.press(key)
        await expect(tabs.nth(at)).to_be_focused()
        await expect(tabs.nth(at)).to_have_attribute("aria-selected", "true")
        name = await tabs.nth(at).inner_text()
        await expect(tab.get_by_role("tabpanel", name=name, exact=True)).to_be_visible()
    await tab.keyboard.press("Tab")
    await expect(tab.get_by_test_id("prompt-card").first).to_be_focused()
