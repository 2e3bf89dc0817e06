"""Waiting for what comes soon, without sleeping longer than it takes."""

import asyncio
import time
from collections.abc import Callable, Iterator
from itertools import repeat


def eventually(condition: Callable[[], bool], within_s: float = 10.0) -> bool:
    """Whether the condition holds before so many seconds are over; looks again and again."""
    deadline = time.monotonic() + within_s
    pauses = _pauses()
    while not condition() and time.monotonic() < deadline:
        time.sleep(next(pauses))
    return condition()


async def soon(condition: Callable[[], bool], within_s: float = 30.0) -> bool:
    """The same without holding the event loop up."""
    deadline, pauses = time.monotonic() + within_s, _pauses()
    while time.monotonic() < deadline:
        if condition():
            return True
        await asyncio.sleep(next(pauses))
    return condition()


def _pauses() -> Iterator[float]:
    """Seconds between looks: what has not come at once is worth less of the processor."""
    yield from repeat(0.002, 50)
    yield from repeat(0.02)
