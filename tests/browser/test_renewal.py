"""A part of the page that is loaded on first use and does not come: the page is fetched anew, once."""

from collections.abc import AsyncIterator

import pytest
from playwright.async_api import Browser, BrowserContext, Page, Request, Route, expect

from tests.browser.line import Line
from tests.browser.screens import PHONE, body, converse, last_reply, open_new_chat
from tests.running import Server
from tests.upstream import Reply, Upstream

RENDERER = "**/assets/markdown-*.js"


@pytest.fixture
async def bare(chromium: Browser, server: Server, upstream: Upstream) -> AsyncIterator[Page]:
    """A tab whose requests go straight to the network."""
    async with await chromium.new_context(
        viewport=PHONE, locale="zh-CN", base_url=server.url, service_workers="block"
    ) as context:
        yield await context.new_page()


def loads(page: Page) -> list[str]:
    """Every page that is fetched from now on."""
    addresses: list[str] = []

    def note(request: Request) -> None:
        if request.is_navigation_request():
            addresses.append(request.url)

    page.on("request", note)
    return addresses


async def lose(route: Route) -> None:
    await route.abort()


async def test_a_page_from_before_a_deploy_mends_itself(bare: Page, upstream: Upstream):
    """Its files have other names now: the page is fetched anew, and the reply is shown as it is meant."""
    upstream.enqueue(Reply("**东寺**"))
    await open_new_chat(bare)
    await bare.route(RENDERER, lose, times=1)
    fetched = loads(bare)
    await bare.get_by_test_id("composer").fill("去哪儿？")
    await bare.get_by_test_id("send").click()
    await expect(last_reply(bare).locator("strong")).to_have_text("东寺")
    assert fetched == [bare.url]


async def test_while_the_server_is_away_the_page_stays(far_phone: BrowserContext, line: Line):
    """Nothing newer can be fetched then: the reader keeps the page, with its banner, and the words in it."""
    page = await far_phone.new_page()
    await open_new_chat(page)
    fetched = loads(page)
    line.cut()
    await page.get_by_test_id("offline-banner").wait_for()
    await page.evaluate("dispatchEvent(new Event('vite:preloadError'))")
    await page.get_by_test_id("composer").fill("去哪儿？")
    await page.wait_for_timeout(500)  # that it does not leave shows only in time
    assert fetched == []
    await expect(page.get_by_test_id("composer")).to_have_value("去哪儿？")


async def test_a_file_that_stays_away_is_no_endless_journey(bare: Page, upstream: Upstream):
    """Fetched anew once; then the reply stays plain, the chat goes on, and a draft is kept."""
    upstream.enqueue(Reply("**东寺**"), Reply("**岚山**"))
    await open_new_chat(bare)
    await bare.route(RENDERER, lose)
    fetched = loads(bare)
    async with bare.expect_event("domcontentloaded"):
        await bare.get_by_test_id("composer").fill("去哪儿？")
        await bare.get_by_test_id("send").click()
    await expect(body(last_reply(bare))).to_have_text("**东寺**")
    await converse(bare, "还有呢？")
    await expect(body(last_reply(bare))).to_have_text("**岚山**")
    assert fetched == [bare.url]
