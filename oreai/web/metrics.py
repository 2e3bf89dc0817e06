"""`/metrics`, as Prometheus reads it. Off unless a token is set; nothing of what is said is in it.

Several processes behind one port write into files of one folder, which
`workers` names in the environment; whichever is asked answers for all of them.
"""

import asyncio
import hmac
import os
import time

from prometheus_client import (
    CONTENT_TYPE_LATEST,
    REGISTRY,
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    disable_created_metrics,
    generate_latest,
    multiprocess,
)
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from oreai import __version__
from oreai.bootstrap import Services, services
from oreai.services.replies.ended import EndedReply

# A series more for each, which nobody asks for. The library has no types for its calls, here and below.
disable_created_metrics()  # type: ignore[no-untyped-call]  # the library has no types

_MOST_MODELS = 50  # a name is whatever a user has chosen; each is kept for as long as the process lives
_OTHER = "other"
_LOOK_SECONDS = 5
_SECONDS = (0.1, 0.25, 0.5, 1, 2, 5, 10, 30, 60, 120, 300)
_SHORT_SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10)

_BY_MODEL = ("provider", "model")
REPLIES = Counter("oreai_replies_total", "Replies that have ended.", (*_BY_MODEL, "ending", "error"))
TOKENS = Counter("oreai_tokens_total", "Tokens, as providers count them.", (*_BY_MODEL, "kind"))
FIRST_TOKEN = Histogram("oreai_first_token_seconds", "Until the first piece.", _BY_MODEL, buckets=_SECONDS)
REPLY = Histogram("oreai_reply_seconds", "Until the last piece.", _BY_MODEL, buckets=_SECONDS)
END_LAG = Histogram(
    "oreai_end_lag_seconds", "From the last piece until the ending is stored.", buckets=_SHORT_SECONDS
)
REFUSED = Counter("oreai_quota_refusals_total", "Replies asked for by users who have no calls left.")
RUNNING = Gauge("oreai_replies_running", "Replies being made.", multiprocess_mode="livesum")
SOCKETS = Gauge("oreai_sockets", "Pages that are connected.", multiprocess_mode="livesum")
REQUESTS = Counter("oreai_http_requests_total", "HTTP requests answered.", ("status",))
DATABASE_UP = Gauge("oreai_database_up", "1 while the database answers.", multiprocess_mode="livemin")
BUS_UP = Gauge("oreai_bus_up", "1 while other processes are heard.", multiprocess_mode="livemin")
LOOP_LAG = Histogram(
    "oreai_loop_lag_seconds", "How late the event loop is, looked at now and then.", buckets=_SHORT_SECONDS
)
BUILD = Gauge("oreai_build_info", "1, with the version.", ("version",), multiprocess_mode="livemax")


class CountsReplies:
    """Hears of every reply of this process."""

    def __init__(self) -> None:
        self._known: set[tuple[str, str]] = set()

    def ended(self, reply: EndedReply) -> None:
        by = self._labels(reply)
        REPLIES.labels(*by, reply.status, reply.error_kind).inc()
        TOKENS.labels(*by, "prompt").inc(reply.prompt_tokens)
        TOKENS.labels(*by, "completion").inc(reply.completion_tokens)
        REPLY.labels(*by).observe(reply.seconds)
        END_LAG.observe(reply.stored_seconds)
        if reply.first_token_seconds is not None:
            FIRST_TOKEN.labels(*by).observe(reply.first_token_seconds)

    def refused(self) -> None:
        REFUSED.inc()

    def _labels(self, reply: EndedReply) -> tuple[str, str]:
        by = (reply.provider, reply.model)
        if by not in self._known and len(self._known) >= _MOST_MODELS:
            return (_OTHER, _OTHER)
        self._known.add(by)
        return by


class Counted:
    """ASGI middleware: counts the pages' sockets, and HTTP answers by their class."""

    def __init__(self, app: ASGIApp):
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "websocket":
            with SOCKETS.track_inprogress():
                await self._app(scope, receive, send)
        elif scope["type"] == "http":
            await self._app(scope, receive, _counting(send))
        else:
            await self._app(scope, receive, send)


def _counting(send: Send) -> Send:
    async def counted(message: Message) -> None:
        if message["type"] == "http.response.start":
            REQUESTS.labels(f"{message['status'] // 100}xx").inc()
        await send(message)

    return counted


async def look_again_and_again(ours: Services) -> None:
    """Keep what has to be looked at up to date, for as long as the server runs."""
    BUILD.labels(__version__).set(1)
    while True:
        await look(ours)
        due = time.monotonic() + _LOOK_SECONDS
        await asyncio.sleep(_LOOK_SECONDS)
        LOOP_LAG.observe(max(0.0, time.monotonic() - due))


async def look(ours: Services) -> None:
    """Set the gauges to how it stands at this moment."""
    RUNNING.set(ours.generations.running_count)
    BUS_UP.set(ours.bus.is_connected)
    DATABASE_UP.set(await ours.database.answers() is not False)


async def send_metrics(request: Request) -> Response:
    """All numbers, for who brings the token (`Authorization: Bearer …`); to others they are not there."""
    token = services().settings.metrics_token
    brought = request.headers.get("authorization", "").removeprefix("Bearer ")
    if not token or not hmac.compare_digest(brought.encode(), token.encode()):
        return Response(status_code=404)
    await look(services())
    written = await asyncio.to_thread(lambda: generate_latest(_registry()))
    return Response(written, media_type=CONTENT_TYPE_LATEST)


def _registry() -> CollectorRegistry:
    if "PROMETHEUS_MULTIPROC_DIR" not in os.environ:
        return REGISTRY
    together = CollectorRegistry()
    multiprocess.MultiProcessCollector(together)  # type: ignore[no-untyped-call]  # nor here
    return together
