"""A good reply is asked for once more with a wish: a version beside it, whose details tell the wish."""

from playwright.async_api import Page, expect

from tests.browser.screens import Reader, body, choose, converse, hear, last_reply, messages, open_new_chat
from tests.upstream import Reply, Upstream, no_such_key


async def test_a_finger_wishes_a_shorter_reply(touch_page: Page, upstream: Upstream):
    """Lin touches the arrow beside *regenerate*, then *shorter*: a second version of it."""
    upstream.enqueue(Reply("春天去，樱花开的时候。"), Reply("春天。"))
    await open_new_chat(touch_page)
    await converse(touch_page, "什么时候去奈良？")
    await last_reply(touch_page).get_by_test_id("message-wish").tap()
    await touch_page.get_by_test_id("wish-shorter").tap()
    await expect(body(last_reply(touch_page))).to_have_text("春天。")
    await hear(touch_page)
    await expect(touch_page.get_by_test_id("version-label")).to_have_text("2/2")
    await expect(messages(touch_page)).to_have_count(2)
    await expect(body(messages(touch_page).first)).to_have_text("什么时候去奈良？")
    assert upstream.requests[-1].messages[-1]["content"].startswith("什么时候去奈良？\n\n（")


async def test_own_words_go_with_the_question_and_stand_in_the_details(regular: Reader, upstream: Upstream):
    """Written, sent by Enter, and told in the details of that version."""
    page = regular.page
    upstream.enqueue(Reply("Spring or autumn."), Reply("| spring | autumn |"))
    await open_new_chat(page)
    await converse(page, "When?")
    await last_reply(page).get_by_test_id("message-wish").click()
    await page.get_by_test_id("wish-words").fill("as a table")
    await page.get_by_test_id("wish-words").press("Enter")
    await expect(page.get_by_test_id("version-label")).to_have_text("2/2")
    await hear(page)
    assert "as a table" in upstream.requests[-1].messages[-1]["content"]
    await choose(last_reply(page), "message-details")
    told = page.locator("[data-testid=detail][data-key=wish]")
    await expect(told).to_contain_text("as a table")
    await expect(told).to_contain_text(regular.words.details.wish)
    await page.get_by_test_id("details-close").click()


async def test_no_wish_asks_nobody(open_tab: Page, upstream: Upstream):
    """Left without a word, the sheet changes nothing; an empty field neither."""
    await open_new_chat(open_tab)
    await converse(open_tab, "去哪儿？")
    before = len(upstream.requests)
    await last_reply(open_tab).get_by_test_id("message-wish").click()
    await open_tab.get_by_test_id("wish-ask").click()
    await expect(open_tab.get_by_test_id("wish-ask")).to_be_visible()
    await open_tab.get_by_test_id("wish-cancel").click()
    await expect(open_tab.get_by_test_id("wish-ask")).to_be_hidden()
    assert len(upstream.requests) == before


async def test_a_failed_reply_has_no_wishes(open_tab: Page, upstream: Upstream):
    """It is tried again as it was asked; *another model* stands in its menu."""
    upstream.enqueue(no_such_key())
    await open_new_chat(open_tab)
    await open_tab.get_by_test_id("composer").fill("去哪儿？")
    await open_tab.get_by_test_id("send").click()
    await hear(open_tab, status="failed")
    await expect(open_tab.get_by_test_id("message-wish")).to_have_count(0)
    await last_reply(open_tab).get_by_test_id("message-more").click()
    await expect(open_tab.get_by_test_id("message-ask-other")).to_be_visible()
    await open_tab.keyboard.press("Escape")
