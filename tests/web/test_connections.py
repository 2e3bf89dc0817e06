"""Connections that hold places and memory: silent ones, idle ones, messages without an end."""

import asyncio
import socket
import threading
import time
from contextlib import suppress

import httpx
import pytest
from websockets.asyncio.client import connect
from websockets.frames import Frame, Opcode

from oreai.bootstrap import Services
from oreai.web.waiting_connections import OF_AN_ADDRESS, WaitingConnections
from oreai.web.whole_messages import MOST_FRAGMENTS
from tests.running import Server
from tests.states.wire import Wire, cookie_of
from tests.web.test_event_door import megabytes_of

_NOISE_S = 0.5  # of a machine that does other things too; those who were shut out waited 28 s and more


def p95(server: Server) -> float:
    """Of a fresh connection each: how long a page takes."""
    took = []
    for _ in range(30):
        began = time.monotonic()
        assert httpx.get(f"{server.url}/api/health", timeout=10).status_code == 200
        took.append(time.monotonic() - began)
    return sorted(took)[28]


@pytest.mark.parametrize("beginning", [b"", b"GET / HT"], ids=["silent", "half"])
def test_silent_connections_shut_nobody_out(server: Server, beginning: bytes):
    """Five hundred that say nothing, or half a head: another guest is answered as quickly as before."""
    quiet, held = p95(server), []
    for _ in range(500):
        connection = socket.create_connection(("127.0.0.1", server.port), timeout=5)
        connection.sendall(beginning)
        held.append(connection)
    assert p95(server) < max(2 * quiet, _NOISE_S)
    for connection in held:
        connection.close()


def test_the_longest_to_wait_gives_way():
    """Of one address so many wait; the oldest is closed, and nobody else's."""
    waiting, closed = WaitingConnections(), []
    for number in range(OF_AN_ADDRESS + 5):
        waiting.add(number, "192.0.2.1", lambda number=number: closed.append(number))
    waiting.add("ada", "198.51.100.1", lambda: closed.append("ada"))
    assert closed == [0, 1, 2, 3, 4]
    for number in range(OF_AN_ADDRESS + 5):
        waiting.remove(number)
    waiting.remove("ada")
    assert not waiting._all
    assert not waiting._waiting


async def test_messages_without_an_end_hold_little(server: Server):
    """Twelve sockets send a message in tiny fragments that never end: each is let go, and memory stays."""
    before = megabytes_of(server)
    address = f"ws://127.0.0.1:{server.port}/_event/?token=t&EIO=4&transport=websocket"
    cookie = {"Cookie": f"oreai_session={cookie_of(server)}"}
    for _ in range(12):
        async with connect(address, additional_headers=cookie, compression=None) as tab:
            first, more = (Frame(opcode, b"x", fin=False) for opcode in (Opcode.TEXT, Opcode.CONT))
            tab.transport.write(first.serialize(mask=True))
            with suppress(RuntimeError):  # the server has closed it by then
                for _ in range(20):
                    tab.transport.write(more.serialize(mask=True) * MOST_FRAGMENTS)
                    await asyncio.sleep(0)
            await asyncio.wait_for(tab.wait_closed(), 10)
    assert megabytes_of(server) - before < 20
    assert server.is_up()


async def test_open_pages_give_way_to_nobody(server: Server):
    """More of one address than may wait there, as behind a proxy: the first page's socket stays as it was."""
    pages = [
        await Wire.open(server, token)
        for token in [cookie_of(server) for _ in range(3)]
        for _ in range(OF_AN_ADDRESS // 3 + 5)
    ]
    assert len(pages) > OF_AN_ADDRESS
    await pages[0].visit("/")
    await pages[0].settle()
    for page in pages:
        await page.close()


async def test_a_busy_server_is_not_taken_for_a_broken_one(services: Services):
    """While every thread is taken for longer than health waits, the database is busy, not unreachable."""
    gate = threading.Event()
    loop = asyncio.get_running_loop()
    held = [loop.run_in_executor(services.database._threads, gate.wait) for _ in range(200)]
    assert await services.database.answers() is None
    gate.set()
    await asyncio.gather(*held)
    assert await services.database.answers() is True
