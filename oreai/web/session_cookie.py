"""The cookie that makes a browser somebody: set with the page, never readable by scripts."""

from http import HTTPStatus

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from oreai.bootstrap import services
from oreai.services.accounts.session_token import COOKIE, SECURE_COOKIE, SESSION_DAYS, token_in
from oreai.web.tls import is_tls

_DAY_SECONDS = 24 * 60 * 60


class SessionCookie:
    """ASGI middleware: every page brings the browser's token again, so that it lasts; or its first one.

    No user is made here: that waits until the page's socket asks for something.
    """

    def __init__(self, app: ASGIApp):
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def send_with_cookie(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                if _is_page(message["status"], headers, scope["path"]):
                    set_cookie(headers, scope, await _token_for(scope))
            await send(message)

        await self._app(scope, receive, send_with_cookie)


async def _token_for(scope: Scope) -> str:
    """The token that the browser has brought, ours by `one_session.py`; or one that makes it somebody."""
    return token_in(Headers(scope=scope).get("cookie", "")) or await services().guest_tokens.new()


def _is_page(status: int, headers: MutableHeaders, path: str) -> bool:
    """Whether this brings a page, or says that the one the browser kept is still good."""
    if status == HTTPStatus.NOT_MODIFIED:
        return "." not in path.rpartition("/")[2] and not path.startswith("/api/")
    return headers.get("content-type", "").startswith("text/html")


def set_cookie(headers: MutableHeaders, scope: Scope, token: str) -> None:
    """Let the answer with these headers make the browser the one of this token."""
    age = SESSION_DAYS * _DAY_SECONDS
    name, tls = (SECURE_COOKIE, "; Secure") if is_tls(scope) else (COOKIE, "")
    headers.append("set-cookie", f"{name}={token}; Max-Age={age}; Path=/; HttpOnly; SameSite=Lax{tls}")
