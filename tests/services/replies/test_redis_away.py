"""Two processes on a real Redis, which is killed in the middle of a reply and comes back: nothing is lost."""

import asyncio
import time
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from oreai.bootstrap import Services, build
from oreai.services.accounts.session_token import new_token
from oreai.services.replies.take_over import TakeOver
from tests.conftest import settings_for
from tests.redis_server import RedisServer
from tests.services.replies.conftest import QUESTION
from tests.talking import lines, row, send, settled, until_said
from tests.upstream import Reply, Upstream
from tests.waiting import soon

WORDS = tuple(f"第{number}句。" for number in range(110))


@pytest.fixture
async def redis(tmp_path: Path) -> AsyncIterator[RedisServer]:
    """A Redis to be killed."""
    server = RedisServer(tmp_path)
    await asyncio.to_thread(server.start)
    yield server
    server.kill()


@pytest.fixture
async def two(redis: RedisServer, sqlite_url: str, provider: Upstream) -> AsyncIterator[list[Services]]:
    """Two processes on it, that look for replies without a maker."""
    services = [build(settings_for(sqlite_url, REDIS_URL=redis.url)) for _ in range(2)]
    for one in services:
        await one.bus.start()
    looking = [asyncio.create_task(_look(one.take_over)) for one in services]
    yield services
    for task in looking:
        task.cancel()
    for one in services:
        await one.generations.close()
        await one.bus.close()
        one.database.close()


async def _look(take_over: TakeOver) -> None:
    while True:
        await take_over.look()
        await asyncio.sleep(take_over.seconds)


async def test_a_reply_goes_on_whatever_becomes_of_redis(
    two: list[Services], redis: RedisServer, provider: Upstream
):
    """Its maker's tab without a pause, the other's in steps; a stop from there comes through all the time."""
    first, second = two
    lin = await first.accounts.enter(new_token(), "zh")
    chat = await first.chats.open_free(lin.user_id, "zh")
    provider.enqueue(Reply(tokens=WORDS, delay_s=0.1))
    await send(first, lin, chat, QUESTION)
    await until_said(second, lin, chat, WORDS[10])
    await asyncio.to_thread(redis.kill)
    seen = asyncio.create_task(until_said(second, lin, chat, WORDS[45]))
    await until_said(first, lin, chat, WORDS[40])
    async with asyncio.timeout(8):
        reply_id = await seen
    await second.drafts.keep(lin.user_id, chat, "还想问")
    await asyncio.to_thread(redis.start)
    assert await soon(lambda: first.bus.is_connected and second.bus.is_connected, within_s=10)
    await until_said(second, lin, chat, WORDS[80])
    began = time.monotonic()
    assert await second.conversation.stop(lin.user_id, reply_id)
    assert time.monotonic() - began < 2
    view = await settled(first, lin, chat)
    assert lines(view)[-1][2] == "stopped"
    assert "".join(WORDS).startswith(lines(view)[-1][1])
    assert (len(provider.requests), (await row(first, reply_id)).takeovers) == (1, 0)
    assert await asyncio.to_thread(redis.ask, "DBSIZE") == ":0\r\n"
