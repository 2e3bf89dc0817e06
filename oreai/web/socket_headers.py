"""What of a request's headers reaches the page's socket: Reflex shows the page the headers that it came with.

A proxy adds headers of its own, keys and names of people among them, which are not for the browser; and of an
address only the network is anybody's business.
"""

from starlette.types import ASGIApp, Receive, Scope, Send

from oreai.web.client_address import network_of

_PASSED_ON = frozenset(
    {
        *(b"host", b"origin", b"cookie", b"user-agent", b"accept-language"),
        *(b"connection", b"upgrade", b"content-type", b"content-length"),
        *(b"sec-websocket-key", b"sec-websocket-version", b"sec-websocket-protocol"),
        b"sec-websocket-extensions",
    }
)
"What the socket's protocol needs, and what our handlers ask for."


class SocketHeaders:
    """ASGI middleware: the page's socket gets the headers it needs, and knows its peer's network alone."""

    def __init__(self, app: ASGIApp):
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] in ("http", "websocket") and scope["path"].startswith("/_event"):
            headers = [pair for pair in scope["headers"] if pair[0] in _PASSED_ON]
            scope = {**scope, "headers": headers, "client": (network_of(scope), 0)}
        await self._app(scope, receive, send)
