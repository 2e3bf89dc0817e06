"""What the finger feels: a short pulse on send and on stop, none where less motion is asked for."""

from playwright.async_api import Browser, Page, expect

from tests.browser.screens import PHONE, open_new_chat, say
from tests.running import Server
from tests.upstream import Reply, Upstream

_FELT = "globalThis.felt = []; navigator.vibrate = (pattern) => felt.push(pattern) > 0"


async def _stops_a_reply(page: Page, upstream: Upstream) -> list[int]:
    """What is felt by whoever sends something and stops its reply, by touch."""
    await page.add_init_script(_FELT)
    await open_new_chat(page)
    await page.get_by_test_id("outbox").wait_for(state="attached")
    upstream.enqueue(Reply(tokens=("先", "去"), silent_after=1))
    await say(page, "去哪里？")
    await page.get_by_test_id("stop").tap()
    await expect(page.get_by_test_id("stop")).to_have_count(0)
    return await page.evaluate("felt")


async def test_sending_and_stopping_are_felt(touch_page: Page, upstream: Upstream):
    """One short pulse each."""
    sent, stopped = await _stops_a_reply(touch_page, upstream)
    assert 0 < sent == stopped < 50


async def test_nothing_moves_for_who_asks_for_less(chromium: Browser, server: Server, upstream: Upstream):
    """Less motion: no pulse."""
    async with await chromium.new_context(
        viewport=PHONE,
        locale="zh-CN",
        base_url=server.url,
        has_touch=True,
        is_mobile=True,
        reduced_motion="reduce",
    ) as context:
        assert await _stops_a_reply(await context.new_page(), upstream) == []
