"""The bus of one machine without a Redis: processes hear of each other through their keeper."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from oreai import bus_hub
from oreai.bus_hub import BusHub
from oreai.redis_bus import RedisBus
from tests.waiting import soon

KYOTO, NARA = "changed:kyoto", "changed:nara"


@pytest.fixture
async def file(tmp_path: Path) -> AsyncIterator[Path]:
    """Where the hub listens."""
    server = await BusHub().serve(tmp_path / "bus")
    yield tmp_path / "bus"
    server.close()


@pytest.fixture
async def buses(file: Path) -> AsyncIterator[list[RedisBus]]:
    """Two processes on it."""
    buses = [RedisBus(f"unix://{file}") for _ in range(2)]
    for bus in buses:
        await bus.start()
    yield buses
    await asyncio.gather(*(bus.close() for bus in buses))


async def answer_to(file: Path, command: bytes) -> bytes:
    """What the hub answers to these bytes, until it has no more to say for a moment."""
    reader, writer = await asyncio.open_unix_connection(file)
    writer.write(command)
    answer = b""
    try:
        async with asyncio.timeout(0.5):
            while part := await reader.read(1 << 16):
                answer += part
    except TimeoutError:
        pass
    writer.close()
    return answer


async def test_what_is_told_is_heard_by_who_listens(buses: list[RedisBus]):
    """In its order, and whole; nobody else hears it."""
    lin, ada = buses
    received, other = [], []
    stop = ada.subscribe(KYOTO, received.append)
    ada.subscribe(NARA, other.append)
    await ada.settled()
    told = [b"%d\r\n$" % number * 50 for number in range(100)]
    for words in told:
        lin.publish(KYOTO, words)
    assert await soon(lambda: len(received) == 100, within_s=10)
    assert (received, other) == (told, [])
    assert await lin.subscribed([KYOTO, "changed:uji"]) == {KYOTO}
    stop()
    await ada.settled()
    assert await lin.subscribed([KYOTO]) == set()


async def test_who_is_gone_listens_no_more(file: Path, buses: list[RedisBus]):
    """Its channels are free as soon as its socket is closed, as the kernel closes a killed process's."""
    third = RedisBus(f"unix://{file}")
    await third.start()
    third.subscribe(NARA, print)
    await third.settled()
    assert await buses[0].subscribed([NARA]) == {NARA}
    await third.close()
    for _ in range(100):
        if not await buses[0].subscribed([NARA]):
            break
        await asyncio.sleep(0.01)
    assert await buses[0].subscribed([NARA]) == set()


@pytest.mark.parametrize(
    "garbage", [b"GET / HTTP/1.1\r\n\r\n", b"*9999999999\r\n", b"*1\r\n$-5\r\n", b"\xff" * 90]
)
async def test_garbage_ends_its_own_connection_only(file: Path, buses: list[RedisBus], garbage: bytes):
    """The others hear as before."""
    assert await answer_to(file, garbage) == b""
    received = []
    buses[0].subscribe(KYOTO, received.append)
    await buses[0].settled()
    buses[1].publish(KYOTO, b"words")
    assert await soon(lambda: received == [b"words"], within_s=10)


async def test_a_command_it_does_not_know_is_refused(file: Path):
    """And the next one is answered."""
    answer = await answer_to(file, b"*1\r\n$8\r\nFLUSHALL\r\n*1\r\n$4\r\nping\r\n")
    assert answer == b"-ERR unknown command\r\n+PONG\r\n"


async def test_a_reader_that_does_not_read_is_let_go(file: Path, monkeypatch: pytest.MonkeyPatch):
    """What waits for it is bounded; it comes back by itself and looks what it missed."""
    monkeypatch.setattr(bus_hub, "_MOST_UNSENT", 100_000)
    reader, writer = await asyncio.open_unix_connection(file, limit=1024)
    writer.write(b"*2\r\n$9\r\nSUBSCRIBE\r\n$1\r\nk\r\n")
    await reader.readline()
    words = b"*3\r\n$7\r\nPUBLISH\r\n$1\r\nk\r\n$50000\r\n" + b"x" * 50_000 + b"\r\n"
    answers = await answer_to(file, words * 40)
    assert answers.endswith(b":0\r\n")
    writer.close()
