"""The form of a persona, by touch: nothing that was typed is lost, and it can be tried before it is saved."""

import re

from playwright.async_api import Page, expect

from tests.browser.screens import hear, open_discover
from tests.browser.test_personas import card, field, make_guide, show_tab
from tests.upstream import Reply, Upstream


async def test_what_was_typed_is_there_after_a_slip(touch_page: Page):
    """The form is put away by a touch beside it, and opened again."""
    page = touch_page
    await open_discover(page)
    await page.get_by_test_id("persona-new").tap()
    await field(page, "system").fill("你是鹿。")
    await page.get_by_test_id("persona-form-cancel").tap()
    await expect(field(page, "system")).to_be_hidden()
    await page.get_by_test_id("persona-new").tap()
    await expect(field(page, "system")).to_have_value("你是鹿。")


async def test_what_was_typed_outlives_a_reload(touch_page: Page, upstream: Upstream):
    """Of one that is changed, and of a new one also in another tab; saved or discarded it is gone."""
    page = touch_page
    await make_guide(page)
    await page.get_by_test_id("persona-new").tap()
    await field(page, "name").fill("鹿")
    await field(page, "system").fill("你是鹿。\n呦呦。")
    await page.get_by_test_id("persona-form-cancel").tap()
    await card(page, "奈良向导").tap()
    await page.get_by_test_id("persona-edit").tap()
    await field(page, "opening").fill("呦。")
    await page.reload()
    await expect(field(page, "opening")).to_have_value("呦。")
    await expect(field(page, "system")).to_have_value("你是{{城市}}的向导。")
    await expect(page.get_by_test_id("draft-discard")).not_to_be_focused()  # Enter would press it
    await page.get_by_test_id("draft-discard").tap()
    await expect(field(page, "opening")).to_have_value("你好，想去{{城市}}的哪里？")
    await expect(page.get_by_test_id("draft-is-back")).to_have_count(0)
    await page.get_by_test_id("persona-form-cancel").tap()
    other = await page.context.new_page()
    await open_discover(other)
    await other.get_by_test_id("persona-new").tap()
    await expect(other.get_by_test_id("draft-is-back")).to_be_visible()
    await expect(field(other, "system")).to_have_value("你是鹿。\n呦呦。")
    await other.get_by_test_id("persona-save").tap()
    await card(other, "鹿").wait_for()
    await other.get_by_test_id("persona-new").tap()
    await expect(field(other, "name")).to_have_value("")
    await page.reload()
    await page.get_by_test_id("persona-new").tap()
    await expect(field(page, "name")).to_have_value("")
    await expect(page.get_by_test_id("draft-is-back")).to_have_count(0)


async def test_a_store_that_takes_nothing_harms_no_form(touch_page: Page, upstream: Upstream):
    """The browser's is full, and what is typed is saved all the same."""
    page = touch_page
    full = "() => { Storage.prototype.setItem = () => { throw new DOMException('full') } }"
    await open_discover(page)
    await page.evaluate(full)
    await page.get_by_test_id("persona-new").tap()
    await field(page, "name").fill("鹿")
    await field(page, "system").fill("你是鹿。")
    await page.get_by_test_id("persona-form-cancel").tap()
    await page.get_by_test_id("persona-new").tap()
    await expect(field(page, "system")).to_have_value("你是鹿。")
    await page.get_by_test_id("persona-save").tap()
    await card(page, "鹿").wait_for()
    await page.get_by_test_id("persona-new").tap()
    await expect(field(page, "name")).to_have_value("")


async def test_it_can_be_tried_before_it_is_saved(touch_page: Page, upstream: Upstream):
    """The form's words go to the model with the question; no chat and no persona comes of it."""
    page = touch_page
    await open_discover(page)
    await page.get_by_test_id("persona-new").tap()
    await field(page, "system").fill("你是{{动物}}。")
    await page.get_by_test_id("trial-question").fill("你是谁？")
    await page.get_by_test_id("trial-ask").tap()
    await page.get_by_test_id("trial-value").fill("鹿")
    upstream.enqueue(Reply("呦呦。"))
    await page.get_by_test_id("trial-ask").tap()
    await expect(page.get_by_test_id("trial-answer")).to_have_text("呦呦。")
    [request] = upstream.requests
    assert [turn["content"] for turn in request.messages] == ["你是鹿。", "你是谁？"]
    await page.get_by_test_id("persona-form-cancel").tap()
    await show_tab(page, "mine")
    await expect(page.get_by_test_id("prompt-card")).to_have_count(0)


async def test_it_has_a_model_of_its_own(touch_page: Page, upstream: Upstream):
    """Chosen in its form from those there are, or named there; its dialog tells it, its chats ask it."""
    page = touch_page
    await open_discover(page)
    await page.get_by_test_id("persona-new").tap()
    await field(page, "name").fill("鹿")
    await field(page, "system").fill("你是鹿。")
    await page.get_by_test_id("persona-form").locator("summary").last.tap()
    await page.get_by_test_id("model-option").filter(visible=True).first.tap()
    await expect(field(page, "model")).not_to_have_value("")
    await field(page, "model").fill("kyoto-7b")
    await page.get_by_test_id("persona-save").tap()
    await card(page, "鹿").tap()
    await expect(page.get_by_test_id("prompt-model")).to_contain_text("kyoto-7b")
    await page.get_by_test_id("prompt-confirm").tap()
    await expect(page).to_have_url(re.compile("/chat/"))
    await page.get_by_test_id("composer").fill("你是谁？")
    await page.get_by_test_id("send").tap()
    await hear(page)
    assert upstream.requests[0].model == "kyoto-7b"
