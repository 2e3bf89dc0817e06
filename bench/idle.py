"""What tabs cost that only stand open: `python -m bench.idle PORT PID FLOOR_PORT FLOOR_PID TABS`.

Prints one line of JSON. Each tab shows the list of a user of its own. Memory is what the server's process has
more of (RSS) once all are open and calm, beside as many bare sockets of the floor; CPU is counted over the
opening, and then over a while in which nobody does anything.
"""

import asyncio
import json
import sys
from dataclasses import asdict, dataclass

import psutil

from bench.load import cpu_of
from bench.views import FloorView, OreAIView

_AT_ONCE = 8
_FIRST = 20  # what the first ones wake is not a tab's cost
_CALM_SECONDS = 30  # longer than the interval of the page's own pings


@dataclass(frozen=True)
class Idle:
    """What so many tabs showed."""

    tabs: int
    kilobytes: float
    "Of one tab, all in all,"
    bare_kilobytes: float
    "and of one socket of the floor, compression included."
    opening_ms: float
    "CPU milliseconds of opening the list as a new user, from the page's first request on."
    idle_us: float
    "CPU microseconds of one tab a second."


async def measure(port: int, pid: int, floor_port: int, floor_pid: int, tabs: int) -> Idle:
    """Open them, wait, and look."""
    await _opened(OreAIView, port, _FIRST)
    memory, cpu = _memory(pid), cpu_of(pid)
    kept = await _opened(OreAIView, port, tabs)
    opening = cpu_of(pid) - cpu
    calm = cpu_of(pid)
    await asyncio.gather(*(_keep(view) for view in kept))
    idle, grown = cpu_of(pid) - calm, _memory(pid) - memory
    await _opened(FloorView, floor_port, _FIRST)
    bare = _memory(floor_pid)
    sockets = await _opened(FloorView, floor_port, tabs)
    bare = _memory(floor_pid) - bare
    for view in (*kept, *sockets):
        view.socket.close()
    return Idle(
        tabs=tabs,
        kilobytes=grown / 1024 / tabs,
        bare_kilobytes=bare / 1024 / tabs,
        opening_ms=1000 * opening / tabs,
        idle_us=1e6 * idle / tabs / _CALM_SECONDS,
    )


async def _opened(kind: type[OreAIView] | type[FloorView], port: int, count: int) -> list:
    gate = asyncio.Semaphore(_AT_ONCE)

    async def one() -> OreAIView | FloorView:
        async with gate:
            view = kind(port)
            await (view.connect() if isinstance(view, OreAIView) else view.open())
            return view

    views = await asyncio.gather(*(one() for _ in range(count)))
    await asyncio.sleep(1)  # what opening has set off
    return views


async def _keep(view: OreAIView) -> None:
    """Answer the server's pings for a while."""
    try:
        async with asyncio.timeout(_CALM_SECONDS):
            await view.read(1)
    except TimeoutError:
        return


def _memory(pid: int) -> int:
    return psutil.Process(pid).memory_info().rss


if __name__ == "__main__":
    print(json.dumps(asdict(asyncio.run(measure(*map(int, sys.argv[1:]))))), flush=True)
