"""The server goes away in the middle of a reply: killed or stopped, on SQLite and on MariaDB."""

import time
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from playwright.async_api import Browser, Page, expect

from oreai.models import new_id
from tests.browser.screens import PHONE, body, last_reply, messages, open_new_chat, say
from tests.conftest import KEY
from tests.running import Server, run_sql
from tests.upstream import Reply, Upstream

STORY = "".join(f"第{number}夜，老和尚讲到这里，喝了一口茶。" for number in range(250))
A_PIECE_S = 0.02
SNAPSHOT_S = 2
pytestmark = pytest.mark.timeout(300)


@pytest.fixture(params=["sqlite", pytest.param("mariadb", marks=pytest.mark.mariadb)])
async def doomed(request: pytest.FixtureRequest, upstream: Upstream, tmp_path: Path) -> AsyncIterator[Server]:
    """A server of its own, to be killed."""
    url = f"sqlite:///{tmp_path / 'oreai.db'}"
    if request.param == "mariadb":
        server = request.getfixturevalue("mariadb_server")
        name = f"doomed_{new_id()}"
        run_sql(server, f"CREATE DATABASE {name}")
        url = f"{server}/{name}"
    running = Server(tmp_path, {"DATABASE_URL": url, "OPENAI_BASE_URL": upstream.url, "OPENAI_API_KEY": KEY})
    running.start()
    yield running
    running.stop()


@pytest.fixture
async def page(chromium: Browser, doomed: Server) -> AsyncIterator[Page]:
    """Lin's phone at the doomed server."""
    async with await chromium.new_context(viewport=PHONE, locale="zh-CN", base_url=doomed.url) as context:
        yield await context.new_page()


async def shown(page: Page) -> str:
    return (await body(last_reply(page)).inner_text()).strip()


async def test_a_killed_server_loses_two_seconds_at_most(page: Page, doomed: Server, upstream: Upstream):
    """After kill -9 the page comes back by itself; the reply is interrupted, offers to go on, and does."""
    upstream.enqueue(Reply(STORY, delay_s=A_PIECE_S))
    await open_new_chat(page)
    await say(page, "讲个长故事")
    await expect(body(last_reply(page))).to_contain_text("第100夜", timeout=60_000)
    before = await shown(page)
    doomed.kill()
    await expect(page.get_by_test_id("offline-banner")).to_be_visible(timeout=15_000)
    await page.get_by_test_id("composer").fill("写到一半")
    doomed.start()
    await expect(last_reply(page)).to_have_attribute("data-status", "interrupted", timeout=20_000)
    kept = await shown(page)
    assert STORY.startswith(kept)
    assert len(kept) >= len(before) - (SNAPSHOT_S + 3) / A_PIECE_S * 4
    await expect(page.get_by_test_id("composer")).to_have_value("写到一半")
    upstream.enqueue(Reply(STORY[len(kept) :]))
    await page.get_by_test_id("message-continue").click()
    await expect(last_reply(page)).to_have_attribute("data-status", "complete")
    await expect(body(last_reply(page))).to_have_text(STORY)
    await expect(messages(page)).to_have_count(2)


async def test_a_stopped_server_loses_nothing(page: Page, doomed: Server, upstream: Upstream):
    """SIGTERM stores what has come before the server goes; retry is there when it is back."""
    upstream.enqueue(Reply(STORY, delay_s=A_PIECE_S))
    await open_new_chat(page)
    await say(page, "讲个长故事")
    await expect(body(last_reply(page))).to_contain_text("第5夜")
    before = await shown(page)
    began = time.monotonic()
    doomed.stop()
    assert time.monotonic() - began < 19
    doomed.start()
    await expect(last_reply(page)).to_have_attribute("data-status", "interrupted", timeout=20_000)
    kept = await shown(page)
    assert STORY.startswith(kept)
    assert len(kept) >= len(before)
    upstream.enqueue(Reply("重新讲一遍。"))
    await page.get_by_test_id("message-retry").click()
    await expect(body(last_reply(page))).to_have_text("重新讲一遍。")
