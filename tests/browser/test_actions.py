"""What a reader does with a message: copy it, say it differently, look at its versions, branch off."""

from playwright.async_api import expect

from tests.browser.screens import (
    Reader,
    body,
    chat_id,
    choose,
    converse,
    hear,
    last_reply,
    messages,
    open_new_chat,
)
from tests.upstream import Reply, Upstream


async def test_a_prompt_is_edited_and_its_versions_turned(regular: Reader, upstream: Upstream):
    """Other words get another reply; the arrows lead back to the first ones, also after a reload."""
    page = regular.page
    upstream.enqueue(Reply("春天。"), Reply("秋天。"))
    await open_new_chat(page)
    await converse(page, "什么时候去京都？")
    await messages(page).first.get_by_test_id("message-edit").click()
    box = page.get_by_test_id("edit-box").locator("visible=true")
    await expect(box).to_have_value("什么时候去京都？")
    await box.fill("什么时候去奈良？")
    await box.press("Control+Enter")
    await hear(page, "秋天。")
    await expect(messages(page).first.get_by_test_id("version-label")).to_have_text("2/2")
    await expect(messages(page).first.get_by_test_id("version-next")).to_be_disabled()
    await messages(page).first.get_by_test_id("version-prev").click()
    await expect(body(last_reply(page))).to_have_text("春天。")
    await page.reload()
    await expect(messages(page).first.get_by_test_id("version-label")).to_have_text("1/2")
    await expect(body(messages(page).first)).to_have_text("什么时候去京都？")


async def test_the_up_key_in_an_empty_box_edits_the_last_prompt(regular: Reader, upstream: Upstream):
    """Escape puts it away, and nothing is asked."""
    page = regular.page
    await open_new_chat(page)
    await converse(page, "去几天？")
    await page.get_by_test_id("composer").press("ArrowUp")
    box = page.get_by_test_id("edit-box").locator("visible=true")
    await expect(box).to_have_value("去几天？")
    await box.press("Escape")
    await expect(box).to_have_count(0)
    assert len(upstream.requests) == 1


async def test_a_message_is_copied_as_it_was_written(regular: Reader, upstream: Upstream):
    """The clipboard has the markdown, and the button says that it is done."""
    page = regular.page
    await page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    upstream.enqueue(Reply("**醒目**的一句"))
    await open_new_chat(page)
    await converse(page, "写一句")
    copy = last_reply(page).get_by_test_id("message-copy")
    await copy.click()
    await expect(copy).to_have_attribute("aria-label", regular.words.markdown.copied)
    assert await page.evaluate("navigator.clipboard.readText()") == "**醒目**的一句"


async def test_a_branch_opens_as_a_chat_of_its_own(regular: Reader, upstream: Upstream):
    """It shows what was said so far, and goes on apart."""
    page = regular.page
    await open_new_chat(page)
    await converse(page, "去哪里？")
    await converse(page, "去几天？")
    before = chat_id(page)
    await choose(messages(page).nth(1), "message-branch")
    await expect(messages(page)).to_have_count(2)
    assert chat_id(page) != before
    await converse(page, "带什么？")
    assert [turn["content"] for turn in upstream.requests[-1].messages][0::2] == ["去哪里？", "带什么？"]
