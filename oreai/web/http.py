"""HTTP/1.1 as uvicorn speaks it, with an end to how long and how large the head of a request may be."""

import asyncio
from typing import Any

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from oreai.web.waiting_connections import waiting

HEAD_BYTES = 64 * 1024
HEAD_SECONDS = 30


class Http(HttpToolsProtocol):
    """A connection whose requests begin within bounds; uvicorn itself would wait and keep for ever."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self._head_bytes: int | None = 0
        "Of the head that is still coming; None while its body is."
        self._is_same_head = True
        self._head_ends: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # as uvicorn's
        super().connection_made(transport)
        self._wait()
        self._expect_head()

    def data_received(self, data: bytes) -> None:
        """Count what goes on with a head that began before; a new one holds as much as was read at once."""
        self._is_same_head = True
        super().data_received(data)
        if self._head_bytes is None or not self._is_same_head or self.transport.is_closing():
            return
        self._head_bytes += len(data)
        if self._head_bytes > HEAD_BYTES:
            self.send_400_response("The head of this request is too large.")

    def on_message_begin(self) -> None:
        super().on_message_begin()
        self._expect_head()

    def on_headers_complete(self) -> None:
        self._head_bytes = None
        self._is_same_head = False
        self._forget_head()
        waiting.remove(self)
        super().on_headers_complete()

    def on_message_complete(self) -> None:
        super().on_message_complete()
        self._head_bytes = 0
        self._is_same_head = False  # what was read now was the end of a body
        self._wait()

    def handle_websocket_upgrade(self) -> None:
        """From here on it is a page's socket, which may be silent: it gives way to nobody."""
        waiting.remove(self)
        super().handle_websocket_upgrade()

    def connection_lost(self, exc: Exception | None) -> None:
        self._forget_head()
        waiting.remove(self)
        super().connection_lost(exc)

    def _wait(self) -> None:
        """For a request; where too many do, this may be closed, but never while it is being answered."""
        waiting.add(self, self.client[0] if self.client else "", self._close_idle)

    def _close_idle(self) -> None:
        if self.cycle is None or self.cycle.response_complete:
            self.transport.close()

    def _expect_head(self) -> None:
        self._forget_head()
        self._head_ends = self.loop.call_later(HEAD_SECONDS, self.transport.close)

    def _forget_head(self) -> None:
        if self._head_ends:
            self._head_ends.cancel()
            self._head_ends = None
