"""Waiting for what comes soon, without sleeping longer than it takes."""

import asyncio
import time
from collections.abc import Callable


def eventually(condition: Callable[[], bool], within_s: float = 10.0) -> bool:
    """Whether the condition holds before so many seconds are over; looks again and again."""
    deadline = time.monotonic() + within_s
    while not condition() and time.monotonic() < deadline:
        time.sleep(0.002)
    return condition()


async def soon(condition: Callable[[], bool], within_s: float = 30.0) -> bool:
    """The same without holding the event loop up."""
    deadline = time.monotonic() + within_s
    while time.monotonic() < deadline:
        if condition():
            return True
        await asyncio.sleep(0.002)
    return condition()
