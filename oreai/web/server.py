"""The web server: uvicorn, on the port that `python -m oreai` has taken.

`python -m oreai.web.server FD DRAIN_SECONDS`, and where `oreai.workers` keeps several of them the FD of a
socket on which it is told that this one is ready, and whose end tells this one that nobody keeps it any more.
"""

import asyncio
import gc
import resource
import signal
import socket
import sys
from contextlib import suppress
from types import FrameType

import uvicorn

from oreai.web.draining import draining
from oreai.web.http import Http
from oreai.web.websocket import WebSocket

APP = "oreai.oreai:app"
MESSAGE_BYTES = 1_000_000
"The largest message a page may send; Reflex's own limit for its socket."
_LAST_ANSWERS_SECONDS = (
    3  # a download may end; replies are stored after it, well before anybody loses patience
)
_NEW_OBJECTS = 10_000  # until the newest are looked through; Python's 700 is for small programs
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
        ws=WebSocket,  # compressed: the names around each piece all but vanish
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


class Server(uvicorn.Server):
    """Goes slowly at SIGTERM, if it is to: see `draining`. SIGUSR1 only begins that."""

    def __init__(self, config: uvicorn.Config, drain_seconds: float = 0, keeper: socket.socket | None = None):
        super().__init__(config)
        self._drain_seconds = drain_seconds
        self._keeper = keeper

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        _let_lie_what_stays()
        asyncio.get_running_loop().add_signal_handler(signal.SIGUSR1, draining.begin)
        if self._keeper and self.started:
            self._keeper.send(b"ready")
            asyncio.get_running_loop().add_reader(self._keeper, self._leave)

    def _leave(self) -> None:
        self.should_exit = True

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        is_first = sig == signal.SIGTERM and not self._captured_signals
        if is_first and self._drain_seconds:
            self._captured_signals.append(sig)
            draining.begin(self._drain_seconds)
        else:
            super().handle_exit(sig, frame)

    async def on_tick(self, counter: int) -> bool:
        return await super().on_tick(counter) or draining.is_over()


def _let_lie_what_stays() -> None:
    """Look for garbage among what has come since, never again in what was loaded to start."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(_NEW_OBJECTS)


def serve(
    listening: socket.socket, drain_seconds: float = 0, keeper: socket.socket | None = None, app: str = APP
) -> None:
    """Answer on this socket until SIGTERM or Ctrl+C."""
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))  # the usual 1,024 are soon taken
    with suppress(KeyboardInterrupt):  # said again by uvicorn, once everything is stored
        Server(config_of(app), drain_seconds, keeper).run(sockets=[listening])


if __name__ == "__main__":
    listening, seconds, keeper = (*sys.argv[1:], "")[:3]
    serve(
        socket.socket(fileno=int(listening)),
        float(seconds),
        socket.socket(fileno=int(keeper)) if keeper else None,
    )
