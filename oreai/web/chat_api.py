"""The original's `/api/chat` for programs, and its `/api/api_key`, which hands out nothing any more."""

from collections.abc import AsyncGenerator
from contextlib import aclosing
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response, StreamingResponse
from starlette.routing import Route

from oreai.bootstrap import services
from oreai.characters import replace_lone_surrogates
from oreai.i18n import fill, preferred_locale, texts_for
from oreai.i18n.texts import Texts
from oreai.services.accounts.visitors import NobodyThere
from oreai.services.replies.direct import DirectTurn, ReplyFailed, TooManyReplies
from oreai.web.caller import BadToken, caller_of
from oreai.web.json_routes import Answer, BadRequest, json_route, until_tomorrow

SCOPE = "chat"
_LONGEST_BODY = 2 * 2**20  # bytes
_MOST_MESSAGES = 1000
_ROLES = ("system", "user", "assistant")
_STATUSES = {
    **{"out_of_calls": 400, "quota_used_up": 400, "guest_quota_used_up": 429, "tokens_used_up": 429},
    **{"rate_limited": 429, "too_large": 413, "context_too_long": 400},
}
"Of what the original told otherwise, or a program can act on; anything else is the provider's failure: 502."
_TOMORROW = ("guest_quota_used_up", "tokens_used_up")


async def _chat(request: Request, body: dict[str, Any]) -> Response:
    caller = await caller_of(request, SCOPE)
    if not caller.user_id:
        raise NobodyThere
    if not body.get("messages"):
        return PlainTextResponse("No messages in the request", 400)  # the original's words, for its callers
    texts = services().direct_replies.stream(caller.user_id, _turns(body["messages"]))
    first = await anext(texts, "")  # until then it can still be refused with a status
    return StreamingResponse(_from(first, texts), media_type="text/plain; charset=utf-8")


async def _from(first: str, texts: AsyncGenerator[str, None]) -> AsyncGenerator[str, None]:
    async with aclosing(texts):
        yield first
        async for text in texts:
            yield text


def _turns(messages: Any) -> list[DirectTurn]:
    if not isinstance(messages, list) or len(messages) > _MOST_MESSAGES:
        raise BadRequest
    return [_turn(message) for message in messages]


def _turn(message: Any) -> DirectTurn:
    role, content = (message.get("role"), message.get("content")) if isinstance(message, dict) else ("", "")
    if role not in _ROLES or not isinstance(content, str):
        raise BadRequest
    return DirectTurn(role, replace_lone_surrogates(content))


def _refusals(error: Exception, texts: Texts) -> Answer | None:
    match error:
        case BadToken():
            return Answer(401, texts.api.bad_token)
        case TooManyReplies():
            return Answer(429, texts.api.busy)
        case ReplyFailed(kind=kind, provider_message=words):
            told = texts.errors.kinds.get(kind, texts.errors.kinds["unknown"])
            seconds = until_tomorrow() if kind in _TOMORROW else error.retry_after_s or 0
            return Answer(_STATUSES.get(kind, 502), fill(told, words=words), seconds=seconds)
    return None


async def _api_key(request: Request) -> Response:
    """The original gave its key to whoever asked."""
    texts = texts_for(preferred_locale(request.headers.get("accept-language", "")))
    return JSONResponse({"error": texts.api.no_key}, 410)


ROUTES = [
    Route("/api/chat", json_route(_chat, _refusals, longest=_LONGEST_BODY), methods=["POST"]),
    Route("/api/api_key", _api_key, methods=["GET", "POST"]),
]
