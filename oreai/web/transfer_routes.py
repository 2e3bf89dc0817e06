"""Chats over HTTP: a file comes in as the raw body of a request, and chats go out as files to their owner."""

import asyncio
import json
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from typing import Any
from urllib.parse import quote

from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Route

from oreai.bootstrap import services
from oreai.i18n import fill, preferred_locale, texts_for
from oreai.i18n.texts import Texts
from oreai.services.accounts.ownership import NoSuchChat
from oreai.services.accounts.sessions import NotSignedIn, ProofNeeded
from oreai.services.accounts.visitors import NobodyThere, Visitor
from oreai.services.attachments.files import FilesUnavailable
from oreai.services.chats.rows import MOST_AT_ONCE
from oreai.services.transfer.convert import MOST_CHATS, zone_of
from oreai.services.transfer.exports import ExportedFile, NoSuchForm
from oreai.services.transfer.imports import (
    NoRoomForImport,
    NoSuchImport,
    StillImporting,
    TooManyUploads,
    TooMuchToday,
)
from oreai.web.account_refusals import refusals
from oreai.web.client_address import counted_network
from oreai.web.json_routes import Answer, BadRequest, json_route, refusal, token_of, visitor_of

log = logging.getLogger(__name__)

_MEGABYTE = 1024 * 1024
_PIECE = _MEGABYTE  # what is written at once
_BYTES_A_SECOND = 16 * 1024  # slower than a phone on the edge of its network
_HEAD_START_S = 30
_LONGEST_PAUSE_S = 60
_DAY_S = 24 * 60 * 60
_RENEW_S = 30
_LONGEST_CHOICE = MOST_CHATS * 12  # bytes: a place in a file of gigabytes has ten digits
_LONGEST_IDS = MOST_AT_ONCE * 25  # characters: an id and a comma


class _NoLength(Exception):
    """The request does not say how much will come."""


class _TooLarge(Exception):
    """More bytes are announced than a file may have."""


class _TooSlow(Exception):
    """The bytes do not come; a connection and the disk wait for them."""


async def _add_import(request: Request) -> Response:
    """Take a file in and begin to read it; 401, 408, 411, 413, 429 or 507 with the reason in words."""
    texts = texts_for(preferred_locale(request.headers.get("accept-language", "")))
    try:
        visitor = await visitor_of(request)
        texts = texts_for(visitor.locale)
        import_id = await _taken_in(request, visitor)
    except (ClientDisconnect, NoSuchImport):
        return Response(status_code=400)  # nobody reads it, or the user has cancelled it elsewhere
    except Exception as error:
        answer = _import_refusals(error, texts)
        if answer is None:
            raise
        return refusal(answer)
    return JSONResponse({"id": import_id})


async def _taken_in(request: Request, visitor: Visitor) -> str:
    """The import's id, when its file is here whole; a file that does not come leaves nothing behind."""
    size, zone = _announced(request), request.query_params.get("zone", "")
    network = counted_network(request.scope)
    import_id, place = await services().imports.begin(visitor.user_id, zone, visitor.locale, size, network)
    is_here = False
    try:
        await _write(request, place, lambda: services().imports.keep_coming(visitor.user_id, import_id))
        await services().imports.uploaded(visitor.user_id, import_id)
        is_here = True
    finally:
        if not is_here:
            with suppress(NoSuchImport):
                await services().imports.abandon(visitor.user_id, import_id)
    return import_id


def _announced(request: Request) -> int:
    told = request.headers.get("content-length", "")
    if not told.isdecimal():
        raise _NoLength
    if len(told) > len(str(2**63)) or int(told) > _most_bytes():
        raise _TooLarge
    return int(told)


def _most_bytes() -> int:
    return services().settings.import_megabytes * _MEGABYTE


async def _write(request: Request, place: Path, renew: Callable[[], Awaitable[None]]) -> None:
    """Write the body to the place, a megabyte at a time, off the event loop."""
    clock, piece = asyncio.get_running_loop().time, bytearray()
    renewed = clock()
    file = await asyncio.to_thread(place.open, "wb")
    try:
        async for chunk in _in_time(request):
            piece += chunk
            if len(piece) >= _PIECE:
                await asyncio.to_thread(file.write, bytes(piece))
                piece.clear()
            if clock() - renewed > _RENEW_S:
                renewed = clock()
                await renew()
        await asyncio.to_thread(file.write, bytes(piece))
    finally:
        await asyncio.to_thread(file.close)


async def _in_time(request: Request) -> AsyncIterator[bytes]:
    """The body as it comes.

    Raises:
        _TooSlow: it has stopped coming, or comes slower than anybody can want to wait.
    """
    clock, chunks = asyncio.get_running_loop().time, request.stream()
    ends, size = clock() + _HEAD_START_S, 0
    while True:
        try:
            async with asyncio.timeout(min(_LONGEST_PAUSE_S, ends + size / _BYTES_A_SECOND - clock())):
                chunk = await anext(chunks, None)
        except TimeoutError:
            raise _TooSlow from None
        if chunk is None:
            return
        size += len(chunk)
        yield chunk


