"""A tab's state belongs to its browser: the tab's own token is no key to it.

Reflex finds a tab's state by a token that the tab sends. Whoever learned that
token could take the state over; so the server knows the tab by a hash of that
token and the session cookie, which no script can read.
"""

import hashlib
import uuid
from urllib.parse import parse_qsl, urlencode

from starlette.types import ASGIApp, Receive, Scope, Send

from oreai.services.accounts.session_token import token_in


class TabToken:
    """ASGI middleware: replaces the token in the address of the page's socket."""

    def __init__(self, app: ASGIApp):
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] in ("http", "websocket") and scope["path"].startswith("/_event"):
            scope = {**scope, "query_string": _bound(scope)}
        await self._app(scope, receive, send)


def _bound(scope: Scope) -> bytes:
    cookies = next((value for name, value in scope["headers"] if name == b"cookie"), b"")
    session = token_in(cookies.decode("latin-1"))
    query = parse_qsl(scope["query_string"].decode("latin-1"), keep_blank_values=True)
    return urlencode([(k, _hashed(session, v) if k == "token" else v) for k, v in query]).encode()


def _hashed(session: str, tab: str) -> str:
    digest = hashlib.sha256(f"{session} {tab}".encode()).digest()
    return str(uuid.UUID(bytes=digest[:16]))
