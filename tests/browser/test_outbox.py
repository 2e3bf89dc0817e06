"""Sent without a network: shown where it was said, kept over a reload, sent once, and never lost."""

from pathlib import Path

import pytest
from playwright.async_api import BrowserContext, Locator, Page, expect

from oreai.i18n import texts_for
from tests.browser.line import Line
from tests.browser.screens import chat_id, converse, hear, messages, open_chats, open_new_chat, transcript
from tests.browser.test_attachments import attached, choose
from tests.browser.test_offline import kept
from tests.browser.test_words_stay import box
from tests.pictures import picture
from tests.upstream import Reply, Upstream

WORDS = texts_for("zh").outbox
CALM_MS = 6_000  # then the page has fetched what it may need


@pytest.fixture
def phone(far_phone: BrowserContext) -> BrowserContext:
    """Lin's, on the train to Kyoto."""
    return far_phone


def waiting(page: Page) -> Locator:
    return page.get_by_test_id("waiting")


async def ready(page: Page) -> None:
    """Wait until the page has what it needs without a network."""
    await page.clock.fast_forward(CALM_MS)
    for part in ("outbox", "waiting-list"):
        await page.get_by_test_id(part).first.wait_for(state="attached")


async def lose(page: Page, line: Line) -> None:
    """Into the tunnel."""
    line.cut()
    await page.get_by_test_id("offline-banner").wait_for()


async def said(page: Page) -> list[str]:
    """What Lin has said in the open chat."""
    return [text for role, text, _ in await transcript(page) if role == "user"]


async def send(page: Page, text: str) -> None:
    await box(page).fill(text)
    await box(page).press("Enter")


async def test_what_was_said_in_the_tunnel_goes_after_it(page: Page, line: Line):
    """Two messages stand in the chat with a clock, in their order, and go once each, in that order."""
    await page.clock.install()
    await open_new_chat(page)
    await converse(page, "去京都怎么走？")
    await ready(page)
    await lose(page, line)
    for text in ("先去哪里？", "再去哪里？"):
        await send(page, text)
        await expect(box(page)).to_have_value("")
    await expect(waiting(page)).to_have_count(2)
    await expect(waiting(page).first).to_contain_text("先去哪里？")
    await expect(waiting(page).first).to_contain_text(WORDS.waits)
    line.mend()
    await expect(waiting(page)).to_have_count(0)
    await expect(messages(page)).to_have_count(6)
    await hear(page)
    assert await said(page) == ["去京都怎么走？", "先去哪里？", "再去哪里？"]


async def test_it_is_there_after_a_reload(page: Page, line: Line):
    """The page is closed in the tunnel: what was last seen shows it, and it goes when the page is back."""
    await page.clock.install()
    await open_new_chat(page)
    await converse(page, "去京都怎么走？")
    await ready(page)
    await kept(page, f"chat/{chat_id(page)}", "去京都怎么走？")
    await lose(page, line)
    await send(page, "先去哪里？")
    await expect(waiting(page)).to_have_count(1)
    await page.clock.fast_forward(1_000)
    await kept(page, f"chat/{chat_id(page)}", "先去哪里？")
    await page.reload()
    await expect(page.get_by_test_id("offline-page")).to_contain_text("先去哪里？")
    line.mend()
    await page.reload()
    await expect(messages(page)).to_have_count(4)
    await hear(page)
    assert await said(page) == ["去京都怎么走？", "先去哪里？"]
    await expect(waiting(page)).to_have_count(0)


async def test_it_can_be_taken_back(page: Page, line: Line):
    """Before what has been written since; nothing is sent, and what is sent then is one message."""
    await page.clock.install()
    await open_new_chat(page)
    await ready(page)
    await lose(page, line)
    await send(page, "先去哪里？")
    await box(page).fill("还有，吃什么？")
    await waiting(page).get_by_test_id("take-back").click()
    await expect(box(page)).to_have_value("先去哪里？\n\n还有，吃什么？")
    await expect(waiting(page)).to_have_count(0)
    line.mend()
    await expect(page.get_by_test_id("offline-banner")).to_have_count(0)
    await box(page).press("Enter")
    await hear(page)
    assert await said(page) == ["先去哪里？\n\n还有，吃什么？"]


