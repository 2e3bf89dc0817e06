"""Many sends in the same instant, beside the app: `python -m bench.burst PORT PID PROVIDER_URL SENDS`.

Prints one line of JSON. Each send is of a user of its own, in an open page, and asks for a reply of a few
tokens. CPU is that of the server's process over the sends and their replies, so it can be compared between
two versions that are run in turn; the seconds until the provider is asked hold what a busy machine adds.
"""

import asyncio
import json
import secrets
import statistics
import sys
import time
from dataclasses import asdict, dataclass

from bench import texts
from bench.load import cpu_of, last_tokens
from bench.provider import wish
from bench.views import OreAIView

_AT_ONCE = 8
_FIRST = 5  # what the first ones wake is no cost of a send
_TOKENS, _RATE = 5, 20


@dataclass(frozen=True)
class Burst:
    """What so many sends showed."""

    sends: int
    wrong: int
    cpu_ms: float
    "Of one send with its reply."
    start_p50: float
    start_p95: float
    "Seconds from the send to the request at the provider."


async def measure(port: int, pid: int, provider: str, sends: int) -> Burst:
    """Open the pages, wake what the first sends wake, and let all ask."""
    await _sent(await _opened(port, _FIRST))
    views = await _opened(port, sends)
    cpu = cpu_of(pid)
    asked, run_id = time.time(), secrets.token_hex(4)
    await _sent(views, run_id)
    cpu = cpu_of(pid) - cpu
    last = last_tokens(provider)
    starts = sorted(last[f"{run_id}-{at}"]["asked"] - asked for at in range(sends))
    for view in views:
        view.socket.close()
    return Burst(
        sends=sends,
        wrong=sum(view.text != texts.reply(_TOKENS) for view in views),
        cpu_ms=1000 * cpu / sends,
        start_p50=statistics.median(starts),
        start_p95=starts[int(sends * 0.95)],
    )


async def _opened(port: int, count: int) -> list[OreAIView]:
    gate = asyncio.Semaphore(_AT_ONCE)

    async def one() -> OreAIView:
        async with gate:
            view = OreAIView(port)
            await view.open()
            return view

    views = await asyncio.gather(*(one() for _ in range(count)))
    await asyncio.sleep(1)  # what opening has set off
    return views


async def _sent(views: list[OreAIView], run_id: str = "first") -> None:
    length = len(texts.reply(_TOKENS))
    wishes = [wish(f"{run_id}-{at}", tokens=_TOKENS, rate=_RATE) for at in range(len(views))]
    await asyncio.gather(*(view.ask(said, length) for view, said in zip(views, wishes, strict=True)))
    await asyncio.sleep(1)  # what their ends have set off


if __name__ == "__main__":
    port, pid, provider, sends = sys.argv[1:]
    print(json.dumps(asdict(asyncio.run(measure(int(port), int(pid), provider, int(sends))))), flush=True)
