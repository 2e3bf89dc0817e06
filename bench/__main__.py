"""`python -m bench`: measure OreAI beside the floor, print the table, write `bench/results.md`.

One run on one machine: pages one after the other, each length of reply in the floor's page, then in OreAI's;
the database's writes meanwhile, at 20 tokens a second; a chat of a thousand messages opened; a first load
beside Reflex's template; then many replies at once, floor and OreAI in turn, sends of the same instant,
tabs that only stand open, two processes on MariaDB and Redis (which have to be installed), a conversation
that is longer than the model's window, and at last a search among many messages. `python -m bench search`
measures one part of it that needs no other.
"""

import argparse
import asyncio
import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from bench import browser, first_load, long_chat, machine, processes, report, texts
from bench.browser import Reading
from bench.burst import Burst
from bench.first_load import FirstLoad
from bench.idle import Idle
from bench.load import Load
from bench.long_chat import Opening
from bench.processes import Running
from bench.several import Several
from oreai.settings import ROOT

_RESULTS = Path(__file__).parent / "results.md"
_RATE = 200  # tokens a second in the pages,
_CROWD_RATE = 20  # and of each reply among many
_MANY = 1000  # messages of a long chat


@dataclass(frozen=True)
class Plan:
    """How much to measure."""

    pages: tuple[int, ...]
    "Replies read in Chromium, in tokens."
    blocks: tuple[int, int]
    "The same of replies that are one long list, table or paragraph: a short and a long one."
    crowds: tuple[int, ...]
    "Replies at once, round by round; their CPU is noisy where a machine is shared."
    crowd_tokens: int
    bursts: tuple[int, ...]
    "Sends in the same instant."
    writes_tokens: int
    openings: int
    "How often the long chat is opened, cold and warm."
    tabs: int
    "That stand open, and nothing else."
    in_each: int
    "Replies at once in each of two processes."
    more: int
    "Exchanges that the conversation of 300 turns goes on for."
    searched: int
    "Messages that are searched."


FULL = Plan(
    pages=(200, 1000, 4000, 16000),
    blocks=(1000, 8000),
    crowds=(100, 100, 100, 200),
    crowd_tokens=400,
    bursts=(100, 200),
    writes_tokens=1600,
    openings=5,
    tabs=2000,
    in_each=100,
    more=50,
    searched=200_000,
)
QUICK = Plan(
    pages=(200, 1000),
    blocks=(200, 1000),
    crowds=(50,),
    crowd_tokens=100,
    bursts=(50,),
    writes_tokens=200,
    openings=1,
    tabs=200,
    in_each=8,
    more=10,
    searched=10_000,
)


def main() -> None:
    """Measure, print, and keep what a full run has shown."""
    parser = argparse.ArgumentParser(prog="python -m bench", description="What OreAI costs.")
    parser.add_argument("--quick", action="store_true", help="small sizes, about a minute; results.md stays")
    parser.add_argument("part", nargs="?", choices=_PARTS, help="this alone; results.md stays")
    asked = parser.parse_args()
    plan = QUICK if asked.quick else FULL
    if asked.part:
        print(report.render_part(asked.part, _PARTS[asked.part](plan)))
        return
    began = time.monotonic()
    measured = measure(plan)
    words = report.render(measured, seconds=time.monotonic() - began)
    print(words)
    if not asked.quick:
        _RESULTS.write_text(words, encoding="utf-8")


def measure(plan: Plan) -> report.Measured:
    """Everything, in one run."""
    before = machine.describe()
    with (
        processes.provider() as provider,
        processes.floor(provider.url) as floor,
        processes.app(provider.url) as app,
    ):
        with _counting_writes(provider, plan.writes_tokens) as writes:
            version, pages, blocks, opened = asyncio.run(_pages(plan, provider, floor, app))
        with processes.template() as template:
            loaded = asyncio.run(_first_loads(plan, template, app))
        crowds = [_crowd(at_once, plan.crowd_tokens, provider, floor, app) for at_once in plan.crowds]
        bursts = [_burst(sends, provider, app) for sends in plan.bursts]
    with processes.floor(provider.url) as floor, processes.app(provider.url) as app:
        idle = _idle(plan.tabs, floor, app)
    _say("two processes, each of which watches the other's replies ...")
    several = Several(**_result(_start("bench.several", replies=plan.in_each, tokens=plan.crowd_tokens)))
    fitting, search = _fitting(plan), _search(plan)
    return report.Measured(
        machine=[*before, ("Chromium", f"{version}, headless")],
        pages=pages,
        blocks=blocks,
        crowds=crowds,
        crowd_tokens=plan.crowd_tokens,
        bursts=bursts,
        idle=idle,
        several=several,
        writes=writes,
        writes_seconds=plan.writes_tokens // _CROWD_RATE,
        opening=opened,
        loaded=loaded,
        fitting=fitting,
        search=search,
    )


