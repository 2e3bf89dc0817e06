"""Real servers on one MariaDB and one Redis, or on one machine's port: any of them may die or go."""

import asyncio
import os
import re
import signal
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import httpx
import psutil
import pytest

from oreai.models import new_id
from oreai.states.sending import SendingState
from tests.conftest import KEY
from tests.running import Server
from tests.serving import stored_in
from tests.states.conftest import first_chat_of, owner_of
from tests.states.wire import Wire, cookie_of
from tests.two_servers import Stored, TwoServers, empty_database, two_servers
from tests.upstream import Reply, Request, Upstream
from tests.waiting import soon

WORDS = tuple(f"第{number}句。" for number in range(60))
WHOLE = "".join(WORDS)
A_WORD_S = 0.04
REPLIES = "SELECT content, status FROM message WHERE role = 'assistant' AND chat_id = ?"
pytestmark = pytest.mark.timeout(240)


def rest_of(request: Request) -> Reply:
    """The story from where the assistant stopped in this request, to its end."""
    said = next((turn["content"] for turn in request.messages[::-1] if turn["role"] == "assistant"), "")
    told = len(re.findall("第", said))
    return Reply(tokens=WORDS[told:], delay_s=A_WORD_S)


@dataclass
class Talk:
    """A reader, who has asked for the story on one server."""

    wire: Wire
    token: str
    chat: str

    def content(self, stored: Stored) -> tuple[str, str]:
        """What the store has of the reply, and how it ended."""
        [found] = stored(REPLIES, self.chat)
        return found


async def ask(server: Server, stored: Stored) -> Talk:
    """A new reader asks there, and watches."""
    token = cookie_of(server)
    wire = await Wire.open(server, token)
    await wire.visit("/")
    await wire.settle()
    chat = first_chat_of(owner_of(token, stored), stored)
    await wire.visit(f"/chat/{chat}")
    await wire.call(
        SendingState.send_message, f"/chat/{chat}", chat_id=chat, text="讲个故事", idempotency_key=new_id()
    )
    talk = Talk(wire, token, chat)
    assert await soon(lambda: bool(stored(REPLIES, chat)))
    return talk


async def all_whole(talks: list[Talk], stored: Stored) -> bool:
    """Whether every story is soon stored to its last word, as a whole one."""
    return await soon(lambda: all(talk.content(stored) == (WHOLE, "complete") for talk in talks), within_s=60)


@pytest.fixture
def house(request: pytest.FixtureRequest, upstream: Upstream, tmp_path: Path) -> Iterator[TwoServers]:
    """Two servers that start at the same time, on an empty MariaDB."""
    upstream.fallback = rest_of
    with two_servers(empty_database(request, "mariadb", tmp_path), upstream, tmp_path) as two:
        yield two


@pytest.mark.mariadb
async def test_a_killed_server_loses_no_reply(house: TwoServers):
    """Its reader's other tab hangs on the other server: it sees the story grow, stop, and end whole."""
    first, second = house.servers
    talk = await ask(first, house.stored)
    other = await Wire.open(second, talk.token)
    await other.visit(f"/chat/{talk.chat}")
    assert await other.hears(WORDS[10])
    assert len(talk.content(house.stored)[0]) < len(WHOLE), "it is still being made"
    await asyncio.to_thread(first.kill)
    killed = time.monotonic()
    heard = len(other.said)
    assert await soon(lambda: talk.content(house.stored)[1] != "streaming" or len(other.said) > heard + 20)
    assert time.monotonic() - killed < 6, "three seconds, on a machine that has nothing else to do"
    assert await all_whole([talk], house.stored)
    assert await other.hears(WORDS[-1])
    await other.close()
    await talk.wire.close()
    assert house.redis.ask("DBSIZE") == ":0\r\n"


@pytest.mark.mariadb
async def test_a_rolling_restart_loses_no_reply(house: TwoServers):
    """Eight readers on two servers, of which one after the other goes and comes again."""
    talks = [await ask(house.servers[number % 2], house.stored) for number in range(8)]
    for server in house.servers:
        await asyncio.to_thread(server.stop)
        await asyncio.to_thread(server.start)
    assert await all_whole(talks, house.stored)
    for talk in talks:
        await talk.wire.close()


@pytest.fixture
def several(upstream: Upstream, tmp_path: Path) -> Iterator[Server]:
    """Two server processes behind one port, on a SQLite file, without a Redis."""
    upstream.fallback = rest_of
    server = Server(
        tmp_path,
        {
            "DATABASE_URL": f"sqlite:///{tmp_path / 'oreai.db'}",
            "OPENAI_BASE_URL": upstream.url,
            "OPENAI_API_KEY": KEY,
            "OREAI_WORKERS": "2",
            "OREAI_DRAIN_SECONDS": "1",
        },
    )
    server.start()
    yield server
    server.stop()


def workers_of(server: Server) -> set[int]:
    """The process ids of those that answer."""
    return {child.pid for child in psutil.Process(server.process.pid).children()}


async def test_workers_behind_one_port_replace_each_other(several: Server, tmp_path: Path):
    """One is killed, then all are replaced by a signal: every story ends whole. They go with their keeper."""
    stored = stored_in(tmp_path / "oreai.db")
    before = workers_of(several)
    assert len(before) == 2
    talks = [await ask(several, stored) for _ in range(4)]
    os.kill(min(before), signal.SIGKILL)
    assert await soon(lambda: len(workers_of(several) - before) == 1, within_s=30)
    assert await all_whole(talks, stored)
    talks += [await ask(several, stored)]
    between = workers_of(several)
    several.process.send_signal(signal.SIGHUP)
    assert await soon(
        lambda: not workers_of(several) & between and len(workers_of(several)) == 2, within_s=60
    )
    assert await all_whole(talks, stored)
    for talk in talks:
        await talk.wire.close()
    last = workers_of(several)
    several.process.kill()
    assert await soon(lambda: not any(psutil.pid_exists(pid) for pid in last)), "nobody is left on the port"


async def test_a_server_that_drains_says_so_and_goes_on(upstream: Upstream, tmp_path: Path):
    """SIGTERM: the balancer is told, the story ends in peace, then the server goes, before its time is up."""
    upstream.fallback = rest_of
    url = f"sqlite:///{tmp_path / 'oreai.db'}"
    settings = {"DATABASE_URL": url, "OPENAI_BASE_URL": upstream.url, "OPENAI_API_KEY": KEY}
    server = Server(tmp_path, settings | {"OREAI_DRAIN_SECONDS": "30"})
    server.start()
    try:
        stored = stored_in(tmp_path / "oreai.db")
        talk = await ask(server, stored)
        assert await talk.wire.hears(WORDS[3])
        server.process.terminate()
        await asyncio.sleep(0.3)
        health = await asyncio.to_thread(httpx.get, f"{server.url}/api/health")
        assert (health.status_code, health.json()["status"]) == (503, "draining")
        assert await talk.wire.hears(WORDS[-1])
        await asyncio.to_thread(server.process.wait, 20)
        assert talk.content(stored) == (WHOLE, "complete")
        await talk.wire.close()
    finally:
        server.stop()
