"""The web server itself: one port for one process, bounds for strangers, compression, and how it stops."""

import asyncio
import os
import socket
import subprocess
import sys
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path

import pytest
import uvicorn
from websockets.asyncio.client import connect
from websockets.exceptions import ConnectionClosed

from oreai.models import new_id
from oreai.settings import ROOT
from oreai.states.chat import ChatState
from oreai.states.sending import SendingState
from oreai.web import http, port
from oreai.web.http import HEAD_BYTES
from oreai.web.server import MESSAGE_BYTES, config_of
from tests.conftest import KEY
from tests.running import Server, free_port
from tests.serving import stored_in
from tests.states.conftest import first_chat_of, owner_of
from tests.states.wire import Wire, cookie_of
from tests.upstream import Reply, Upstream
from tests.waiting import soon


def started_beside(server: Server, folder: Path) -> subprocess.CompletedProcess[str]:
    """A second start on the running server's port, with a database of its own."""
    environment = {**os.environ, "PORT": str(server.port), "HOST": "127.0.0.1"}
    return subprocess.run(
        [sys.executable, "-m", "oreai"],
        cwd=ROOT,
        env={**environment, "DATABASE_URL": f"sqlite:///{folder / 'second.db'}"},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def test_a_second_start_on_the_port_ends_with_one_line(server: Server, tmp_path: Path):
    """It says which port, touches no database, and the first server goes on."""
    second = started_beside(server, tmp_path)
    assert second.returncode == 1
    [line] = (second.stdout + second.stderr).splitlines()
    assert line.startswith(f"OreAI: port {server.port} on 127.0.0.1 is taken")
    assert not (tmp_path / "second.db").exists()
    assert server.is_up()


def test_of_two_that_start_together_one_gets_the_port():
    """Both may hold an address that nobody answers on yet; the first that answers has it."""
    number = free_port()
    with port.take("127.0.0.1", number) as quick, port.take("127.0.0.1", number) as slow:
        port.listen(quick)
        with pytest.raises(port.PortError, match=f"port {number} on 127.0.0.1 is taken"):
            port.listen(slow)


def test_a_port_is_free_as_soon_as_its_server_is_gone():
    """Connections that ended a moment ago hold nobody up: a restart does not wait a minute."""
    number = free_port()
    with port.take("127.0.0.1", number) as first:
        port.listen(first)
        with socket.create_connection(("127.0.0.1", number)) as caller:
            answering, _ = first.accept()
            answering.close()  # it closes first, so the kernel remembers its side
            caller.recv(1)
    with port.take("127.0.0.1", number) as second:
        port.listen(second)


@pytest.mark.parametrize("host", ["no.such.host.invalid", "203.0.113.7"])
def test_an_address_of_another_machine_is_said_in_one_line(host: str):
    """A name that is none, and a number that is not ours."""
    with pytest.raises(port.PortError, match=f"cannot listen on port 3000 of {host}: ") as error:
        port.take(host, 3000)
    assert "\n" not in str(error.value)


async def echo(scope, receive, send) -> None:
    """The least app: 200 and nothing."""
    if scope["type"] == "http":
        await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"0")]})
        await send({"type": "http.response.body"})


def echo_app():
    return echo


@asynccontextmanager
async def answering() -> AsyncIterator[int]:
    """That app in our server, in this process; its port."""
    with port.take("127.0.0.1", 0) as taken:
        port.listen(taken)
        running = uvicorn.Server(config_of("tests.web.test_server:echo_app"))
        task = asyncio.create_task(running.serve(sockets=[taken]))
        await soon(lambda: running.started)
        yield taken.getsockname()[1]
        running.should_exit = True
        await task


async def answer_to(number: int, *pieces: bytes) -> bytes:
    """What comes back until the server closes."""
    reader, writer = await asyncio.open_connection("127.0.0.1", number)
    for piece in pieces:
        writer.write(piece)
        await writer.drain()
    answer = await asyncio.wait_for(reader.read(), 10)
    writer.close()
    return answer