def _fitting(plan: Plan) -> dict[str, float]:
    _say("a conversation of 300 turns that goes on ...")
    return _result(_start("bench.fitting", turns=300, more=plan.more))


def _search(plan: Plan) -> dict[str, float]:
    _say(f"a search among {plan.searched:,} messages ...")
    return _result(_start("bench.search", messages=plan.searched))


_PARTS = {"fitting": _fitting, "search": _search}
"What can be measured by itself."


async def _pages(
    plan: Plan, provider: Running, floor: Running, app: Running
) -> tuple[str, list[tuple[Reading, Reading]], dict[str, tuple[Reading, Reading]], Opening]:
    """Chromium's version, (floor, OreAI) for each length of reply, long blocks, and how a long chat opens."""
    pages = []
    async with browser.chromium() as chromium:
        reader = browser.Reader(chromium, provider, rate=_RATE)
        for tokens in plan.pages:
            _say(f"{tokens} tokens in the floor's page, then in OreAI's ...")
            pages.append((await reader.floor(floor, tokens), await reader.app(app, tokens)))
        blocks = {}
        for kind in texts.LONG_BLOCKS:
            _say(f"a {kind} reply of {plan.blocks[0]}, then of {plan.blocks[1]} tokens ...")
            short, long = plan.blocks
            blocks[kind] = (await reader.app(app, short, kind), await reader.app(app, long, kind))
        _say(f"a chat of {_MANY:,} messages is opened ...")
        opened = await long_chat.read(chromium, app, messages=_MANY, rounds=plan.openings)
        return chromium.version, pages, blocks, opened


async def _first_loads(plan: Plan, template: Running, app: Running) -> tuple[FirstLoad, FirstLoad]:
    """(Reflex's template, OreAI) on a slow phone."""
    _say("a first load of Reflex's template, then of OreAI ...")
    async with browser.chromium() as chromium:
        return await first_load.read(chromium, template, app, rounds=plan.openings)


def _crowd(at_once: int, tokens: int, provider: Running, floor: Running, app: Running) -> tuple[Load, Load]:
    """(floor, OreAI) with so many replies at once."""
    _say(f"{at_once} replies at once from the floor, then from OreAI ...")
    wanted = {"provider": provider.url, "replies": at_once, "tokens": tokens, "rate": _CROWD_RATE}
    bare, full = (
        _result(_start("bench.load", kind, port=server.port, pid=server.pid, **wanted))
        for kind, server in (("floor", floor), ("oreai", app))
    )
    return Load(**bare), Load(**full)


def _burst(sends: int, provider: Running, app: Running) -> Burst:
    """So many sends in the same instant."""
    _say(f"{sends} sends in the same instant ...")
    return Burst(**_result(_start("bench.burst", str(app.port), str(app.pid), provider.url, str(sends))))


def _idle(tabs: int, floor: Running, app: Running) -> Idle:
    """Tabs that only stand open; in new processes: these have seen nothing before."""
    _say(f"{tabs:,} tabs stand open ...")
    servers = [str(number) for server in (app, floor) for number in (server.port, server.pid)]
    return Idle(**_result(_start("bench.idle", *servers, str(tabs))))


@contextmanager
def _counting_writes(provider: Running, tokens: int) -> Iterator[dict[str, int]]:
    """Count beside whatever is done meanwhile; the counts are there when it ends."""
    writes: dict[str, int] = {}
    process = _start(
        "bench.writes", environment=processes.asking(provider.url), tokens=tokens, rate=_CROWD_RATE
    )
    yield writes
    writes |= _result(process)


def _start(
    module: str, *words: str, environment: dict[str, str] | None = None, **options: object
) -> subprocess.Popen[str]:
    arguments = [word for name, value in options.items() for word in (f"--{name}", str(value))]
    return subprocess.Popen(
        [sys.executable, "-m", module, *words, *arguments],
        cwd=ROOT,
        env={**os.environ, **(environment or {})},
        stdout=subprocess.PIPE,
        text=True,
    )


def _result(process: subprocess.Popen[str]) -> dict:
    """The one line of JSON that it prints."""
    line, _ = process.communicate()
    if process.returncode:
        sys.exit(f"bench: failed: {' '.join(process.args)}")
    return json.loads(line)


def _say(line: str) -> None:
    print(f"bench: {line}", file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
