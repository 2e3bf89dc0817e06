"""Scrolling up shows all that was said; whatever else changes, what is read stays where it is."""

import asyncio
import threading

import pytest
from playwright.async_api import CDPSession, Page, ViewportSize, expect

from tests.browser.given import said
from tests.browser.screens import PHONE, body, chat_id, converse, hear, messages, open_new_chat, until
from tests.long_chats import exchanges
from tests.running import Server
from tests.upstream import Reply, Upstream

_FRAMES = "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"
_GAP = "column => column.scrollHeight - column.clientHeight - column.scrollTop"
# Which paragraphs were on the screen in any frame.
_LOOK = """column => {
    window.seen = new Set();
    const look = () => {
        const view = column.getBoundingClientRect();
        for (const paragraph of column.querySelectorAll(".markdown p")) {
            const { top, bottom } = paragraph.getBoundingClientRect();
            const isSeen = bottom > view.top + 8 && top < view.bottom - 8;
            if (isSeen) window.seen.add(paragraph.textContent.split("：")[0]);
        }
        requestAnimationFrame(look);
    };
    look();
}"""


def story(paragraphs: int) -> str:
    """Paragraphs of one, four and seven sentences."""
    sentence = "山路很长，慢慢走，再看看鹿。"
    return "\n\n".join(f"第{at}段：{sentence * (1 + at % 3 * 3)}" for at in range(paragraphs))


async def reopened(page: Page, server: Server, text: str) -> None:
    """A chat in which this was answered before, opened anew: at its end."""
    await open_new_chat(page)
    said(server, chat_id(page), [("user", "讲一个长故事"), ("assistant", text)])
    await page.reload()
    await expect(page.locator(".markdown p").last).to_be_in_viewport()
    await page.locator(".transcript").evaluate(_LOOK)


async def missed(page: Page, paragraphs: int) -> list[str]:
    shown = set(await page.evaluate("[...window.seen]"))
    return [name for name in (f"第{at}段" for at in range(paragraphs)) if name not in shown]


async def drag(devtools: CDPSession) -> None:
    """A finger moves down by half a screen, and what it holds with it."""
    await _finger(devtools, "touchStart", 200)
    for y in range(220, 620, 40):
        await _finger(devtools, "touchMove", y)
        await asyncio.sleep(0.016)
    await _finger(devtools, "touchEnd")


async def _finger(devtools: CDPSession, kind: str, *places: int) -> None:
    points = [{"x": 195, "y": y} for y in places]
    await devtools.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})


@pytest.mark.parametrize(("paragraphs", "step"), [(48, 120), (48, 500), (120, 380)])
async def test_the_wheel_passes_over_no_paragraph(open_tab: Page, server: Server, paragraphs: int, step: int):
    """A long reply, reopened and read upwards: each paragraph is seen, though it is measured on the way."""
    await reopened(open_tab, server, story(paragraphs))
    await messages(open_tab).last.hover()
    top = 1
    while top:
        await open_tab.mouse.wheel(0, -step)
        await open_tab.evaluate(_FRAMES)
        top = await open_tab.locator(".transcript").evaluate("column => column.scrollTop")
    assert await missed(open_tab, paragraphs) == []


async def test_the_finger_passes_over_no_paragraph(touch_page: Page, server: Server):
    """The same with a finger on a phone, by drags of half a screen."""
    await reopened(touch_page, server, story(120))
    devtools = await touch_page.context.new_cdp_session(touch_page)
    top = 1
    while top:
        await drag(devtools)
        top = await touch_page.locator(".transcript").evaluate("column => column.scrollTop")
    assert await missed(touch_page, 120) == []


async def test_downwards_nothing_is_passed_over_either(open_tab: Page, server: Server):
    """From the beginning, where the reader jumped, to the end."""
    await reopened(open_tab, server, story(48))
    await open_tab.locator(".transcript").evaluate("column => { column.scrollTop = 0; }")
    await open_tab.evaluate(_FRAMES)
    await messages(open_tab).first.hover()
    gap = 1
    while gap >= 1:
        await open_tab.mouse.wheel(0, 300)
        await open_tab.evaluate(_FRAMES)
        gap = await open_tab.locator(".transcript").evaluate(_GAP)
    assert await missed(open_tab, 48) == []


