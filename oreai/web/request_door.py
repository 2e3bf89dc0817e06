"""The door for what is asked over HTTP: how often one browser or program, and how often one network, may ask.

It stands before every route, page and upload, so that a new one has a rate without a word of its own; what
costs more than others has a narrower one beside its work, such as signing in, or reading aloud.
"""

from collections.abc import Mapping

from starlette.datastructures import Headers
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from oreai.i18n import fill, preferred_locale, texts_for
from oreai.services.accounts.rates import Rate
from oreai.services.accounts.session_token import token_in
from oreai.services.accounts.sessions import hashed
from oreai.web.client_address import counted_network

OF_A_NETWORK = 10
"Times as much as one browser: many people of an office or a school."
_FILES = ("/assets/", "/icons/", "/js/", "/styles/", "/screens/", "/manifest.webmanifest", "/sw.js")
"Of the client, the same for everybody: to refuse one costs as much as to send it, and would break a page."
_HEALTH = "/api/health"
_AT_ONCE = 0.5  # of what may come in a minute: a chat of many pictures asks for all of them in one moment
_WITH_BODY = ("POST", "PUT", "PATCH")
_JSON = "application/json"  # every form of ours; any other body is a file
_FOR_FILES = ("/api/attachments", "/api/imports", "/api/transcriptions")
"What comes there is a file, whatever it says of itself."


class RequestDoor:
    """ASGI middleware round all that answers over HTTP; who asks too often is told when to ask again."""

    def __init__(self, app: ASGIApp, *, a_minute: int, files_a_minute: int):
        """
        Args:
            a_minute: how many requests of one browser or program may come within a minute.
            files_a_minute: how many of them may bring a file; all of these may come at once.
        """
        self._app = app
        self._requests = _Rates(_AT_ONCE * a_minute, a_minute)
        self._uploads = _Rates(files_a_minute, files_a_minute)
        self._watchers = _Rates(a_minute, a_minute)  # whoever floods us is in nobody's way who looks after us

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and (wait_s := self._wait(scope)):
            await _refusal(scope, int(wait_s) + 1)(scope, receive, send)
        else:
            await self._app(scope, receive, send)

    def _wait(self, scope: Scope) -> float:
        """In how many seconds this may be asked; 0 for now."""
        path, headers = scope["path"], Headers(scope=scope)
        if path.startswith(_FILES):
            return 0
        who, network = _who(headers), counted_network(scope)
        if path == _HEALTH:
            return self._watchers.take("", network)
        wait_s = self._requests.take(who, network)
        if not wait_s and scope["method"] in _WITH_BODY and _brings_a_file(path, headers):
            wait_s = self._uploads.take(who, network)
        return wait_s


class _Rates:
    """Of one browser or program, and of its network."""

    def __init__(self, at_once: float, a_minute: float):
        self._of_one = Rate(at_once, a_minute)
        self._of_network = Rate(OF_A_NETWORK * at_once, OF_A_NETWORK * a_minute)

    def take(self, who: str, network: str) -> float:
        """Each is asked only where it can be told from others."""
        wait_s = self._of_one.take(who) if who else 0.0
        return wait_s or (self._of_network.take(network) if network else 0.0)


def _who(headers: Headers) -> str:
    """The session or the personal token that is brought, good or not; empty where there is none."""
    brought = headers.get("authorization", "") or token_in(headers.get("cookie", ""))
    return hashed(brought) if brought else ""


def _brings_a_file(path: str, headers: Headers) -> bool:
    return path in _FOR_FILES or headers.get("content-type", "").partition(";")[0].strip() != _JSON


def _refusal(scope: Scope, seconds: int) -> Response:
    """In words, in the form that whoever asks there can read."""
    locale = preferred_locale(Headers(scope=scope).get("accept-language", ""))
    words, path = fill(texts_for(locale).api.too_often, seconds=seconds), scope["path"]
    headers: Mapping[str, str] = {"retry-after": str(seconds)}
    if path.startswith("/api/graphql"):
        return JSONResponse({"errors": [{"message": words}]}, 429, headers)
    if path.startswith("/api/"):
        return JSONResponse({"error": words, "field": ""}, 429, headers)
    return PlainTextResponse(f"{words}\n", 429, headers)
