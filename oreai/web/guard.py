"""What every answer carries, and whom we do not answer: other sites' pages."""

from http import HTTPStatus

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from oreai.bootstrap import services
from oreai.web.hosts import is_asked_by_name, is_foreign
from oreai.web.inline_scripts import InlineScripts
from oreai.web.tls import is_tls

# Formulas and diagrams are drawn with style attributes, so 'unsafe-inline' stays for styles.
_POLICY = "; ".join(
    (
        "default-src 'self'",
        "script-src 'self'{scripts}",
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data: blob: https:",
        "font-src 'self' data:",
        "media-src 'self' blob:",
        "connect-src 'self'",
        "worker-src 'self'",
        "frame-src 'none'",
        "frame-ancestors 'none'",
        "object-src 'none'",
        "base-uri 'none'",
        "form-action 'self'",
    )
)
_OF_A_SHARED_CHAT = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'unsafe-inline'",
        "img-src 'self'",
        "connect-src 'self'",
        "frame-ancestors 'none'",
        "base-uri 'none'",
        "form-action 'none'",
    )
)
_OF_A_PICTURE = "default-src 'none'; sandbox"  # opened by itself it runs nothing and asks for nothing
_ALWAYS = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "x-frame-options": "DENY",
    "cross-origin-opener-policy": "same-origin",
    "permissions-policy": "microphone=(self), camera=(), geolocation=(), payment=(), usb=(), serial=(), "
    "hid=(), midi=(), display-capture=()",  # what a browser does not know it complains of
}
_OF_A_PART = {"x-content-type-options": "nosniff"}  # no document: the rules of the page that asks hold
_ANEW = "private, no-cache"
_A_YEAR = "max-age=31536000, immutable"
_PICTURES = "/api/attachments/"
_SHARED_CHATS, _SHARED_PICTURES = "/s/", "/api/shared/"
_OURS = ("/_event", "/api", "/_upload")
_NO_PAGES = (*_OURS, "/assets/", "/icons/", "/js/", "/manifest", "/sw.js")  # long headers for nothing
_FRAMEWORKS = ("/ping", "/_health")  # they tell of its parts; ours is /api/health
_OPEN = "/api/health"  # asked by whoever watches, by whatever name
_WRONG_NAME = "This name is not OreAI's. Whoever runs it can set OREAI_PUBLIC_URL or OREAI_ALLOWED_HOSTS.\n"
_WRONG_SITE = "Another site's page may not ask this.\n"


class Guard:
    """ASGI middleware: security and cache headers, and the same-origin rule for events and API."""

    def __init__(self, app: ASGIApp, scripts: InlineScripts):
        self._app = app
        self._scripts = scripts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in ("http", "websocket"):
            await self._app(scope, receive, send)
        elif scope["path"] != _OPEN and not is_asked_by_name(scope):
            await _refuse(scope, receive, send, 421, _WRONG_NAME)
        elif scope["path"].rstrip("/") in _FRAMEWORKS:
            await _refuse(scope, receive, send, 404, "Not Found")
        elif scope["path"].startswith(_OURS) and is_foreign(scope):
            await _refuse(scope, receive, send, 403, _WRONG_SITE)
        else:
            if Headers(scope=scope).get("x-forwarded-proto") == "https":
                scope["scheme"] = "https" if scope["type"] == "http" else "wss"  # for redirects
            await self._app(scope, receive, _with_headers(scope, send, self._scripts))


async def _refuse(scope: Scope, receive: Receive, send: Send, status: int, words: str) -> None:
    if scope["type"] == "websocket":
        await send({"type": "websocket.close", "code": 1008})
    else:
        await PlainTextResponse(words, status)(scope, receive, send)


def _with_headers(scope: Scope, send: Send, scripts: InlineScripts) -> Send:
    path, tls_for = scope["path"], services().settings.hsts_seconds if is_tls(scope) else 0

    async def send_with_headers(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            headers.update(
                _OF_A_PART if _is_part_of_a_page(path, headers) else _ALWAYS | _policy(path, scripts)
            )
            if path.startswith(_SHARED_CHATS):
                headers["referrer-policy"] = "no-referrer"  # whoever has the address can read the chat
            if tls_for:
                headers["strict-transport-security"] = f"max-age={tls_for}"
            if path.startswith(_PICTURES):
                headers.add_vary_header("Cookie")  # the next guest of this browser asks anew
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


def _policy(path: str, scripts: InlineScripts) -> dict[str, str]:
    if path.startswith((_PICTURES, _SHARED_PICTURES)):
        return {"content-security-policy": _OF_A_PICTURE}
    if path.startswith(_SHARED_CHATS):
        return {"content-security-policy": _OF_A_SHARED_CHAT}
    named = "" if path.startswith(_NO_PAGES) else scripts.named_for(path)
    return {"content-security-policy": _POLICY.format(scripts=named)}


def _cache_rule(path: str) -> str:
    """Hashed files never change; a page names the hashes, so it is asked for anew."""
    if path.startswith("/assets/"):
        return f"public, {_A_YEAR}"
    if path.startswith(_PICTURES):
        return f"private, {_A_YEAR}"
    if path.startswith(("/icons/", "/manifest")):
        return "public, max-age=86400"
    return _ANEW
