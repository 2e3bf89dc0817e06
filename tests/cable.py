"""The cable between a server process and its database: it can be pulled and plugged in again."""

import asyncio
from contextlib import suppress
from typing import Self

_CHUNK = 65536


class Cable:
    """Passes everything on to a port of this machine; pulled, it ends every connection and takes none."""

    def __init__(self, port: int) -> None:
        self.port = 0
        self._to = port
        self._is_pulled = False
        self._ends: set[asyncio.StreamWriter] = set()

    async def __aenter__(self) -> Self:
        self._listener = await asyncio.start_server(self._serve, "127.0.0.1", 0)
        self.port = self._listener.sockets[0].getsockname()[1]
        return self

    async def __aexit__(self, *_: object) -> None:
        self.pull()
        self._listener.close()

    def pull(self) -> None:
        """The database is away."""
        self._is_pulled = True
        for end in self._ends:
            end.close()

    def plug_in(self) -> None:
        """It is back."""
        self._is_pulled = False

    async def _serve(self, near: asyncio.StreamReader, to_near: asyncio.StreamWriter) -> None:
        if self._is_pulled:
            to_near.close()
            return
        far, to_far = await asyncio.open_connection("127.0.0.1", self._to)
        ends = {to_near, to_far}
        self._ends |= ends
        with suppress(asyncio.CancelledError):  # the test is over
            await asyncio.gather(_pass_on(near, to_far), _pass_on(far, to_near))
        self._ends -= ends


async def _pass_on(source: asyncio.StreamReader, target: asyncio.StreamWriter) -> None:
    with suppress(OSError):
        while chunk := await source.read(_CHUNK):
            target.write(chunk)
            await target.drain()
    target.close()
