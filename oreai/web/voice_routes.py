"""Voice over HTTP: a recording comes in as the raw body and goes out as text; a passage goes out as sound."""

from collections.abc import AsyncGenerator
from contextlib import aclosing
from typing import Any

from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Route

from oreai.bootstrap import services
from oreai.i18n import fill, preferred_locale, texts_for
from oreai.i18n.texts import Texts
from oreai.services.accounts.visitors import NobodyThere
from oreai.services.attachments.upload import TooManyUploads
from oreai.services.voice.recordings import LONGEST_RECORDING, WrongKind
from oreai.services.voice.voice import (
    MEDIA_TYPE,
    Listener,
    NoVoice,
    PassageTooLong,
    TooOften,
    UsedUpToday,
    VoiceFailed,
)
from oreai.web.body import BodyTooLarge, BodyTooSlow, body_of, size_of
from oreai.web.client_address import counted_network, network_of
from oreai.web.json_routes import Answer, json_route, refusal, text_in, until_tomorrow, visitor_of

_BODY_SECONDS = 180  # ten minutes of speech over a slow line


async def _transcribe(request: Request) -> Response:
    """The words of a recording; 401, 404, 408, 413, 415, 429 or 502 with the reason in words."""
    texts = texts_for(preferred_locale(request.headers.get("accept-language", "")))
    try:
        visitor = await visitor_of(request)
        await services().voice.admit(Listener(visitor.user_id, network_of(request.scope)))
        size, network = size_of(request, longest=LONGEST_RECORDING), counted_network(request.scope)
        async with services().voice.uploads.room(visitor.user_id, size, network):
            content = await body_of(request, longest=LONGEST_RECORDING, seconds=_BODY_SECONDS)
            text = await services().voice.transcribe(visitor.user_id, content)
    except ClientDisconnect:
        return Response(status_code=400)  # nobody reads it
    except Exception as error:
        answer = _refusals(error, texts)
        if answer is None:
            raise
        return refusal(answer)
    return JSONResponse({"text": text})


async def _speak(request: Request, body: dict[str, Any]) -> Response:
    visitor = await visitor_of(request)
    sound = services().voice.speak(
        Listener(visitor.user_id, network_of(request.scope)), text_in(body, "text")
    )
    first = await anext(sound, b"")  # until then it can still be refused with a status
    return StreamingResponse(_from(first, sound), media_type=MEDIA_TYPE)


async def _from(first: bytes, sound: AsyncGenerator[bytes, None]) -> AsyncGenerator[bytes, None]:
    async with aclosing(sound):
        yield first
        async for chunk in sound:
            yield chunk


def _refusals(error: Exception, texts: Texts) -> Answer | None:
    match error:
        case NobodyThere():
            return Answer(401, texts.account.nobody)
        case NoVoice():
            return Answer(404, texts.voice.nobody_hears)
        case BodyTooSlow():
            return Answer(408, texts.voice.not_sent)
        case BodyTooLarge() | PassageTooLong():
            return Answer(413, texts.voice.too_long)
        case WrongKind():
            return Answer(415, texts.voice.wrong_kind)
        case TooManyUploads():
            return Answer(429, texts.voice.still_hearing)
        case TooOften():
            return Answer(429, fill(texts.voice.too_often, seconds=error.seconds), seconds=error.seconds)
        case UsedUpToday():
            return Answer(429, texts.voice.used_up, seconds=until_tomorrow())
        case VoiceFailed():
            told = texts.errors.kinds.get(error.kind, texts.errors.kinds["unknown"])
            return Answer(502, fill(told, words=error.provider_message))
    return None


ROUTES = [
    Route("/api/transcriptions", _transcribe, methods=["POST"]),
    Route("/api/speech", json_route(_speak, _refusals), methods=["POST"]),
]
