"""Phones at two processes behind one port: whichever is killed, and whichever of them a page hangs on."""

import asyncio
import os
import re
import signal
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import psutil
import pytest
from playwright.async_api import Browser, Page, expect

from tests.browser.conftest import LOCALES
from tests.browser.screens import (
    PHONE,
    body,
    converse,
    last_reply,
    messages,
    open_chats,
    open_mine,
    open_new_chat,
    say,
)
from tests.browser.test_sign_in import sign_in, sign_up
from tests.conftest import KEY
from tests.running import Server
from tests.two_servers import EACH_DATABASE, empty_database
from tests.upstream import Reply, Request, Upstream
from tests.waiting import soon

WORDS = tuple(f"第{number}夜，老和尚讲到这里，喝了一口茶。" for number in range(120))
pytestmark = pytest.mark.timeout(240)


def rest_of(request: Request) -> Reply:
    """The story from where the assistant stopped in this request, to its end."""
    said = next((turn["content"] for turn in request.messages[::-1] if turn["role"] == "assistant"), "")
    return Reply(tokens=WORDS[len(re.findall("第", said)) :], delay_s=0.08)


@pytest.fixture
def two(upstream: Upstream, tmp_path: Path) -> Iterator[Server]:
    """Two processes, on one SQLite file and without a Redis."""
    upstream.fallback = rest_of
    url = f"sqlite:///{tmp_path / 'oreai.db'}"
    provider = {"OPENAI_BASE_URL": upstream.url, "OPENAI_API_KEY": KEY}
    server = Server(tmp_path, {"DATABASE_URL": url, **provider, "OREAI_WORKERS": "2"})
    server.start()
    yield server
    server.stop()


@pytest.fixture(params=EACH_DATABASE)
def each_two(request: pytest.FixtureRequest, upstream: Upstream, tmp_path: Path) -> Iterator[Server]:
    """Two processes on a database of each kind."""
    places = {"OREAI_IMAGES_FOLDER": str(tmp_path), "OREAI_SECRET_FILE": str(tmp_path / "secret")}
    provider = {"OPENAI_BASE_URL": upstream.url, "OPENAI_API_KEY": KEY}
    url = empty_database(request, request.param, tmp_path)
    server = Server(tmp_path, {"DATABASE_URL": url, **places, **provider, "OREAI_WORKERS": "2"})
    server.start()
    yield server
    server.stop()


@pytest.fixture
async def page(chromium: Browser, two: Server) -> AsyncIterator[Page]:
    """Lin's phone."""
    async with await chromium.new_context(viewport=PHONE, locale="zh-CN", base_url=two.url) as context:
        yield await context.new_page()


async def test_whichever_process_dies_the_page_shows_the_story_whole(page: Page, two: Server):
    """It comes back by itself at the other process, which goes on with the reply: one message, no gap."""
    await open_new_chat(page)
    await say(page, "讲个长故事")
    await expect(body(last_reply(page))).to_contain_text("第5夜", timeout=30_000)
    workers = {child.pid for child in psutil.Process(two.process.pid).children()}
    for pid in workers:
        before = len(await body(last_reply(page)).inner_text())
        os.kill(pid, signal.SIGKILL)
        async with asyncio.timeout(45):
            while len(await body(last_reply(page)).inner_text()) <= before:  # noqa: ASYNC110 - it is a page's
                await asyncio.sleep(0.1)
        assert await soon(lambda: len(psutil.Process(two.process.pid).children()) == len(workers))
    await expect(last_reply(page)).to_have_attribute("data-status", "complete", timeout=60_000)
    await expect(body(last_reply(page))).to_have_text("".join(WORDS))
    await expect(messages(page)).to_have_count(2)


async def phone_at(chromium: Browser, server: Server, locale: str) -> Page:
    """A new phone of this language's reader."""
    context = await chromium.new_context(viewport=PHONE, locale=LOCALES[locale], base_url=server.url)
    return await context.new_page()


@pytest.mark.parametrize("locale", LOCALES)
async def test_an_account_is_one_on_every_phone(chromium: Browser, each_two: Server, locale: str):
    """Signed up on one, in on another with its guest's chat; both see what is said, until one is ended."""
    phone, tablet = [await phone_at(chromium, each_two, locale) for _ in range(2)]
    await sign_up(phone, "林 of two")
    await open_chats(phone)
    await open_new_chat(tablet)
    await converse(tablet, "Kyoto?")
    await sign_in(tablet, "林 of two")
    await tablet.get_by_test_id("bring-yes").click()
    for page in (tablet, phone):
        await expect(page.get_by_test_id("chat-row").filter(has_text="Kyoto?")).to_be_visible()
        await page.get_by_test_id("chat-row").filter(has_text="Kyoto?").click()
    await say(phone, "Nara?")
    await expect(messages(tablet).filter(has_text="Nara?").first).to_be_visible()
    await open_mine(tablet)
    await tablet.get_by_test_id("sessions").click()
    await tablet.get_by_test_id("session-end").click()
    await expect(tablet.get_by_test_id("session")).to_have_count(1)
    await expect(phone.get_by_text("Nara?")).to_have_count(0)
    for page in (phone, tablet):
        await page.context.close()