@pytest.mark.parametrize("start", [b"GET /", b"GET / HTTP/1.1\r\nhost: a\r\nx: ", b"GET / HTTP/1.1\r\n"])
@pytest.mark.parametrize("more", [b"x" * 5_000, b"y: z\r\n" * 1_000])
async def test_a_head_without_an_end_is_refused(start: bytes, more: bytes):
    """An address, a header, or headers that go on and on: 400 at the bound, and nothing more is kept."""
    async with answering() as number:
        answer = await answer_to(number, start, *[more] * (HEAD_BYTES // len(more) + 1))
    assert answer.startswith(b"HTTP/1.1 400 ")


async def test_a_large_head_within_the_bound_is_answered():
    """Cookies of several kilobytes are no attack; a body counts for nothing, and the connection is kept."""
    head = b"POST / HTTP/1.1\r\nhost: a\r\ncookie: %b\r\ncontent-length: %d\r\n\r\n"
    asked = head % (b"c" * 40_000, 2 * HEAD_BYTES) + b"b" * 2 * HEAD_BYTES
    last = b"GET / HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n"
    async with answering() as number:
        answer = await answer_to(number, asked, asked, last)
    assert answer.count(b"HTTP/1.1 200 ") == 3


@pytest.mark.parametrize("pieces", [[], [b"GET / HT"]], ids=["silent", "half a head"])
@pytest.mark.parametrize("before", [b"", b"GET / HTTP/1.1\r\nhost: a\r\n\r\n"], ids=["at once", "later"])
async def test_who_never_ends_a_head_is_not_waited_for(
    monkeypatch: pytest.MonkeyPatch, before: bytes, pieces: list[bytes]
):
    """A connection that asks for nothing, or for half of something, is closed."""
    monkeypatch.setattr(http, "HEAD_SECONDS", 0.3)
    monkeypatch.setattr("oreai.web.server._KEEP_ALIVE_SECONDS", 0.3)
    async with answering() as number:
        assert (await answer_to(number, before, *pieces)).count(b"HTTP/1.1 200 ") == bool(before)


async def test_the_pages_socket_is_compressed_with_little_memory(server: Server):
    """As a browser offers it: yes, and with a small window on both sides."""
    async with connect(f"ws://127.0.0.1:{server.port}/_event/?EIO=4&transport=websocket&token=t") as tab:
        agreed = tab.response.headers["sec-websocket-extensions"]
        assert agreed.startswith("permessage-deflate")
        assert {"server_max_window_bits=12", "client_max_window_bits=10"} <= set(agreed.split("; "))
        assert "server" not in tab.response.headers


@pytest.mark.parametrize("compression", ["deflate", None])
async def test_a_message_past_the_limit_ends_its_socket(server: Server, compression: str | None):
    """Also one that is small as long as it is packed: it is not unpacked past the limit."""
    address = f"ws://127.0.0.1:{server.port}/_event/?EIO=4&transport=websocket&token=t"
    async with connect(address, compression=compression) as tab:
        with suppress(ConnectionClosed):
            await tab.send("x" * (MESSAGE_BYTES + 1))
        await tab.wait_closed()
        assert tab.close_code == 1009
    assert server.is_up()


async def test_sigterm_stores_what_has_come_and_ends_soon(upstream: Upstream, tmp_path: Path):
    """With a page open and a reply under way: interrupted with its words, no error in the log."""
    url = f"sqlite:///{tmp_path / 'oreai.db'}"
    server = Server(tmp_path, {"DATABASE_URL": url, "OPENAI_BASE_URL": upstream.url, "OPENAI_API_KEY": KEY})
    server.start()
    wire = await Wire.open(server, cookie_of(server))
    try:
        stored = stored_in(tmp_path / "oreai.db")
        await wire.visit("/")
        await wire.settle()
        chat = first_chat_of(owner_of(wire.token, stored), stored)
        upstream.enqueue(Reply("慢慢地说。" * 400, delay_s=0.02))
        await wire.call(SendingState.send_message, chat_id=chat, text="讲", idempotency_key=new_id())
        await wire.call(ChatState.follow_chat, f"/chat/{chat}")
        assert await soon(lambda: upstream.open_streams == 1)
        await asyncio.sleep(1)
        began = time.monotonic()
        await asyncio.to_thread(server.stop)
        assert time.monotonic() - began < 5
        [(status, content)] = stored(
            "SELECT status, content FROM message WHERE role = 'assistant' AND chat_id = ?", chat
        )
        assert status == "interrupted"
        assert "慢慢地说。慢慢地说。" in content
        assert "Traceback" not in server.log()
    finally:
        await wire.close()
        server.stop()
