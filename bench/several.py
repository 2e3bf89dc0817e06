"""Two processes on one MariaDB and one Redis: `python -m bench.several REPLIES TOKENS`, without browsers.

Prints one line of JSON. First each process makes so many replies, each of them also watched on the other one;
then one that makes a reply is killed while the other watches; then both are restarted in turn while replies
are made, and the pages of the one that goes connect to the other, as a balancer leads them. Lags and waits
are the readers' own, so they hold what a busy machine adds; CPU is that of both processes together.
"""

import argparse
import asyncio
import json
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from pathlib import Path

from bench import processes, texts
from bench.load import cpu_of, last_tokens
from bench.processes import Running
from bench.provider import wish
from bench.views import OreAIView
from tests.redis_server import RedisServer
from tests.running import Server, mariadb, run_sql

_RATE = 20  # tokens a second
_KILLED_TOKENS = 300
_ROLLING_TOKENS = 900
_ROLLING_REPLIES = 24
_UNTIL_RUNNING = 80  # characters: a reply is well under way
_LATEST_SECONDS = 120
_AGAIN_SECONDS = 0.2


@dataclass(frozen=True)
class Several:
    """What two processes showed."""

    replies: int
    "In each of the two."
    wrong: int
    "Texts unlike the provider's, on either side."
    cpu_per_1000: float
    lag_p95: float
    other_lag_p95: float
    "On the process that does not make the reply."
    taken_over_s: float
    "From kill -9 to text that the other process had not shown yet."
    rolled: int
    whole: int
    "Of so many replies, those whose readers had them whole."
    stillness_s: float
    "The longest time in which one of these readers saw nothing new."


async def measure(servers: list[Server], provider: Running, replies: int, tokens: int) -> Several:
    """All three, one after the other."""
    watched = await _watched(servers, provider, replies, tokens)
    taken_over = await _killed(servers)
    rolled = await _rolled(servers)
    return Several(replies=replies, taken_over_s=taken_over, **watched, **rolled)


async def _watched(servers: list[Server], provider: Running, replies: int, tokens: int) -> dict:
    makers = [await _opened(servers[number % 2]) for number in range(2 * replies)]
    others = [await _opened(servers[1 - number % 2], view) for number, view in enumerate(makers)]
    whole, pids = texts.reply(tokens), [server.process.pid for server in servers]
    cpu = sum(map(cpu_of, pids))
    for number, view in enumerate(makers):
        view.send(wish(f"both-{number}", tokens=tokens, rate=_RATE))
    await asyncio.gather(*(_read(view, len(whole)) for view in (*makers, *others)))
    cpu = sum(map(cpu_of, pids)) - cpu
    last = last_tokens(provider.url)
    ends = [last[f"both-{number}"]["sent"] for number in range(len(makers))]
    for view in (*makers, *others):
        view.socket.close()
    return {
        "wrong": sum(view.text != whole for view in (*makers, *others)),
        "cpu_per_1000": 1000 * cpu / (len(makers) * tokens),
        "lag_p95": _p95([view.ended - end for view, end in zip(makers, ends, strict=True)]),
        "other_lag_p95": _p95([view.ended - end for view, end in zip(others, ends, strict=True)]),
    }


async def _killed(servers: list[Server]) -> float:
    doomed, other = servers
    maker = await _opened(doomed)
    watcher = await _opened(other, maker)
    maker.send(wish("killed", tokens=_KILLED_TOKENS, rate=_RATE))
    await _read(watcher, _UNTIL_RUNNING)
    await asyncio.to_thread(doomed.kill)
    killed, seen = time.monotonic(), len(watcher.text)
    await _read(watcher, seen + 1)
    seconds = time.monotonic() - killed
    watcher.socket.close()
    await asyncio.to_thread(doomed.start)
    return seconds


async def _rolled(servers: list[Server]) -> dict:
    views = [await _opened(servers[number % 2]) for number in range(_ROLLING_REPLIES)]
    whole = texts.reply(_ROLLING_TOKENS)
    for number, view in enumerate(views):
        view.send(wish(f"rolled-{number}", tokens=_ROLLING_TOKENS, rate=_RATE))
    readers = [asyncio.create_task(_read_anywhere(view, servers, len(whole))) for view in views]
    await asyncio.sleep(3)
    for server in servers:
        await asyncio.to_thread(server.stop)
        await asyncio.to_thread(server.start)
    stillness = await asyncio.gather(*readers)
    return {
        "rolled": len(views),
        "whole": sum(view.text == whole for view in views),
        "stillness_s": max(stillness),
    }


async def _opened(server: Server, like: OreAIView | None = None) -> OreAIView:
    view = OreAIView(server.port, like.cookie if like else "", like.chat_id if like else "")
    await view.open()
    return view


async def _read(view: OreAIView, length: int) -> None:
    with suppress(TimeoutError):
        async with asyncio.timeout(_LATEST_SECONDS):
            await view.read(length)
    view.ended = time.time()


async def _read_anywhere(view: OreAIView, servers: list[Server], length: int) -> float:
    """To the end, at whichever server answers; the longest time without anything new."""
    with suppress(TimeoutError):
        async with asyncio.timeout(_LATEST_SECONDS):
            while len(await view.read(length)) < length:
                ports = [server.port for server in servers]
                view.port = ports[1 - ports.index(view.port)]
                await asyncio.sleep(_AGAIN_SECONDS)
                with suppress(OSError, ConnectionError, asyncio.IncompleteReadError):
                    await view.open()
    return view.longest_stillness


def _p95(numbers: list[float]) -> float:
    return sorted(numbers)[int(len(numbers) * 0.95)]


@contextmanager
def two(provider: Running) -> Iterator[list[Server]]:
    """Two servers, their database and their Redis, all new."""
    with tempfile.TemporaryDirectory() as folder, mariadb(Path(folder)) as database:
        run_sql(database, "CREATE DATABASE bench CHARACTER SET utf8mb4")
        redis = RedisServer(Path(folder))
        redis.start()
        environment = processes.asking(provider.url) | {
            "DATABASE_URL": f"{database}/bench",
            "REDIS_URL": redis.url,
            **{f"OREAI_{who}_CALLS": "1000000" for who in ("GUEST", "NETWORK", "ALL_GUESTS")},
        }
        servers = [Server(Path(folder), environment) for _ in range(2)]
        try:
            for server in servers:
                server.begin()
            for server in servers:
                server.wait_until_up()
            yield servers
        finally:
            for server in servers:
                server.stop()
            redis.kill()


def _main() -> None:
    parser = argparse.ArgumentParser(description="Two processes.")
    parser.add_argument("--replies", type=int, required=True)
    parser.add_argument("--tokens", type=int, required=True)
    wanted = parser.parse_args()
    with processes.provider() as provider, two(provider) as servers:
        found = asyncio.run(measure(servers, provider, wanted.replies, wanted.tokens))
    print(json.dumps(asdict(found)), flush=True)


if __name__ == "__main__":
    _main()
