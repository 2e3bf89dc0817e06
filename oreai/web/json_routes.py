"""What routes that speak JSON have in common: a body that is bounded, an answer in the visitor's language."""

import asyncio
import json
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, Response

from oreai.bootstrap import services
from oreai.characters import replace_lone_surrogates
from oreai.i18n import preferred_locale, texts_for
from oreai.i18n.texts import Texts
from oreai.services.accounts.session_token import token_in
from oreai.services.accounts.visitors import NobodyThere, Visitor

_LONGEST_BODY = 16 * 1024  # bytes; the longest form is a name, an address and a password
_BODY_SECONDS = 10
_SOON_S = 5
"When to ask again for what others hold at this moment."
_DAY_S = 24 * 60 * 60
_TOO_OFTEN = HTTPStatus.TOO_MANY_REQUESTS


class BadRequest(Exception):
    """The body is no JSON object, too long, or does not come."""


@dataclass(frozen=True)
class Answer:
    """What a refusal is told with: a status, words, and the field of the form they are about."""

    status: int
    words: str
    field: str = ""
    seconds: int = 0
    "Of a 429: when to ask again; 0 where others have to be done first, which nobody can know."


Refusals = Callable[[Exception, Texts], Answer | None]
Handler = Callable[[Request, dict[str, Any]], Awaitable[Response]]


def json_route(
    handler: Handler, refusals: Refusals, *, longest: int = _LONGEST_BODY
) -> Callable[[Request], Awaitable[Response]]:
    """A route with a JSON body of so many bytes; what its handler raises is answered as `refusals` says.

    A form of another site cannot send such a body: browsers ask first, and nobody answers them. The page's
    scripts ask in its language.
    """

    async def route(request: Request) -> Response:
        texts = texts_for(preferred_locale(request.headers.get("accept-language", "")))
        try:
            return await handler(request, await json_body(request, longest))
        except NobodyThere:
            return refusal(Answer(401, texts.account.nobody))
        except (BadRequest, ClientDisconnect):
            return refusal(Answer(400, texts.account.bad_request))
        except Exception as error:
            answer = refusals(error, texts)
            if answer is None:
                raise
            return refusal(answer)

    return route


def refusal(answer: Answer) -> JSONResponse:
    """The answer as the page's scripts read it; who has asked too often is told when to ask again."""
    headers = {"retry-after": str(answer.seconds or _SOON_S)} if answer.status == _TOO_OFTEN else None
    content = {"error": answer.words, "field": answer.field}
    return JSONResponse(content, status_code=answer.status, headers=headers)


def until_tomorrow() -> int:
    """In how many seconds a day's allowance is there again; days are those of UTC."""
    return _DAY_S - int(time.time()) % _DAY_S


async def visitor_of(request: Request) -> Visitor:
    """The user of this browser.

    Raises:
        NobodyThere: it has never been here.
    """
    return await services().accounts.known(token_of(request))


def token_of(request: Request) -> str:
    """The session's token that the browser has brought."""
    return token_in(request.headers.get("cookie", ""))


async def json_body(request: Request, longest: int = _LONGEST_BODY) -> dict[str, Any]:
    """The JSON object that the request brings; none is expected of a DELETE.

    Raises:
        BadRequest: it is none, has more bytes than that, or does not come.
    """
    if request.method == "DELETE":
        return {}
    if request.headers.get("content-type", "").partition(";")[0].strip() != "application/json":
        raise BadRequest
    content = bytearray()
    try:
        async with asyncio.timeout(_BODY_SECONDS):
            async for chunk in request.stream():
                content += chunk
                if len(content) > longest:
                    raise BadRequest
        body = json.loads(content)
    except (TimeoutError, ValueError, RecursionError):
        raise BadRequest from None
    if not isinstance(body, dict):
        raise BadRequest
    return body


def text_in(body: dict[str, Any], name: str) -> str:
    """A field of the form, free of half characters; empty where it is missing or no text."""
    value = body.get(name)
    return replace_lone_surrogates(value) if isinstance(value, str) else ""