async def test_on_the_first_screen_it_begins_its_chat_later(page: Page, line: Line):
    """Above the box with a clock; when the network is back, the chat opens."""
    await page.clock.install()
    await open_chats(page)
    await ready(page)
    await lose(page, line)
    await send(page, "京都一天怎么走？")
    await expect(waiting(page)).to_contain_text("京都一天怎么走？")
    line.mend()
    await page.wait_for_url("**/chat/*")
    await hear(page)
    assert await said(page) == ["京都一天怎么走？"]
    await page.get_by_test_id("chat-back").click()
    await expect(page.get_by_test_id("composer")).to_have_value("")
    await expect(waiting(page)).to_have_count(0)


async def test_an_answer_that_is_lost_sends_nothing_twice(page: Page, line: Line):
    """The message has come, its answer has not, and the network goes: sent again it adds nothing."""
    await page.clock.install()
    await open_new_chat(page)
    await ready(page)
    line.hold()
    await send(page, "先去哪里？")
    await lose(page, line)
    await expect(waiting(page)).to_have_count(1)
    await expect(box(page)).to_have_value("")
    line.mend()
    await hear(page)
    await expect(waiting(page)).to_have_count(0)
    assert await said(page) == ["先去哪里？"]


async def test_a_picture_that_was_handed_in_goes_along(
    page: Page, line: Line, upstream: Upstream, tmp_path: Path
):
    """It waits with its words; taken back it stands above the box again, and goes when it is sent."""
    (tmp_path / "kyoto.jpg").write_bytes(picture(300, 200))
    upstream.fallback = lambda request: Reply("清水寺")
    await page.clock.install()
    await open_new_chat(page)
    await ready(page)
    await choose(page, [str(tmp_path / "kyoto.jpg")])
    await expect(attached(page)).to_have_count(1)
    await lose(page, line)
    await send(page, "这是哪里？")
    await expect(waiting(page)).to_contain_text("附件：1")
    await expect(page.get_by_test_id("attachment")).to_have_count(0)
    await waiting(page).get_by_test_id("take-back").click()
    await expect(page.get_by_test_id("attachment")).to_have_count(1)
    await box(page).press("Enter")
    await expect(waiting(page)).to_contain_text("附件：1")
    line.mend()
    await hear(page, "清水寺")
    parts = upstream.requests[-1].messages[-1]["content"]
    assert [part["type"] for part in parts] == ["text", "image_url"]


async def test_what_is_refused_is_back_in_its_box(page: Page, line: Line):
    """Too much for the model's window: the reason is said, and no word is lost."""
    await page.clock.install()
    await open_new_chat(page)
    await ready(page)
    await lose(page, line)
    await send(page, "很长的话，" * 9_000)
    await expect(waiting(page)).to_have_count(1)
    line.mend()
    await expect(page.get_by_test_id("outbox-refusal")).to_contain_text(WORDS.refused)
    assert len(await box(page).input_value()) == 45_000
    await expect(waiting(page)).to_have_count(0)
    await page.get_by_test_id("outbox-refusal").get_by_role("button").click()
    await expect(page.get_by_test_id("outbox-refusal")).to_have_count(0)


async def test_who_comes_next_sees_nothing_of_it(page: Page, phone: BrowserContext, line: Line):
    """Somebody else begins in this browser: Lin's message is neither shown to them nor sent in their name."""
    await page.clock.install()
    await open_chats(page)
    await ready(page)
    await lose(page, line)
    await send(page, "只有林知道")
    await expect(waiting(page)).to_have_count(1)
    await phone.clear_cookies()
    line.mend()
    await page.reload()
    await page.get_by_test_id("chat-row").first.wait_for()
    await page.clock.fast_forward(CALM_MS)
    await page.get_by_test_id("outbox").first.wait_for(state="attached")
    await expect(waiting(page)).to_have_count(0)
    await expect(page.get_by_test_id("chat-row")).to_have_count(11)
    assert "只有林知道" not in await page.locator("body").inner_text()
