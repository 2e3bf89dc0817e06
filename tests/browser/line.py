"""The line between a phone and the server, as slow or broken as a test wants it: a TCP proxy."""

import asyncio
import re
from contextlib import suppress
from typing import Self

from tests.running import Server

_CHUNK = 65536
_COOKIE = re.compile(rb"\r\nset-cookie:[^\r]*", re.IGNORECASE)
_REFUSAL = b"HTTP/1.1 403 Forbidden\r\ncontent-length: 0\r\nconnection: close\r\n\r\n"


class Line:
    """What a context uses as its base_url. Slow holds the page's socket only; cut ends everything."""

    def __init__(self, server: Server) -> None:
        self.url = ""
        self._server = server
        self._quick = asyncio.Event()
        self._quick.set()
        self._flows = asyncio.Event()
        self._flows.set()
        self._down = False
        self._takes_sockets = True
        self._takes_cookies = True
        self._ends: set[asyncio.StreamWriter] = set()

    async def __aenter__(self) -> Self:
        self._listener = await asyncio.start_server(self._serve, "127.0.0.1", 0)
        self.url = "http://{}:{}".format(*self._listener.sockets[0].getsockname())
        return self

    async def __aexit__(self, *_: object) -> None:
        self.cut()
        self._listener.close()

    def hold(self) -> None:
        """From now on nothing the server says to the page's socket arrives."""
        self._quick.clear()

    def release(self) -> None:
        """What was held arrives, in its order, and the line is quick again."""
        self._quick.set()

    def hang(self) -> None:
        """From now on nothing passes, on any connection, and none is refused."""
        self._flows.clear()

    def flow(self) -> None:
        """What hung goes on."""
        self._flows.set()

    def cut(self) -> None:
        """The network is gone, for every connection there is and every new one."""
        self._down = True
        self._quick.set()
        self._flows.set()
        for end in self._ends:
            end.close()

    def mend(self) -> None:
        """The network is back: the next attempt to connect succeeds."""
        self._down = False

    def refuse_sockets(self) -> None:
        """A proxy that lets pages pass, and no WebSocket."""
        self._takes_sockets = False

    def take_sockets(self) -> None:
        """The next WebSocket passes."""
        self._takes_sockets = True

    def drop_cookies(self) -> None:
        """No cookie reaches the browser, as if it took none."""
        self._takes_cookies = False

    async def _serve(self, page: asyncio.StreamReader, to_page: asyncio.StreamWriter) -> None:
        if self._down:
            to_page.close()
            return
        first = await page.read(_CHUNK)
        holds = b"/_event" in first.split(b"\r\n", 1)[0]
        if holds and not self._takes_sockets:
            to_page.write(_REFUSAL)
            to_page.close()
            return
        app, to_app = await asyncio.open_connection("127.0.0.1", self._server.port)
        ends = {to_page, to_app}
        self._ends |= ends
        with suppress(ConnectionError, asyncio.CancelledError):
            to_app.write(first)
            await asyncio.gather(self._pump(page, to_app), self._pump(app, to_page, holds=holds))
        self._ends -= ends

    async def _pump(
        self, source: asyncio.StreamReader, target: asyncio.StreamWriter, *, holds: bool = False
    ) -> None:
        while data := await source.read(_CHUNK):
            if holds:
                await self._quick.wait()
            await self._flows.wait()
            target.write(data if self._takes_cookies else _COOKIE.sub(b"", data))
            await target.drain()
        target.close()
