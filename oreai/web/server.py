"""The web server: uvicorn, on the port that `python -m oreai` has taken. `python -m oreai.web.server FD`."""

import socket
import sys
from contextlib import suppress

import uvicorn

from oreai.web.http import Http

APP = "oreai.oreai:app"
MESSAGE_BYTES = 1_000_000
"The largest message a page may send; Reflex's own limit for its socket."
_LAST_ANSWERS_SECONDS = (
    3  # a download may end; replies are stored after it, well before anybody loses patience
)
_KEEP_ALIVE_SECONDS = 75  # longer than a balancer keeps its own end, so that it is never surprised


def config_of(app: str) -> uvicorn.Config:
    """How every server of ours is run, the bench's floor too.

    Args:
        app: where the application's factory is, as `module:name`.
    """
    return uvicorn.Config(
        app,
        factory=True,
        loop="uvloop",
        http=Http,
        # Compressed, with a small window: 24 KB a socket, and the names around each piece all but vanish.
        ws="websockets-sansio",
        ws_per_message_deflate=True,
        ws_max_size=MESSAGE_BYTES,
        ws_ping_interval=None,  # the page's protocol has pings of its own
        proxy_headers=False,  # `guard` and `session_cookie` read the one header that we believe
        server_header=False,
        access_log=False,
        log_config=None,
        log_level="warning",
        timeout_keep_alive=_KEEP_ALIVE_SECONDS,
        timeout_graceful_shutdown=_LAST_ANSWERS_SECONDS,
    )


def serve(listening: socket.socket, app: str = APP) -> None:
    """Answer on this socket until SIGTERM or Ctrl+C."""
    with suppress(KeyboardInterrupt):  # said again by uvicorn, once everything is stored
        uvicorn.Server(config_of(app)).run(sockets=[listening])


if __name__ == "__main__":
    serve(socket.socket(fileno=int(sys.argv[1])))
