"""The bus over a real Redis: what is published arrives, and a connection that died is noticed."""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path

import pytest

from oreai import redis_bus
from oreai.redis_bus import RedisBus
from tests.redis_server import RedisServer
from tests.waiting import soon

KYOTO, NARA = "changed:kyoto", "changed:nara"


@pytest.fixture(scope="module")
def one_redis(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RedisServer]:
    """One Redis for this file."""
    server = RedisServer(tmp_path_factory.mktemp("redis"))
    server.start()
    yield server
    server.kill()


@pytest.fixture
async def join(one_redis: RedisServer, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Callable]:
    """Another process's bus; it looks a little sooner than in earnest."""
    monkeypatch.setattr(redis_bus, "_PULSE_SECONDS", 0.1)
    monkeypatch.setattr(redis_bus, "_LOST_SECONDS", 0.5)
    monkeypatch.setattr(redis_bus, "_LOOK_SECONDS", 0.2)
    joined: list[RedisBus] = []

    async def start(*on_wake: Callable[[], None]) -> RedisBus:
        bus = RedisBus(one_redis.url)
        bus.on_wake.extend(on_wake)
        joined.append(bus)
        await bus.start()
        return bus

    yield start
    await asyncio.gather(*(bus.close() for bus in joined))


async def test_what_is_told_is_heard_by_all_who_listen_and_by_nobody_else(join):
    """Also by the one who tells it; in the order in which it was told."""
    lin, ada = await join(), await join()
    received: dict[str, list[bytes]] = {"lin": [], "ada": [], "nara": []}
    lin.subscribe(KYOTO, received["lin"].append)
    ada.subscribe(KYOTO, received["ada"].append)
    ada.subscribe(NARA, received["nara"].append)
    await asyncio.gather(lin.settled(), ada.settled())
    for number in range(200):
        lin.publish(KYOTO, b"%d" % number)
    assert await soon(lambda: len(received["ada"]) == 200 and len(received["lin"]) == 200, within_s=10)
    assert received["ada"] == received["lin"] == [b"%d" % number for number in range(200)]
    assert received["nara"] == []


async def test_who_stops_listening_hears_no_more(join):
    """Another one of the same process still does; when that stops too, Redis is told."""
    bus = await join()
    first: list[bytes] = []
    second: list[bytes] = []
    stop_first, stop_second = bus.subscribe(KYOTO, first.append), bus.subscribe(KYOTO, second.append)
    await bus.settled()
    stop_first()
    await asyncio.sleep(0)
    bus.publish(KYOTO, b"one")
    assert await soon(lambda: second == [b"one"], within_s=10)
    assert first == []
    assert await bus.subscribed([KYOTO, NARA]) == {KYOTO}
    stop_second()
    for _ in range(100):
        if not await bus.subscribed([KYOTO]):
            break
        await asyncio.sleep(0.01)
    assert await bus.subscribed([KYOTO]) == set()


async def test_a_listener_that_throws_harms_no_other(join):
    """A word that cannot be read is left alone."""
    bus, received = await join(), []
    bus.subscribe(KYOTO, lambda words: print(words.decode()))
    bus.subscribe(KYOTO, received.append)
    await bus.settled()
    bus.publish(KYOTO, b"\xff")
    assert await soon(lambda: received == [b"\xff"], within_s=10)


async def test_nothing_ends_a_listener_for_ever(join):
    """Whoever is woken throws, in the middle of connecting: it begins again, and hears."""
    woken = []

    def wake() -> None:
        woken.append(True)
        if len(woken) == 1:
            raise KeyError

    bus = await join(wake)
    assert await soon(lambda: len(woken) > 1 and bus.is_connected, within_s=10)
    received = []
    bus.subscribe(KYOTO, received.append)
    await bus.settled()
    bus.publish(KYOTO, b"words")
    assert await soon(lambda: received == [b"words"], within_s=10)


async def test_nothing_is_stored_in_redis(join, one_redis: RedisServer):
    """Not one key."""
    bus = await join()
    bus.subscribe(KYOTO, lambda words: None)
    await bus.settled()
    bus.publish(KYOTO, b"words")
    await bus.subscribed([KYOTO])
    assert one_redis.ask("DBSIZE") == ":0\r\n"


async def test_a_killed_redis_is_noticed_and_found_again(join, one_redis: RedisServer):
    """Telling raises nothing; all are woken again and again meanwhile, and hear as before afterwards."""
    lin, ada = await join(), await join()
    woken, received = [], []
    ada.on_wake.append(lambda: woken.append(ada.is_connected))
    ada.subscribe(KYOTO, received.append)
    await ada.settled()
    one_redis.kill()
    assert await soon(lambda: not ada.is_connected and not lin.is_connected, within_s=10)
    assert await lin.subscribed([KYOTO]) is None
    lin.publish(KYOTO, b"lost")
    async with asyncio.timeout(1):
        await lin.settled()
    assert await soon(lambda: len(woken) >= 2, within_s=10)
    one_redis.start()
    assert await soon(lambda: ada.is_connected and lin.is_connected, within_s=10)
    assert woken[-1] is True, "what was missed is looked for"
    assert await lin.subscribed([KYOTO]) is None, "others may still be on their way back"
    await ada.settled()
    lin.publish(KYOTO, b"again")
    assert await soon(lambda: b"again" in received, within_s=10)


async def test_a_listener_that_was_cut_off_connects_anew(join, one_redis: RedisServer):
    """Redis lets a slow reader go: it comes back by itself, listens to the same, and looks what it missed."""
    lin, ada = await join(), await join()
    woken, received = [], []
    ada.on_wake.append(lambda: woken.append(True))
    ada.subscribe(KYOTO, received.append)
    await ada.settled()
    one_redis.ask("CLIENT KILL TYPE pubsub")
    assert await soon(lambda: not ada.is_connected, within_s=10)
    assert await soon(lambda: ada.is_connected, within_s=10)
    assert woken
    await ada.settled()
    lin.publish(KYOTO, b"again")
    assert await soon(lambda: received == [b"again"], within_s=10)


async def test_a_redis_that_says_nothing_is_noticed(join, one_redis: RedisServer):
    """It takes what it is told, and answers nothing more: the pulse stays away."""
    bus = await join()
    one_redis.ask("CLIENT PAUSE 1500 ALL")
    assert await soon(lambda: not bus.is_connected, within_s=10)
    assert await soon(lambda: bus.is_connected, within_s=10)


async def test_a_process_without_redis_runs(monkeypatch: pytest.MonkeyPatch):
    """Nobody answers at the address: it starts all the same, and wakes those who watch by the clock."""
    monkeypatch.setattr(redis_bus, "_ANSWER_SECONDS", 0.2)
    monkeypatch.setattr(redis_bus, "_PULSE_SECONDS", 0.05)
    monkeypatch.setattr(redis_bus, "_LOOK_SECONDS", 0.1)
    bus, woken = RedisBus("redis://127.0.0.1:9"), []
    bus.on_wake.append(lambda: woken.append(True))
    async with asyncio.timeout(5):
        await bus.start()
        await bus.settled()
    bus.publish(KYOTO)
    assert await soon(lambda: len(woken) >= 2, within_s=10)
    async with asyncio.timeout(5):
        await bus.close()


async def test_what_waits_is_bounded(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    """However long Redis is away: the oldest hints are dropped, and no memory grows."""
    bus = RedisBus("redis://127.0.0.1:9")
    for number in range(redis_bus._MOST_WAITING + 5):
        bus.publish(KYOTO, b"%d" % number)
    assert len(bus._outgoing) == redis_bus._MOST_WAITING