async def test_what_is_read_stays_when_the_phone_is_turned(page: Page, server: Server):
    """Lines break elsewhere: the paragraph at the top is still there."""
    await reopened(page, server, story(48))
    await messages(page).last.hover()
    for _ in range(6):
        await page.mouse.wheel(0, -400)
    await page.evaluate(_FRAMES)
    at_top = """column => {
        const top = column.getBoundingClientRect().top;
        const all = [...column.querySelectorAll(".markdown p")];
        return all.find(one => one.getBoundingClientRect().bottom > top + 30).textContent.split("：")[0];
    }"""
    reading = await page.locator(".transcript").evaluate(at_top)
    for size in (ViewportSize(width=844, height=390), PHONE):
        await page.set_viewport_size(size)
        await page.evaluate(_FRAMES)
        await expect(page.locator(".markdown p").filter(has_text=f"{reading}：")).to_be_in_viewport()


async def test_a_turned_version_stays_under_the_finger(page: Page, server: Server, upstream: Upstream):
    """An early prompt has two versions, one with a long conversation after it: its arrows stay there."""
    upstream.enqueue(Reply("春天去。" * 40), Reply("秋天去。"))
    await open_new_chat(page)
    said(server, chat_id(page), exchanges(6, 4))
    await page.reload()
    await converse(page, "什么时候去京都？")
    said(server, chat_id(page), exchanges(8, 4))
    await page.reload()
    asked = page.locator("[data-testid=message][data-role=user]", has_text="什么时候去")
    await asked.get_by_test_id("message-edit").click()
    box = page.get_by_test_id("edit-box").locator("visible=true")
    await box.fill("什么时候去奈良？")
    await box.press("Control+Enter")
    await hear(page, "秋天去。")
    await asked.scroll_into_view_if_needed()
    await asked.get_by_test_id("version-prev").scroll_into_view_if_needed()
    await page.evaluate(_FRAMES)
    before = (await asked.get_by_test_id("version-label").bounding_box())["y"]
    for arrow, words, label in (("version-prev", "京都", "1/2"), ("version-next", "奈良", "2/2")) * 2:
        await asked.get_by_test_id(arrow).click()
        await expect(body(asked)).to_contain_text(words)
        await expect(asked.get_by_test_id("version-label")).to_have_text(label)
        await page.wait_for_timeout(300)
        assert abs((await asked.get_by_test_id("version-label").bounding_box())["y"] - before) <= 2


async def test_a_turned_version_of_the_newest_is_followed(open_tab: Page, upstream: Upstream):
    """After another try the arrows lead back, and what is said then begins in sight."""
    upstream.enqueue(Reply("短。"), Reply(story(30)), Reply(story(20)))
    await open_new_chat(open_tab)
    await converse(open_tab, "讲一段")
    await messages(open_tab).last.get_by_test_id("message-retry").click()
    await expect(open_tab.get_by_text("第29段")).to_be_attached()
    await hear(open_tab)
    await open_tab.get_by_test_id("scroll-bottom").click()
    await expect(open_tab.get_by_text("第29段")).to_be_in_viewport()
    await messages(open_tab).last.get_by_test_id("version-prev").click()
    await expect(open_tab.get_by_text("短。")).to_be_in_viewport()
    await converse(open_tab, "再讲一段\n长的")
    await expect(open_tab.get_by_text("第0段")).to_be_in_viewport()


async def test_pictures_and_the_queue_keep_the_end_in_sight(open_tab: Page, upstream: Upstream):
    """What waits stands above the box and takes room: the newest text stays above it."""
    told = threading.Event()
    upstream.enqueue(Reply(story(20)), Reply(tokens=tuple("慢慢走，" * 60), delay_s=0.03, until=told))
    await open_new_chat(open_tab)
    await converse(open_tab, "讲一段")
    await open_tab.get_by_test_id("composer").fill("再讲一段")
    await open_tab.get_by_test_id("send").click()
    await expect(messages(open_tab)).to_have_count(4)
    for words in ("第一件", "第二件"):
        await open_tab.get_by_test_id("composer").fill(f"{words}\n事")
        await open_tab.get_by_test_id("composer").press("Enter")
        await expect(open_tab.get_by_test_id("queued").filter(has_text=words)).to_be_visible()
        await until(open_tab, "document.querySelector('.transcript').dataset.away === 'false'")
        await until(open_tab, f"({_GAP})(document.querySelector('.transcript')) < 2")
    told.set()
    await hear(open_tab)
