"""WebSockets as uvicorn speaks them, with as little memory for compression as does its work."""

import logging
from typing import Any

from websockets.extensions.permessage_deflate import ServerPerMessageDeflateFactory
from websockets.server import ServerProtocol

from oreai.web.whole_messages import WholeMessages

_WINDOW_BITS = 12  # 4 kB of what was said before: a reply's text begins to repeat itself within that
_PAGE_WINDOW_BITS = 10  # a page says little
_MEMORY_LEVEL = 3  # messages are short; uvicorn's 5 takes 12 kB a socket more, and saves not one byte


class WebSocket(WholeMessages):
    """A connection that compresses what it sends; it holds the memory for that while it is open."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        compression = ServerPerMessageDeflateFactory(
            server_max_window_bits=_WINDOW_BITS,
            client_max_window_bits=_PAGE_WINDOW_BITS,
            compress_settings={"memLevel": _MEMORY_LEVEL},
        )
        self.conn = ServerProtocol(
            extensions=[compression],
            max_size=self.config.ws_max_size,
            logger=logging.getLogger("uvicorn.error"),
        )
