"""Fifty replies with reloads, stops and lost connections in between: nothing shown and stored may differ."""

import asyncio
import random
import sqlite3
from collections.abc import Awaitable, Callable
from contextlib import AsyncExitStack, suppress

import pytest
from playwright.async_api import Browser, Error, Page, expect

from tests.browser.line import Line
from tests.browser.screens import PHONE, body, chat_id, last_reply, messages, open_new_chat, say
from tests.running import Server
from tests.upstream import Reply, Request, Upstream

PHONES = 4
REPLIES_EACH = 13
STATUSES = {"complete", "stopped"}


def story(request: Request) -> Reply:
    """A story as long as its number says, so that every phone gets the one it asked for."""
    number = int(request.messages[-1]["content"].removeprefix("第").removesuffix("个"))
    text = "".join(f"{number}之{line}，山上有座庙🏯。" for line in range(10 + number % 20))
    return Reply(text, delay_s=0.01)


async def reload(page: Page, line: Line) -> None:
    await page.reload()


async def stop(page: Page, line: Line) -> None:
    with suppress(Error):  # a stop that comes too late finds no button
        await page.get_by_test_id("stop").click(timeout=500)


async def cut(page: Page, line: Line) -> None:
    line.cut()
    await asyncio.sleep(0.3)
    line.mend()


async def nothing(page: Page, line: Line) -> None:
    """Most replies are left alone."""


ACCIDENTS: list[Callable[[Page, Line], Awaitable[None]]] = [nothing, reload, stop, cut]


async def one_phone(chromium: Browser, server: Server, number: int) -> str:
    """One reader's afternoon; the id of their chat."""
    chance = random.Random(number)
    async with AsyncExitStack() as stack:
        line = await stack.enter_async_context(Line(server))
        context = await chromium.new_context(viewport=PHONE, locale="zh-CN", base_url=line.url)
        page = await (await stack.enter_async_context(context)).new_page()
        await open_new_chat(page)
        for at in range(REPLIES_EACH):
            await one_reply(page, line, chance, number * REPLIES_EACH + at)
        await check(page, server)
        return chat_id(page)


async def one_reply(page: Page, line: Line, chance: random.Random, number: int) -> None:
    await say(page, f"第{number}个")
    await asyncio.sleep(chance.random() * 0.4)
    await chance.choice(ACCIDENTS)(page, line)
    await expect(page.get_by_test_id("send")).to_be_attached(timeout=20_000)
    await expect(last_reply(page)).to_have_attribute("aria-busy", "false", timeout=20_000)


async def check(page: Page, server: Server) -> None:
    """What the page shows, without a reload, is what the database holds."""
    stored = rows(server, chat_id(page))
    await expect(messages(page)).to_have_count(len(stored))
    for at, (role, status, content) in enumerate(stored):
        message = messages(page).nth(at)
        await expect(message).to_have_attribute("data-role", role)
        await expect(message).to_have_attribute("data-status", status)
        await expect(body(message)).to_have_text(content)
        assert status in STATUSES


def rows(server: Server, chat: str) -> list[tuple[str, str, str]]:
    """The chat's messages as the database has them."""
    query = "SELECT role, status, content FROM message WHERE chat_id = ? AND selected ORDER BY created_at"
    with sqlite3.connect(server.log_file.parent / "oreai.db") as connection:
        return connection.execute(query, (chat,)).fetchall()


@pytest.mark.timeout(400)
async def test_a_soak_loses_nothing(chromium: Browser, server: Server, upstream: Upstream):
    """Four phones, more than fifty replies, an accident in three of four."""
    upstream.fallback, before = story, upstream.fallback
    try:
        chats = await asyncio.gather(*(one_phone(chromium, server, number) for number in range(PHONES)))
    finally:
        upstream.fallback = before
    assert len(set(chats)) == PHONES
    replies = [row for chat in chats for row in rows(server, chat) if row[0] == "assistant"]
    assert len(replies) == PHONES * REPLIES_EACH
