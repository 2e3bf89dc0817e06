"""What every answer carries, and whom we do not answer: other sites' pages."""

from http import HTTPStatus
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

# Reflex's page starts from inline scripts, so 'unsafe-inline' stays; nothing needs eval.
_POLICY = "; ".join(
    (
        "default-src 'self'",
        "script-src 'self' 'unsafe-inline'",
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data: blob: https:",
        "font-src 'self' data:",
        "connect-src 'self'",
        "worker-src 'self'",
        "frame-src 'none'",
        "frame-ancestors 'none'",
        "object-src 'none'",
        "base-uri 'none'",
        "form-action 'self'",
    )
)
_OF_A_PICTURE = "default-src 'none'; sandbox"  # opened by itself it runs nothing and asks for nothing
_ALWAYS = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "x-frame-options": "DENY",
}
_OF_A_PART = {"x-content-type-options": "nosniff"}  # no document: the rules of the page that asks hold
_ANEW = "private, no-cache"
_A_YEAR = "max-age=31536000, immutable"
_PICTURES = "/api/attachments/"


class Guard:
    """ASGI middleware: security and cache headers, and the same-origin rule for events and API."""

    def __init__(self, app: ASGIApp):
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in ("http", "websocket"):
            await self._app(scope, receive, send)
        elif _is_foreign(scope):
            await _refuse(scope, receive, send)
        else:
            if Headers(scope=scope).get("x-forwarded-proto") == "https":
                scope["scheme"] = "https" if scope["type"] == "http" else "wss"  # for redirects
            await self._app(scope, receive, _with_headers(scope["path"], send))


def _is_foreign(scope: Scope) -> bool:
    """Whether a page of another site asks; a request without an Origin is no page's."""
    if not scope["path"].startswith(("/_event", "/api", "/_upload")):
        return False
    headers = Headers(scope=scope)
    origin = headers.get("origin")
    if origin is None:
        return False
    return urlsplit(origin).netloc.lower() != headers.get("host", "").lower()


async def _refuse(scope: Scope, receive: Receive, send: Send) -> None:
    if scope["type"] == "websocket":
        await send({"type": "websocket.close", "code": 1008})
    else:
        await PlainTextResponse("Another site's page may not ask this.\n", 403)(scope, receive, send)


def _with_headers(path: str, send: Send) -> Send:
    async def send_with_headers(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            headers.update(_OF_A_PART if _is_part_of_a_page(path, headers) else _ALWAYS | _policy(path))
            if "set-cookie" in headers:
                headers["cache-control"] = _ANEW
            elif message["status"] in (HTTPStatus.OK, HTTPStatus.NOT_MODIFIED):
                headers["cache-control"] = _cache_rule(path)
        await send(message)

    return send_with_headers


def _is_part_of_a_page(path: str, headers: Headers) -> bool:
    """Whether this is a script, a style or a font: many are small, and long headers would outweigh them."""
    kind = headers.get("content-type", "")
    return path.startswith("/assets/") and any(part in kind for part in ("javascript", "css", "font"))


def _policy(path: str) -> dict[str, str]:
    return {"content-security-policy": _OF_A_PICTURE if path.startswith(_PICTURES) else _POLICY}


def _cache_rule(path: str) -> str:
    """Hashed files never change; a page names the hashes, so it is asked for anew."""
    if path.startswith("/assets/"):
        return f"public, {_A_YEAR}"
    if path.startswith(_PICTURES):
        return f"private, {_A_YEAR}"
    if path.startswith(("/icons/", "/manifest")):
        return "public, max-age=86400"
    return _ANEW
