"""WebSocket as uvicorn speaks it, with bounds on messages that do not end: of one socket, and of all."""

import asyncio
from typing import Any

from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol
from websockets.frames import Frame

MOST_FRAGMENTS = 256
"Browsers send a message whole, or in a few large fragments; each is an object, however little it holds."
UNFINISHED_SECONDS = 30
UNFINISHED_BYTES = 64 * 2**20
"Of the unfinished messages of all sockets of a process."


class Unfinished:
    """How many bytes the sockets of this process hold of messages that have not ended."""

    def __init__(self) -> None:
        self.held = 0


unfinished = Unfinished()


class WholeMessages(WebSocketsSansIOProtocol):
    """A socket whose messages end within bounds; uvicorn itself would hold and wait for ever."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self._held = 0
        self._ends: asyncio.TimerHandle | None = None

    def data_received(self, data: bytes) -> None:
        """Take what has come; who holds too much, or for too long, is let go."""
        super().data_received(data)
        self._hold(len(self.conn.reader.buffer) + sum(map(len, self.frames)))
        if len(self.frames) > MOST_FRAGMENTS or unfinished.held > UNFINISHED_BYTES:
            self.transport.abort()

    def handle_cont(self, event: Frame) -> None:
        """A message of more fragments than anybody needs is not put together."""
        if len(self.frames) > MOST_FRAGMENTS:
            self.transport.abort()
        else:
            super().handle_cont(event)

    def connection_lost(self, exc: Exception | None) -> None:
        self._hold(0)
        super().connection_lost(exc)

    def _hold(self, count: int) -> None:
        unfinished.held += count - self._held
        self._held = count
        if not count and self._ends:
            self._ends.cancel()
            self._ends = None
        elif count and self._ends is None:
            self._ends = self.loop.call_later(UNFINISHED_SECONDS, self.transport.abort)
