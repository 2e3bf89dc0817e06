"""A websocket client of few lines: what a load of hundreds of views needs, and nothing that costs CPU.

It speaks to servers we start ourselves: text frames, pings and the close, compression of what it receives as
browsers ask for it, no TLS, no guard against a hostile server.
"""

import asyncio
import base64
import os
import zlib
from asyncio import StreamReader, StreamWriter

_TEXT, _CLOSE, _PING, _PONG = 1, 8, 9, 10
_FINAL, _COMPRESSED, _KIND = 0x80, 0x40, 0x0F
_CUT_OFF = b"\0\0\xff\xff"  # ends every compressed message, and does not travel


class WebSocket:
    """An open connection."""

    def __init__(self, reader: StreamReader, writer: StreamWriter):
        self._reader = reader
        self._writer = writer
        self._inflate = zlib.decompressobj(-zlib.MAX_WBITS)
        self.frames = 0
        self.bytes = 0
        "As they travel: compressed, frame headers included."

    def send(self, text: str) -> None:
        """Send a text; what is not yet written waits in the buffer."""
        self._send(_TEXT, text.encode())

    def _send(self, kind: int, data: bytes) -> None:
        """A client must mask; the mask of zeros is one."""
        size = len(data)
        length = bytes([0x80 | size]) if size < 126 else b"\xfe" + size.to_bytes(2)
        self._writer.write(bytes([0x80 | kind]) + length + bytes(4) + data)

    async def receive(self) -> str | None:
        """The next text; None when the server has closed."""
        whole, compressed = b"", 0
        while True:
            try:
                head, data = await self._frame()
            except (asyncio.IncompleteReadError, ConnectionError):
                return None
            kind = head & _KIND
            if kind == _CLOSE:
                return None
            if kind == _PING:
                self._send(_PONG, data)
            elif kind != _PONG:
                whole += data
                compressed |= head & _COMPRESSED
                if head & _FINAL:
                    return (self._inflate.decompress(whole + _CUT_OFF) if compressed else whole).decode()

    async def _frame(self) -> tuple[int, bytes]:
        head, size = await self._reader.readexactly(2)
        extra = {126: 2, 127: 8}.get(size, 0)
        if extra:
            size = int.from_bytes(await self._reader.readexactly(extra))
        data = await self._reader.readexactly(size)
        self.frames += 1
        self.bytes += 2 + extra + size
        return head, data

    def close(self) -> None:
        """Leave as a closed tab does."""
        self._writer.close()


async def connect(port: int, path: str, headers: dict[str, str] | None = None) -> WebSocket:
    """Open a websocket to a server of this machine."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port, limit=2**20)
    lines = {
        "host": f"127.0.0.1:{port}",
        "upgrade": "websocket",
        "connection": "Upgrade",
        "sec-websocket-version": "13",
        "sec-websocket-extensions": "permessage-deflate; client_max_window_bits",
        "sec-websocket-key": base64.b64encode(os.urandom(16)).decode(),
        **(headers or {}),
    }
    head = [f"GET {path} HTTP/1.1", *(f"{name}: {value}" for name, value in lines.items())]
    writer.write(("\r\n".join(head) + "\r\n\r\n").encode())
    answer = await reader.readuntil(b"\r\n\r\n")
    if b" 101 " not in answer.split(b"\r\n")[0]:
        raise ConnectionError(answer.decode("latin-1"))
    return WebSocket(reader, writer)
