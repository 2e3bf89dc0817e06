"""Of the session cookies that a request brings, the one that is ours; a made-up or planted one is taken out.

Another server of this host, or of a host above it, can set cookies of any name, also beside ours. Under TLS
only the `__Host-` one counts, which nobody but this very host can set.
"""

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from oreai.bootstrap import services
from oreai.services.accounts.session_token import COOKIE, SECURE_COOKIE, cookies_in
from oreai.web.tls import is_tls

_NAMES = (SECURE_COOKIE, COOKIE)
_MOST = 5  # of which each may cost a look into the database; a browser has one, or one of each name


class OneSession:
    """ASGI middleware: what stands behind it finds one session cookie, or none."""

    def __init__(self, app: ASGIApp):
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] in ("http", "websocket"):
            scope = await _with_one(scope)
        await self._app(scope, receive, send)


async def _with_one(scope: Scope) -> Scope:
    cookies = list(cookies_in("; ".join(Headers(scope=scope).getlist("cookie"))))
    if not any(name in _NAMES for name, _ in cookies):
        return scope
    rest = [f"{name}={value}" if value else name for name, value in cookies if name not in _NAMES]
    if own := await _ours(cookies, _NAMES[:1] if is_tls(scope) else _NAMES):
        rest.append("=".join(own))
    others = [pair for pair in scope["headers"] if pair[0] != b"cookie"]
    return {**scope, "headers": [*others, (b"cookie", "; ".join(rest).encode("latin-1"))]}


async def _ours(cookies: list[tuple[str, str]], names: tuple[str, ...]) -> tuple[str, str] | None:
    """The cookie of a session that there is; else the first that could begin one."""
    found = [cookie for name in names for cookie in dict.fromkeys(cookies) if cookie[0] == name][:_MOST]
    ours = [cookie for cookie in found if await services().guest_tokens.is_ours(cookie[1])]
    for cookie in ours if len(ours) > 1 else ():
        if await services().guest_tokens.is_known(cookie[1]):
            return cookie
    return ours[0] if ours else None
