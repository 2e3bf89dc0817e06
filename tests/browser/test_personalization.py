"""What all chats know of their reader, by touch: written on my page, gone along, seen in a reply's sheet."""

from playwright.async_api import Page, expect

from oreai.i18n import texts_for
from oreai.services.personalization.instructions import LONGEST
from tests.browser.screens import choose, converse, hear, last_reply, open_mine, open_new_chat
from tests.upstream import Upstream

WORDS = texts_for("zh").personalization
ABOUT, STYLE, PEANUTS = "我住在京都，教高中物理。", "先说结论，再讲理由。", "我对花生过敏"


async def open_instructions(page: Page) -> None:
    await open_mine(page)
    await page.get_by_test_id("instructions-open").tap()
    await page.get_by_test_id("instructions-about").wait_for()


async def test_custom_instructions_go_along_until_switched_off(touch_page: Page, upstream: Upstream):
    """Written by touch, told on my page, in the next request and in its sheet; the switch counts at once."""
    page = touch_page
    await open_instructions(page)
    await page.get_by_test_id("instructions-about").fill(ABOUT)
    await page.get_by_test_id("instructions-answer-style").fill("长" * (LONGEST + 1))
    await page.get_by_test_id("instructions-save").tap()
    await expect(page.get_by_test_id("refusal")).to_be_visible()
    await page.get_by_test_id("instructions-answer-style").fill(STYLE)
    await page.get_by_test_id("instructions-save").tap()
    await expect(page.get_by_test_id("instructions-about")).to_be_hidden()
    await expect(page.get_by_test_id("instructions-open")).to_contain_text(WORDS.instructions_on)

    await open_new_chat(page)
    await converse(page, "去哪里？")
    sent = upstream.requests[-1].messages[0]["content"]
    assert ABOUT in sent
    assert STYLE in sent
    await choose(last_reply(page), "message-details")
    await expect(page.get_by_test_id("sent-content").first).to_have_text(sent)
    await expect(page.locator("[data-testid=detail][data-key=instructions]")).to_be_visible()
    await page.get_by_test_id("details-close").tap()

    await open_instructions(page)
    await expect(page.get_by_test_id("instructions-about")).to_have_value(ABOUT)
    await page.get_by_test_id("instructions-switch").tap()
    await expect(page.get_by_test_id("instructions-switch")).to_have_attribute("aria-checked", "false")
    await page.get_by_test_id("instructions-cancel").tap()
    await expect(page.get_by_test_id("instructions-open")).to_contain_text(WORDS.instructions_off)
    await open_new_chat(page)
    await converse(page, "然后呢？")
    assert [turn["role"] for turn in upstream.requests[-1].messages] == ["user"]


async def test_what_a_message_asks_to_be_remembered_waits_for_a_yes(touch_page: Page, upstream: Upstream):
    """Offered below the reply; said otherwise and saved it is a note, goes along, and can be deleted."""
    page = touch_page
    await open_new_chat(page)
    await converse(page, "去哪里？")
    await page.wait_for_timeout(3000)  # a lazy part is fetched when the page is calm
    await expect(page.get_by_test_id("memory-offer")).to_have_count(0)
    await converse(page, f"记住{PEANUTS}。吃什么？")
    await expect(page.get_by_test_id("memory-offer")).to_contain_text(PEANUTS)
    await page.get_by_test_id("memory-edit").tap()
    await expect(page.get_by_test_id("memory-note")).to_have_value(PEANUTS)
    await page.get_by_test_id("memory-note").fill(f"{PEANUTS}，很严重")
    await page.get_by_test_id("memory-save").tap()
    await expect(page.get_by_test_id("memory-offer")).to_have_count(0)
    await expect(page.get_by_test_id("memory-note")).to_be_hidden()
    await converse(page, "请记住：我住在京都")
    assert f"- {PEANUTS}，很严重" in upstream.requests[-1].messages[0]["content"]
    await page.get_by_test_id("memory-no").tap()
    await expect(page.get_by_test_id("memory-offer")).to_have_count(0)
    await page.reload()
    await hear(page)
    await expect(page.get_by_test_id("memory-offer")).to_have_count(0)

    await open_mine(page)
    await expect(page.get_by_test_id("memory-open")).to_contain_text("1")
    await page.get_by_test_id("memory-open").tap()
    await page.get_by_test_id("memory-note").fill("我不吃辣")
    await page.get_by_test_id("memory-save").tap()
    await expect(page.get_by_test_id("note")).to_have_count(2)
    await page.get_by_test_id("note-forget").last.tap()
    await expect(page.get_by_test_id("note")).to_have_count(1)
    await expect(page.get_by_test_id("note")).to_contain_text("我不吃辣")
