"""Two guests whose pictures come byte by byte hold nobody's place: Mei's own come in as quickly as before."""

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import suppress

import httpx

from tests.pictures import picture
from tests.running import Server
from tests.states.wire import known_browser

_ANNOUNCED = 9_000_000  # bytes
_TRIES = 12


async def trickle(stop: asyncio.Event) -> AsyncIterator[bytes]:
    """A body that is announced, begins well and then hardly comes."""
    yield picture()[:500]
    while not stop.is_set():
        yield b"x" * 20
        await asyncio.sleep(0.2)


async def send_slowly(guest: httpx.AsyncClient, stop: asyncio.Event) -> None:
    headers = {"Content-Length": str(_ANNOUNCED)}
    with suppress(httpx.HTTPError):  # broken off, by them or by us
        await guest.post("/api/attachments", content=trickle(stop), headers=headers, timeout=30)


async def p95_of(mei: httpx.AsyncClient) -> float:
    """How long the slowest of a dozen uploads but one takes, in seconds."""
    took = []
    for _ in range(_TRIES):
        began = time.monotonic()
        answer = await mei.post("/api/attachments", content=picture(), timeout=60)
        assert answer.status_code == 200, answer.text
        took.append(time.monotonic() - began)
    return sorted(took)[-2]


async def test_slow_bodies_hold_no_places(server: Server):
    """Within twice the quiet value while eight bodies of two guests trickle in."""
    mei, tom, eve = [await known_browser(server) for _ in range(3)]
    quiet = await p95_of(mei)
    stop = asyncio.Event()
    slow = [asyncio.create_task(send_slowly(guest, stop)) for guest in (tom, eve) for _ in range(4)]
    await asyncio.sleep(1)
    assert not all(one.done() for one in slow), "need slow bodies for this test to mean anything"
    meanwhile = await p95_of(mei)
    stop.set()
    for one in slow:
        one.cancel()
    await asyncio.gather(*slow, return_exceptions=True)
    for browser in (mei, tom, eve):
        await browser.aclose()
    assert meanwhile < max(2 * quiet, quiet + 0.15), (quiet, meanwhile)
