"""Between a page and its server: passes everything on, and counts what a websocket brings.

Chromium's own counters see a frame once it is unpacked; what travels is counted here, compression included.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

_CHUNK = 65536


class Relay:
    """Bytes of all websockets that went through it."""

    def __init__(self, port: int):
        self.url = ""
        self.bytes = 0
        "From the server to the page, after the handshake."
        self._port = port

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Pass one connection on, until either end closes."""
        there_reader, there_writer = await asyncio.open_connection("127.0.0.1", self._port)
        asked = await reader.read(_CHUNK)
        there_writer.write(asked)
        counts = b"upgrade: websocket" in asked.lower()
        with suppress(ConnectionError):
            if counts:
                writer.write(await there_reader.readuntil(b"\r\n\r\n"))
            upwards = asyncio.create_task(self._pass(reader, there_writer))
            await self._pass(there_reader, writer, counts=counts)
            upwards.cancel()
        for end in (writer, there_writer):
            end.close()

    async def _pass(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, *, counts: bool = False
    ) -> None:
        with suppress(ConnectionError):
            while data := await reader.read(_CHUNK):
                self.bytes += counts * len(data)
                writer.write(data)
                await writer.drain()
        writer.close()


@asynccontextmanager
async def relay(port: int) -> AsyncIterator[Relay]:
    """A relay to this server of ours."""
    passing = Relay(port)
    listener = await asyncio.start_server(passing.serve, "127.0.0.1", 0)
    passing.url = "http://{}:{}".format(*listener.sockets[0].getsockname())
    yield passing
    listener.close()
