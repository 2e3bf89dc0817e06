"""The database is away for longer than a lease: replies go on in memory, and nobody takes them for dead."""

import asyncio
from collections.abc import AsyncIterator

import pytest

from oreai.bootstrap import Services, build
from oreai.repositories import leases
from oreai.services.accounts.session_token import new_token
from oreai.services.replies import generations
from tests.cable import Cable
from tests.conftest import settings_for
from tests.services.replies.conftest import QUESTION, Processes
from tests.talking import lines, row, send, settled, until_said
from tests.upstream import Reply, Upstream
from tests.wires import Wire, WireBus

pytestmark = pytest.mark.mariadb

AWAY_S = 3
LONG_AWAY_S = 15
WORDS = tuple(f"第{number}句。" for number in range(40))


@pytest.fixture
async def cable(mariadb_server: str, _migrated_mariadb: str) -> AsyncIterator[Cable]:
    """Between both processes and a MariaDB."""
    async with Cable(int(mariadb_server.rsplit(":", 1)[1])) as cable:
        yield cable


@pytest.fixture
async def two(cable: Cable, provider: Upstream, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Processes]:
    """Two processes whose leases are short, and that look at their interval."""
    monkeypatch.setattr(leases, "LEASE_SECONDS", 1.5)
    monkeypatch.setattr(generations, "SNAPSHOT_SECONDS", 0.3)
    wire, started = Wire(), []

    def start() -> Services:
        url = f"mysql://root@127.0.0.1:{cable.port}/oredb"
        services = build(settings_for(url), bus=WireBus(wire))
        started.append(services)
        return services

    first, second = start(), start()
    lin = await first.accounts.enter(new_token(), "zh")
    chat = await first.chats.open_free(lin.user_id, "zh")
    looking = [asyncio.create_task(_look(services)) for services in (first, second)]
    yield Processes(first, second, wire, start, provider, lin, chat)
    cable.plug_in()
    for task in looking:
        task.cancel()
    for services in started:
        await services.generations.close()
        await asyncio.to_thread(services.database.close)  # what is under way needs the cable


async def _look(services: Services) -> None:
    while True:
        await asyncio.gather(services.take_over.look(), return_exceptions=True)
        await asyncio.sleep(services.take_over.seconds)


@pytest.mark.parametrize("has_bus", [True, False], ids=["with the bus", "the bus away too"])
async def test_nothing_is_lost_and_nothing_is_asked_twice(two: Processes, cable: Cable, has_bus: bool):
    """The reply is said to its end meanwhile: stored when the database is back, by the one who made it."""
    two.provider.enqueue(Reply(tokens=WORDS, delay_s=0.05))
    await send(two.first, two.lin, two.chat, QUESTION)
    reply_id = await until_said(two.first, two.lin, two.chat, WORDS[3])
    if not has_bus:
        two.wire.cut()
    cable.pull()
    await asyncio.sleep(AWAY_S)
    cable.plug_in()
    async with asyncio.timeout(20):
        assert lines(await settled(two.first, two.lin, two.chat))[-1][1:] == ("".join(WORDS), "complete")
    assert len(two.provider.requests) == 1
    assert (await row(two.second, reply_id)).takeovers == 0


@pytest.mark.timeout(90)
async def test_a_quarter_of_a_minute_is_no_matter_either(two: Processes, cable: Cable):
    """As long as MySQL takes to start anew: the reply ends in memory, waits there, and is stored once."""
    two.provider.enqueue(Reply(tokens=WORDS, delay_s=0.05))
    await send(two.first, two.lin, two.chat, QUESTION)
    reply_id = await until_said(two.first, two.lin, two.chat, WORDS[3])
    cable.pull()
    await asyncio.sleep(LONG_AWAY_S)
    cable.plug_in()
    async with asyncio.timeout(20):
        assert lines(await settled(two.second, two.lin, two.chat))[-1][1:] == ("".join(WORDS), "complete")
    assert len(two.provider.requests) == 1
    assert (await row(two.second, reply_id)).takeovers == 0


async def test_who_watches_elsewhere_sees_it_go_on(two: Processes, cable: Cable):
    """The other process asks the maker, not the store: its tab shows what no table has yet."""
    two.provider.enqueue(Reply(tokens=WORDS, delay_s=0.05))
    await send(two.first, two.lin, two.chat, QUESTION)
    there = asyncio.create_task(until_said(two.second, two.lin, two.chat, WORDS[25]))
    await until_said(two.second, two.lin, two.chat, WORDS[3])
    cable.pull()
    async with asyncio.timeout(10):
        await there
    cable.plug_in()
    async with asyncio.timeout(20):
        assert lines(await settled(two.second, two.lin, two.chat))[-1][1:] == ("".join(WORDS), "complete")
