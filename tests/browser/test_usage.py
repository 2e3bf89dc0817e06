"""Few replies left, none left, what to do then; and what was used, by day and request by request."""

from collections.abc import AsyncIterator, Iterator

import pytest
from playwright.async_api import Browser, Locator, expect

from oreai.i18n import fill
from tests.browser.screens import PHONE, Reader, converse, open_mine, open_new_chat, say
from tests.browser.test_sign_in import name, sign_up
from tests.conftest import KEY
from tests.running import Server
from tests.upstream import Reply, Upstream


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory, _one_upstream: Upstream) -> Iterator[Server]:
    """A server whose owner gives guests two replies a day."""
    folder = tmp_path_factory.mktemp("two-a-day")
    running = Server(
        folder,
        {
            "DATABASE_URL": f"sqlite:///{folder / 'oreai.db'}",
            "OPENAI_BASE_URL": _one_upstream.url,
            "OPENAI_API_KEY": KEY,
            "OREAI_GUEST_CALLS": "2",
        },
    )
    running.start()
    yield running
    running.stop()


@pytest.fixture(params=[("zh-CN", "light"), ("en-GB", "dark")], ids=["zh", "en"])
async def guest(request: pytest.FixtureRequest, chromium: Browser, house: Server) -> AsyncIterator[Reader]:
    """Somebody's phone, without an account."""
    locale, scheme = request.param
    context = await chromium.new_context(
        viewport=PHONE,
        locale=locale,
        color_scheme=scheme,
        base_url=house.url,
        timezone_id="Asia/Kathmandu",
    )
    async with context:
        yield Reader(locale[:2], await context.new_page())


def line(guest: Reader) -> Locator:
    return guest.page.get_by_test_id("replies-left")


async def test_few_left_and_used_up(guest: Reader, upstream: Upstream):
    """The line counts down; at nothing it says what to do, no idle *try again*; signing up lets one go on."""
    page, words = guest.page, guest.words
    await open_new_chat(page)
    await expect(line(guest)).to_contain_text(fill(words.composer.few_left_today, count=2))
    await converse(page, "你好")
    await expect(line(guest)).to_contain_text(fill(words.composer.few_left_today, count=1))
    await converse(page, "还有呢？")
    await expect(line(guest)).to_contain_text(words.composer.used_up_guest)
    await expect(page.get_by_test_id("message-retry")).to_have_count(0)
    await page.get_by_test_id("chat-back").click()
    await expect(line(guest)).to_contain_text(words.composer.used_up_guest)
    await page.get_by_test_id("chat-row").first.click()
    await say(page, "再来")
    await expect(page.get_by_test_id("message-error")).to_have_text(words.errors.kinds["guest_quota_used_up"])
    await expect(page.get_by_test_id("message-retry")).to_have_count(0)
    assert len(upstream.requests) == 2
    chat = page.url
    await expect(page.get_by_test_id("allowance-sign-up")).to_be_visible()
    await sign_up(page, name())
    await expect(page.get_by_test_id("quota-left")).to_have_text("1000")
    await page.goto(chat)
    await page.get_by_test_id("message-retry").click()
    await expect(page.get_by_test_id("message-error")).to_have_count(0)
    await expect(line(guest)).to_have_count(0)


async def test_what_was_used_is_shown_and_listed(guest: Reader, upstream: Upstream):
    """From Me: a chart of thirty days, and below it every request with its tokens and what it cost."""
    page, words = guest.page, guest.words
    upstream.enqueue(Reply("京都", usage=(1042, 7)))
    await open_new_chat(page)
    await converse(page, "去哪里？")
    await open_mine(page)
    await page.get_by_test_id("usage-open").click()
    row = page.get_by_test_id("usage-row")
    await expect(row).to_have_count(1)
    await expect(row).to_contain_text("去哪里？")
    await expect(row).to_contain_text(fill(words.usage.tokens, prompt=1042, completion=7))
    await expect(row).to_contain_text(fill(words.usage.calls, calls=1))
    told = fill(words.usage.summary, days=30, requests=1, prompt=1042, completion=7)
    await expect(page.get_by_test_id("usage-summary")).to_have_text(told)
    chart = page.get_by_test_id("usage-chart")
    await expect(chart.locator(".recharts-bar-rectangle path")).to_have_count(1)
    await expect(chart).to_contain_text("gpt-3.5-turbo-16k")
    await page.get_by_test_id("usage-back").click()
    await expect(page.get_by_test_id("chat-row").first).to_be_visible()