async def _send_preview(request: Request) -> Response:
    """What is in a file that was read, for its owner to choose from."""
    try:
        visitor = await visitor_of(request)
        preview = await services().imports.preview(visitor.user_id, request.path_params["import_id"])
    except NobodyThere:
        texts = texts_for(preferred_locale(request.headers.get("accept-language", "")))
        return refusal(Answer(401, texts.account.nobody))
    except NoSuchImport:
        return Response(status_code=404)
    content = await asyncio.to_thread(lambda: json.dumps(asdict(preview), ensure_ascii=False))
    return Response(content, media_type="application/json")


async def _choose(request: Request, body: dict[str, Any]) -> Response:
    """Bring the chosen chats in; `places` says where they begin, as the preview does."""
    visitor = await visitor_of(request)
    places = body.get("places")
    if not isinstance(places, list) or len(places) > MOST_CHATS:
        raise BadRequest
    chosen = {place for place in places if type(place) is int}
    await services().imports.choose(visitor.user_id, request.path_params["import_id"], chosen)
    return JSONResponse({})


def _choice_refusals(error: Exception, texts: Texts) -> Answer | None:
    return Answer(404, texts.imports.gone) if isinstance(error, NoSuchImport) else None


def _import_refusals(error: Exception, texts: Texts) -> Answer | None:
    match error:
        case NobodyThere():
            return Answer(401, texts.account.nobody)
        case _TooSlow():
            return Answer(408, texts.imports.upload_failed)
        case _NoLength():
            return Answer(411, texts.account.bad_request)
        case _TooLarge():
            return Answer(413, fill(texts.imports.too_large, limit=services().settings.import_megabytes))
        case StillImporting():
            return Answer(429, texts.imports.still_importing)
        case TooManyUploads():
            return Answer(429, texts.imports.busy)
        case TooMuchToday():
            return Answer(429, texts.imports.too_much_today, seconds=_DAY_S)
        case NoRoomForImport() | OSError():
            log.warning("no file can be brought in: %s", type(error).__name__)
            return Answer(507, texts.imports.no_room)
    return None


async def _send_chat(request: Request) -> Response:
    """One chat as a file; whatever is not its owner's does not exist."""
    chat_id, form = request.path_params["chat_id"], request.path_params["form"]
    zone = zone_of(request.query_params.get("zone", ""))
    return await _sent(request, lambda user_id: services().exports.chat(user_id, chat_id, form, zone))


async def _send_chosen(request: Request) -> Response:
    """Some chats as a zip; whatever among them is not their owner's does not exist."""
    ids = request.query_params.get("ids", "")[:_LONGEST_IDS].split(",")
    return await _sent(request, lambda user_id: services().exports.chosen(user_id, ids))


async def _send_library(request: Request) -> Response:
    """All chats and the account as a zip, where its owner has just proved to be it."""

    async def library(user_id: str) -> ExportedFile:
        await services().sessions.require_proof(token_of(request))
        return await services().exports.library(user_id)

    return await _sent(request, library)


async def _sent(request: Request, export: Callable[[str], Awaitable[ExportedFile]]) -> Response:
    texts = texts_for(preferred_locale(request.headers.get("accept-language", "")))
    try:
        file = await export((await visitor_of(request)).user_id)
    except (NobodyThere, NotSignedIn):
        return refusal(Answer(401, texts.account.nobody))
    except ProofNeeded:
        return refusal(Answer(403, texts.account.proof_needed, "proof"))
    except (NoSuchChat, NoSuchForm):
        return Response(status_code=404)
    except FilesUnavailable as error:
        log.warning("chats not sent: %s", error)
        return Response(status_code=503)
    name = f"attachment; filename*=UTF-8''{quote(file.name, safe='')}"
    return StreamingResponse(file.pieces, media_type=file.media_type, headers={"content-disposition": name})


async def _ask_for_library(request: Request, _: dict[str, Any]) -> Response:
    """Where the page finds the library; a form asks for it, which asks for the proof."""
    await visitor_of(request)
    await services().sessions.require_proof(token_of(request))
    return JSONResponse({"download": "/api/export/library"})


ROUTES = [
    Route("/api/imports", _add_import, methods=["POST"]),
    Route("/api/imports/{import_id}", _send_preview),
    Route(
        "/api/imports/{import_id}/choice",
        json_route(_choose, _choice_refusals, longest=_LONGEST_CHOICE),
        methods=["POST"],
    ),
    Route("/api/export/chat/{chat_id}.{form}", _send_chat),
    Route("/api/export/chats", _send_chosen),
    Route("/api/export/library", _send_library),
    Route("/api/export/library", json_route(_ask_for_library, refusals), methods=["POST"]),
]
