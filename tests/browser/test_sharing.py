"""A chat goes out as a link: made with a finger, read by a stranger, gone on with, taken back."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from playwright.async_api import Browser, Page, expect

from tests.browser.looks import flaws
from tests.browser.screens import PHONE, Reader, chat_id, converse, open_mine, open_new_chat
from tests.browser.test_account_looks import WIDER
from tests.browser.test_sign_in import name
from tests.running import Server

QUESTION = "去京都看**红叶**"


@pytest.fixture
async def stranger(chromium: Browser, server: Server) -> AsyncIterator[Page]:
    """Somebody else's phone, which has never been here and reads English."""
    async with await chromium.new_context(
        viewport=PHONE, locale="en-GB", base_url=server.url, has_touch=True, is_mobile=True
    ) as context:
        yield await context.new_page()


async def open_sheet(page: Page) -> None:
    """The sheet of the open chat, with what goes out."""
    await page.get_by_test_id("chat-menu").click()
    await page.get_by_test_id("share").click()
    await expect(page.get_by_test_id("share-preview")).to_be_visible()


async def create(page: Page) -> str:
    """A link; its address."""
    await page.get_by_test_id("share-create").click()
    await expect(page.get_by_test_id("share-link").first).to_be_visible()
    return await page.get_by_test_id("share-link").first.input_value()


async def test_a_link_from_one_phone_to_another(touch_page: Page, stranger: Page):
    """Seen before it goes out, read without an account, gone on with as a copy; then it is taken back."""
    page = touch_page
    await open_new_chat(page)
    await converse(page, QUESTION)
    await open_sheet(page)
    await expect(page.get_by_test_id("share-preview")).to_contain_text(QUESTION)
    address = await create(page)
    assert address.partition("/s/")[0] == page.url.partition("/chat/")[0]
    await stranger.goto(address)
    await expect(stranger.get_by_test_id("message")).to_have_count(2)
    await expect(stranger.get_by_test_id("message-body").last.locator("strong")).to_have_text("红叶")
    await stranger.get_by_test_id("share-continue").tap()
    await stranger.wait_for_url("**/chat/*")
    await expect(stranger.get_by_test_id("message-body").first).to_contain_text(QUESTION)
    assert chat_id(stranger) != chat_id(page)
    await page.get_by_test_id("share-revoke").click()
    await expect(page.get_by_test_id("share-row")).to_have_count(0)
    gone = await stranger.goto(address)
    assert gone
    assert gone.status == 404
    await expect(stranger.get_by_test_id("share-missing")).to_be_visible()


async def test_all_links_stand_on_my_page_and_end_with_the_chat(touch_page: Page, stranger: Page):
    """What was written since is said and comes along by a touch; with the chat in the trash it is dead."""
    page = touch_page
    await open_new_chat(page)
    await converse(page, QUESTION)
    await open_sheet(page)
    address = await create(page)
    await page.get_by_test_id("share-close").click()
    await converse(page, "然后去奈良")
    await open_sheet(page)
    await expect(page.get_by_test_id("share-behind")).to_be_visible()
    await page.get_by_test_id("share-update").click()
    await expect(page.get_by_test_id("share-behind")).to_have_count(0)
    await stranger.goto(address)
    await expect(stranger.get_by_test_id("message")).to_have_count(4)
    await page.get_by_test_id("share-close").click()
    await page.get_by_test_id("chat-menu").click()
    await page.get_by_test_id("menu-delete").click()
    await page.get_by_test_id("deleted-title").wait_for()
    gone = await stranger.goto(address)
    assert gone
    assert gone.status == 404
    await open_mine(page)
    await page.get_by_test_id("my-links").click()
    await page.get_by_test_id("my-links-open").click()
    await expect(page.get_by_test_id("links-none")).to_be_visible()


async def test_a_link_for_members_is_read_after_signing_up(touch_page: Page, stranger: Page):
    """The stranger is led to signing in, signs up instead, and comes back to the chat."""
    page = touch_page
    await open_new_chat(page)
    await converse(page, QUESTION)
    await open_sheet(page)
    await page.get_by_test_id("share-audience").select_option("signed_in")
    address = await create(page)
    await stranger.goto(address)
    await stranger.get_by_test_id("sign-up").click()
    await stranger.get_by_test_id("sign-up-name").fill(name())
    await stranger.get_by_test_id("new-password").fill("green whales sing")
    await stranger.get_by_test_id("sign-up-submit").click()
    await stranger.wait_for_url(address)
    await expect(stranger.get_by_test_id("message")).to_have_count(2)


async def test_a_reply_goes_to_the_phones_own_sheet(page: Page):
    """Where the browser has one; the text is the plain one."""
    await page.add_init_script("navigator.share = async (what) => { window.handed = what; };")
    await open_new_chat(page)
    await converse(page, QUESTION)
    await page.get_by_test_id("message-more").last.click()
    await page.get_by_test_id("message-share").click()
    handed = await page.evaluate("() => window.handed.text")
    assert "红叶" in handed
    assert "**" not in handed


async def test_the_looks_of_sharing(look: Reader, tmp_path: Path):
    """The sheet and the page, in each language and each theme: nothing for axe, nothing too wide."""
    page, found = look.page, {}
    await open_new_chat(page)
    await converse(
        page, "去京都\n\n```python\ndef deer(n): return n\n```\n\n| 早 | 晚 |\n|---|---|\n| 鹿 | 鲸 |"
    )
    await open_sheet(page)
    address = await create(page)
    found["sheet"] = [*await flaws(page), *(["wide"] if await page.evaluate(WIDER) else [])]
    await page.screenshot(path=tmp_path / "sheet.png")
    for width in (320, 390, 1280):
        await page.set_viewport_size({"width": width, "height": 844})
        await page.goto(address)
        await expect(page.get_by_test_id("message")).to_have_count(2)
        found[f"page {width}"] = [*await flaws(page), *(["wide"] if await page.evaluate(WIDER) else [])]
        await page.screenshot(path=tmp_path / f"page-{width}.png")
    await page.goto("/s/" + "f" * 32)
    found["missing"] = await flaws(page)
    assert {screen: wrong for screen, wrong in found.items() if wrong} == {}
