"""The first load: nothing shifts when the content comes, and little is fetched before one can write."""

import pytest
from playwright.async_api import Browser, Page, Response, expect

from tests.browser.line import Line
from tests.browser.screens import PHONE, open_chats, open_new_chat
from tests.running import Server
from tests.upstream import Upstream

MOST_SHIFT = 0.02
MOST_SCRIPT_KB = 180
_WATCH = """
globalThis.shifts = [];
new PerformanceObserver(list => {
    for (const entry of list.getEntries())
        shifts.push([entry.value, entry.sources.map(s => s.node?.className || s.node?.nodeName).join(', ')]);
}).observe({type: 'layout-shift', buffered: true});
"""


@pytest.mark.parametrize("locale", ["zh-CN", "en-GB"])
async def test_nothing_shifts_when_the_content_comes(chromium: Browser, line: Line, locale: str):
    """Each screen, a second after its skeleton: what stood there has not moved."""
    async with await chromium.new_context(viewport=PHONE, locale=locale, base_url=line.url) as context:
        page = await context.new_page()
        await open_chats(page)
        chat = await page.get_by_test_id("chat-row").first.get_attribute("data-chat-id")
        await page.add_init_script(_WATCH)
        ready = {"/": "chat-row", "/find": "prompt-card", "/mine": "quota-left", f"/chat/{chat}": "example"}
        shifts = {path: await _shifts(page, line, path, test_id) for path, test_id in ready.items()}
    assert {
        path: found for path, found in shifts.items() if sum(value for value, _ in found) > MOST_SHIFT
    } == {}


async def _shifts(page: Page, line: Line, path: str, test_id: str) -> list[tuple[float, str]]:
    line.hold()
    await page.goto(path)
    await expect(page.locator(".skeleton").first).to_be_visible()
    await page.wait_for_timeout(300)
    line.release()
    await expect(page.get_by_test_id(test_id).first).to_be_visible()
    await page.wait_for_timeout(300)
    return await page.evaluate("shifts")


async def test_losing_the_connection_moves_nothing(chromium: Browser, line: Line):
    """The sign that says so lies over the page."""
    async with await chromium.new_context(viewport=PHONE, locale="zh-CN", base_url=line.url) as context:
        page = await context.new_page()
        await open_chats(page)
        before = await page.get_by_test_id("chat-row").first.bounding_box()
        line.cut()
        await expect(page.get_by_test_id("offline-banner")).to_be_visible()
        assert await page.get_by_test_id("chat-row").first.bounding_box() == before


async def test_little_is_fetched_before_one_can_write(chromium: Browser, server: Server, upstream: Upstream):
    """All scripts of a visit straight into an empty chat, nothing cached, as they travel: 180 KB at most."""
    async with await chromium.new_context(viewport=PHONE, locale="zh-CN", base_url=server.url) as context:
        page, answers = await context.new_page(), []
        await open_new_chat(page)
        address, known = page.url, await context.storage_state()
    async with await chromium.new_context(
        viewport=PHONE, locale="zh-CN", base_url=server.url, storage_state=known
    ) as context:
        page = await context.new_page()

        def note(answer: Response) -> None:
            answers.append(answer)

        page.on("response", note)
        await page.goto(address)
        await page.get_by_test_id("composer").wait_for()
        sizes = {answer.url: await _kilobytes(answer) for answer in answers if _is_script(answer)}
    assert len(sizes) > 5
    print(f"{sum(sizes.values()):.0f} KB of scripts")
    assert sum(sizes.values()) <= MOST_SCRIPT_KB, sizes


def _is_script(answer: Response) -> bool:
    return "javascript" in answer.headers.get("content-type", "")


async def _kilobytes(answer: Response) -> float:
    """As the server sends it: compressed, unless it is tiny."""
    size = (await answer.request.sizes())["responseBodySize"]
    assert answer.headers.get("content-encoding") in ("br", "gzip") or size < 1000, answer.url
    return size / 1000
