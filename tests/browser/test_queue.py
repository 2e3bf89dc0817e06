"""What is written while a reply runs: seen above the box, changed, removed, and said without help."""

import threading

from playwright.async_api import BrowserContext, Locator, Page, expect

from tests.browser.looks import flaws
from tests.browser.screens import (
    Reader,
    body,
    chat_id,
    hear,
    last_reply,
    messages,
    open_new_chat,
    say,
    transcript,
)
from tests.upstream import Reply, Upstream

ENDLESS = Reply("从前有座山，" * 1000, delay_s=0.1)


def queued(page: Page) -> Locator:
    return page.get_by_test_id("queued")


async def begin(page: Page, upstream: Upstream, reply: Reply) -> None:
    """A reply has begun to come."""
    upstream.enqueue(reply)
    await say(page, "去哪里？")
    await page.get_by_test_id("stop").wait_for()


async def queue(page: Page, *texts: str) -> None:
    """Each is written and sent by Enter, and then stands in the queue."""
    for text in texts:
        count = await queued(page).count()
        await page.get_by_test_id("composer").fill(text)
        await page.get_by_test_id("composer").press("Enter")
        await expect(queued(page)).to_have_count(count + 1)
        await expect(page.get_by_test_id("composer")).to_have_value("")


async def test_the_queue_is_seen_changed_and_said_while_nobody_looks(
    phone: BrowserContext, upstream: Upstream
):
    """Lin changes one, removes another, closes the page and comes back: the rest was said and answered."""
    page = await phone.new_page()
    await open_new_chat(page)
    chat = chat_id(page)
    ended = threading.Event()
    await begin(page, upstream, Reply("慢慢来，总会到的。", until=ended))
    await queue(page, "京都呢？", "奈良呢？", "大阪呢？")
    await expect(messages(page)).to_have_count(2)
    await queued(page).nth(1).get_by_test_id("queue-remove").click()
    await expect(queued(page)).to_have_count(2)
    await queued(page).nth(1).get_by_test_id("queue-edit").click()
    box = page.get_by_test_id("edit-box")
    await expect(box).to_have_value("大阪呢？")
    await box.fill("大阪\n有什么好吃的？")
    await box.press("Control+Enter")
    await expect(queued(page)).to_contain_text(["京都呢？", "大阪 有什么好吃的？"], use_inner_text=True)
    await page.close()
    ended.set()
    page = await phone.new_page()
    await page.goto(f"/chat/{chat}")
    await messages(page).nth(5).wait_for()
    await hear(page)
    said = [text for role, text, _ in await transcript(page) if role == "user"]
    assert said == ["去哪里？", "京都呢？", "大阪\n有什么好吃的？"]
    assert {status for *_, status in await transcript(page)} == {"complete"}
    await expect(page.get_by_test_id("queue")).to_have_count(0)


async def test_stop_makes_it_wait_for_the_readers_word(regular: Reader, upstream: Upstream):
    """After stop the queue stands there, says so, and offers to send its first; the rest follows."""
    page, words = regular.page, regular.words
    await open_new_chat(page)
    await begin(page, upstream, ENDLESS)
    await queue(page, "京都呢？", "奈良呢？")
    await expect(page.get_by_test_id("queue")).to_contain_text(words.composer.queue_next)
    await expect(page.get_by_text(words.composer.queue_added.replace("{count}", "2"))).to_have_count(1)
    await expect(page.get_by_test_id("queue-send")).to_have_count(0)
    await page.get_by_test_id("stop").click()
    await hear(page, status="stopped")
    await expect(page.get_by_test_id("queue")).to_contain_text(words.composer.queue_paused)
    assert await flaws(page) == []
    await page.reload()
    await expect(queued(page)).to_have_count(2)
    await page.get_by_test_id("queue-send").click()
    await messages(page).nth(5).wait_for()
    await hear(page)
    assert [status for *_, status in await transcript(page)][1::2] == ["stopped", "complete", "complete"]


async def test_the_queue_is_live_in_two_tabs(open_tab: Page, upstream: Upstream):
    """What joins in one tab is seen in the other, and removed there it is gone here."""
    await open_new_chat(open_tab)
    await begin(open_tab, upstream, ENDLESS)
    other = await open_tab.context.new_page()
    await other.goto(f"/chat/{chat_id(open_tab)}")
    await expect(other.get_by_test_id("stop")).to_be_visible()
    await open_tab.bring_to_front()
    await queue(open_tab, "京都呢？", "奈良呢？")
    await other.bring_to_front()
    await expect(queued(other)).to_have_text(["京都呢？", "奈良呢？"])
    await queued(other).first.get_by_test_id("queue-remove").click()
    await open_tab.bring_to_front()
    await expect(queued(open_tab)).to_have_text(["奈良呢？"])
    await queued(open_tab).get_by_test_id("queue-remove").click()
    await expect(open_tab.get_by_test_id("queue")).to_have_count(0)
    await open_tab.get_by_test_id("stop").click()
    await hear(open_tab, status="stopped")
    await other.close()


async def test_a_refused_change_keeps_the_words(open_tab: Page, upstream: Upstream):
    """A change that is too long stays in its sheet with the reason; Escape leaves the queue as it was."""
    await open_new_chat(open_tab)
    await begin(open_tab, upstream, ENDLESS)
    await queue(open_tab, "京都呢？")
    await open_tab.get_by_test_id("queue-edit").click()
    box = open_tab.get_by_test_id("edit-box")
    await box.fill("长" * 100_001)
    await open_tab.get_by_test_id("edit-save").click()
    told = open_tab.get_by_role("dialog").get_by_test_id("refusal")
    await expect(told).to_contain_text("100,001")
    assert len(await box.input_value()) == 100_001
    await box.press("Escape")
    await expect(box).to_have_count(0)
    await expect(queued(open_tab)).to_have_text("京都呢？")
    await open_tab.get_by_test_id("stop").click()
    await hear(open_tab, status="stopped")


async def test_fingers_have_a_button_of_their_own(touch_page: Page, upstream: Upstream):
    """Beside stop it appears with the first word written, and goes with the last; stop never moves."""
    page = touch_page
    await open_new_chat(page)
    await begin(page, upstream, ENDLESS)
    await expect(body(last_reply(page))).to_contain_text("从前")
    add, stop = page.get_by_test_id("queue-add"), page.get_by_test_id("stop")
    place = await stop.bounding_box()
    await expect(add).to_be_hidden()
    await page.get_by_test_id("composer").fill("京都呢？")
    await expect(add).to_be_visible()
    assert await stop.bounding_box() == place
    await add.tap()
    await expect(queued(page)).to_have_text("京都呢？")
    await expect(add).to_be_hidden()
    await expect(page.get_by_test_id("composer")).to_have_value("")
    await stop.tap()
    await hear(page, status="stopped")
