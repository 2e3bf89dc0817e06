"""People whom a proxy in front of OreAI has signed in: it names them in a header, and only it may.

Whoever is named has a session of their own: a page begins one where the browser has none of theirs, and
whatever else comes without it is refused. From anybody but a trusted proxy the header is taken out.
"""

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from oreai.bootstrap import services
from oreai.i18n import preferred_locale
from oreai.services.accounts.devices import device_of
from oreai.services.accounts.identities import BY_HEADER, LONGEST_SUBJECT, Person
from oreai.services.accounts.roles import Disabled
from oreai.services.accounts.session_token import COOKIE, token_in
from oreai.web.client_address import is_from_proxy, network_of

_OURS = ("/_event", "/api", "/_upload")
_OPEN = ("/api/health",)


class TrustedHeader:
    """ASGI middleware; does nothing where no such header is set."""

    def __init__(self, app: ASGIApp):
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        name = services().settings.trusted_header.lower()
        if not name or scope["type"] not in ("http", "websocket") or _is_for_anybody(scope["path"]):
            await self._app(scope, receive, send)
            return
        subject = Headers(scope=scope).get(name, "").strip()
        scope = _without(scope, name)
        if not is_from_proxy(scope) or not subject or len(subject) > LONGEST_SUBJECT:
            await _refuse(scope, receive, send)
        elif await self._is_known(scope, subject):
            await self._app(scope, receive, send)
        elif scope["path"].startswith(_OURS):
            await _refuse(scope, receive, send)
        else:
            await self._enter(scope, subject, receive, send)

    async def _enter(self, scope: Scope, subject: str, receive: Receive, send: Send) -> None:
        try:
            signed_in = await _signed_in(scope, subject)
        except Disabled:
            await _refuse(scope, receive, send)
        else:
            await self._app(signed_in, receive, send)

    async def _is_known(self, scope: Scope, subject: str) -> bool:
        return await services().identities.is_of(_token(scope), Person(BY_HEADER, subject))


def _is_for_anybody(path: str) -> bool:
    """Files of the client, which tell nothing of anybody; and what a balancer asks."""
    return path in _OPEN or (not path.startswith(_OURS) and "." in path.rpartition("/")[2])


async def _signed_in(scope: Scope, subject: str) -> Scope:
    """The request of a page, as if the browser had brought the session that begins with it."""
    headers = Headers(scope=scope)
    device = device_of(headers.get("user-agent", ""), network_of(scope))
    locale = preferred_locale(headers.get("accept-language", ""))
    person = Person(BY_HEADER, subject, subject)
    signed_in = await services().identities.sign_in(_token(scope), person, device, locale)
    others = [pair for pair in scope["headers"] if pair[0] != b"cookie"]
    return {**scope, "headers": [*others, (b"cookie", f"{COOKIE}={signed_in.token}".encode())]}


def _token(scope: Scope) -> str:
    return token_in(Headers(scope=scope).get("cookie", ""))


def _without(scope: Scope, name: str) -> Scope:
    return {**scope, "headers": [pair for pair in scope["headers"] if pair[0] != name.encode()]}


async def _refuse(scope: Scope, receive: Receive, send: Send) -> None:
    if scope["type"] == "websocket":
        await send({"type": "websocket.close", "code": 1008})
    else:
        await PlainTextResponse("Nobody is signed in.\n", 401)(scope, receive, send)
