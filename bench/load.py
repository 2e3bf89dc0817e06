"""Many replies at once, without browsers, in a process of its own: `python -m bench.load oreai --port …`.

Prints one line of JSON. CPU seconds are those of the server's process and its children, user and system, from
the first send to the last reply's end: storing the prompts, streaming and persistence, but not opening the
views. The views' own CPU and the provider's are not in it, though on a small machine they take turns with it.
"""

import argparse
import asyncio
import json
import secrets
import statistics
import time
import urllib.request
from contextlib import suppress
from dataclasses import asdict, dataclass

import psutil

from bench import texts
from bench.provider import wish
from bench.views import FloorView, OreAIView, View

_OPENING_AT_ONCE = 8
_SEND_OVER_SECONDS = 2.0  # people do not press Enter in the same instant
_LATEST_SECONDS = 60  # after the end by the clock; then a reply counts as wrong
_VIEWS = {"oreai": OreAIView, "floor": FloorView}

Last = dict[str, dict[str, float]]


@dataclass(frozen=True)
class Load:
    """What a run of many replies showed."""

    replies: int
    wrong: int
    "Texts that are not exactly the provider's."
    start_p95: float
    "Seconds from the send to the request at the provider."
    lag_p50: float
    lag_p95: float
    lag_max: float
    "Seconds from the provider's last token to the view's last character."
    cpu_seconds: float
    cpu_per_1000: float
    "Server CPU seconds, all and per 1,000 tokens."
    bytes_ratio: float
    "Bytes to the views ÷ the replies' UTF-8 bytes."
    provider_late: float
    "The provider's own worst delay by its schedule: a machine too busy to trust shows here."
    seconds: float


@dataclass(frozen=True)
class Reply:
    """What one view has had: its text, and when (wall clock) it asked and had the last of it."""

    text: str
    asked: float
    ended: float


@dataclass(frozen=True)
class Wanted:
    """What to measure, and where."""

    kind: str
    port: int
    pid: int
    "The process whose CPU counts, with its children."
    provider: str
    replies: int
    tokens: int
    rate: int


async def run(wanted: Wanted) -> Load:
    """Open the views, let all ask, and measure until the last has its reply."""
    views = [_VIEWS[wanted.kind](wanted.port) for _ in range(wanted.replies)]
    await _open(views)
    run_id, opened = secrets.token_hex(4), sum(view.socket.bytes for view in views)
    began, cpu = time.time(), cpu_of(wanted.pid)
    replies = await asyncio.gather(*(_ask(view, at, run_id, wanted) for at, view in enumerate(views)))
    cpu, seconds = cpu_of(wanted.pid) - cpu, time.time() - began
    received = sum(view.socket.bytes for view in views) - opened
    for view in views:
        view.socket.close()
    last = last_tokens(wanted.provider)
    sent = [last[f"{run_id}-{at}"] for at in range(wanted.replies)]
    return _load(wanted, replies, sent, cpu=cpu, received=received, seconds=seconds)


async def _open(views: list[View]) -> None:
    gate = asyncio.Semaphore(_OPENING_AT_ONCE)

    async def one(view: View) -> None:
        async with gate:
            await view.open()

    await asyncio.gather(*(one(view) for view in views))
    await asyncio.sleep(1)  # what opening has set off


async def _ask(view: View, at: int, run_id: str, wanted: Wanted) -> Reply:
    await asyncio.sleep(_SEND_OVER_SECONDS * at / wanted.replies)
    prompt = wish(f"{run_id}-{at}", tokens=wanted.tokens, rate=wanted.rate)
    asked, text = time.time(), ""
    with suppress(TimeoutError):
        async with asyncio.timeout(wanted.tokens / wanted.rate + _LATEST_SECONDS):
            text = await view.ask(prompt, len(texts.reply(wanted.tokens)))
    return Reply(text, asked, time.time())


def _load(
    wanted: Wanted,
    replies: list[Reply],
    sent: list[dict[str, float]],
    *,
    cpu: float,
    received: int,
    seconds: float,
) -> Load:
    whole = texts.reply(wanted.tokens)
    lags = sorted(reply.ended - last["sent"] for reply, last in zip(replies, sent, strict=True))
    starts = sorted(last["asked"] - reply.asked for reply, last in zip(replies, sent, strict=True))
    return Load(
        replies=wanted.replies,
        wrong=sum(reply.text != whole for reply in replies),
        start_p95=_p95(starts),
        lag_p50=statistics.median(lags),
        lag_p95=_p95(lags),
        lag_max=lags[-1],
        cpu_seconds=cpu,
        cpu_per_1000=1000 * cpu / (wanted.replies * wanted.tokens),
        bytes_ratio=received / (wanted.replies * len(whole.encode())),
        provider_late=max(last["late"] for last in sent),
        seconds=seconds,
    )


def _p95(ordered: list[float]) -> float:
    return ordered[int(len(ordered) * 0.95)]


def last_tokens(provider: str) -> Last:
    """When the provider sent each stream's last token, by key."""
    with urllib.request.urlopen(f"{provider}/last", timeout=10) as answer:
        return json.load(answer)


def cpu_of(pid: int) -> float:
    """CPU seconds of this process and all below it."""
    root = psutil.Process(pid)
    times = [process.cpu_times() for process in (root, *root.children(recursive=True))]
    return sum(spent.user + spent.system for spent in times)


def _arguments() -> Wanted:
    parser = argparse.ArgumentParser(description="Many replies at once.")
    parser.add_argument("kind", choices=_VIEWS)
    for name in ("port", "pid", "replies", "tokens", "rate"):
        parser.add_argument(f"--{name}", type=int, required=True)
    parser.add_argument("--provider", required=True)
    return Wanted(**vars(parser.parse_args()))


if __name__ == "__main__":
    print(json.dumps(asdict(asyncio.run(run(_arguments())))), flush=True)
