"""Attachments over HTTP: they come in as the raw body of a request, and go out to their owner alone."""

import asyncio
import logging

from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, Response

from oreai.bootstrap import services
from oreai.i18n import fill, preferred_locale, texts_for
from oreai.services.accounts.session_token import token_in
from oreai.services.accounts.visitors import NobodyThere, Visitor
from oreai.services.attachments.files import FilesUnavailable
from oreai.services.attachments.image import TooManyPixels
from oreai.services.attachments.kind import LONGEST_FILE, AttachmentRefused, BrokenFile, WrongKind
from oreai.services.attachments.store import NoRoomForAttachments, NoSuchAttachment
from oreai.services.attachments.upload import TooManyUploads

log = logging.getLogger(__name__)

_BODY_SECONDS = 60  # a photo over a slow line; the page sends it made smaller
_MEGABYTE = 1024 * 1024
_LONGEST_NAME = 200  # characters


class _TooLarge(AttachmentRefused):
    """More bytes than an attachment may have."""


class _TooSlow(AttachmentRefused):
    """The bytes do not come; others wait for the place."""


async def add_attachment(request: Request) -> Response:
    """Take a file in; 400, 401, 408, 413, 415, 429, 503 or 507 with the reason, in the visitor's language."""
    try:
        visitor = await _visitor_of(request)
    except NobodyThere:
        texts = texts_for(preferred_locale(request.headers.get("accept-language", "")))
        return JSONResponse({"error": texts.attachments.image_nobody}, status_code=401)
    try:
        async with services().attachments.uploads.place(visitor.user_id):
            name = request.query_params.get("name", "")[:_LONGEST_NAME]
            attachment = await services().attachments.add(visitor.user_id, await _body_of(request), name)
    except (AttachmentRefused, NoRoomForAttachments, TooManyUploads) as error:
        return _refused(error, visitor.locale)
    except FilesUnavailable as error:
        log.warning("attachment not stored: %s", error)
        return JSONResponse({"error": texts_for(visitor.locale).attachments.image_not_kept}, status_code=503)
    except ClientDisconnect:
        return Response(status_code=400)  # nobody reads it
    return JSONResponse({"id": attachment.id, "width": attachment.width, "height": attachment.height})


async def send_attachment(request: Request) -> Response:
    """The owner's attachment; whatever else is asked for does not exist."""
    try:
        visitor = await _visitor_of(request)
        kind, content = await services().attachments.open(
            visitor.user_id, request.path_params["attachment_id"]
        )
    except (NobodyThere, NoSuchAttachment):
        return Response(status_code=404)
    except FilesUnavailable as error:
        log.warning("attachment not read: %s", error)
        return Response(status_code=503)
    return Response(content, media_type=kind)


async def _visitor_of(request: Request) -> Visitor:
    return await services().accounts.known(token_in(request.headers.get("cookie", "")))


async def _body_of(request: Request) -> bytes:
    """The whole body, of which no more is ever held than an attachment may have.

    Raises:
        _TooLarge: there is more, or it is said that there will be.
        _TooSlow: it takes too long to come.
    """
    told = request.headers.get("content-length", "0")
    if not told.isdecimal() or int(told) > LONGEST_FILE:
        raise _TooLarge
    body = bytearray()
    try:
        async with asyncio.timeout(_BODY_SECONDS):
            async for chunk in request.stream():
                if len(body) + len(chunk) > LONGEST_FILE:
                    raise _TooLarge
                body += chunk
    except TimeoutError:
        raise _TooSlow from None
    return bytes(body)


def _refused(error: Exception, locale: str) -> Response:
    texts = texts_for(locale)
    match error:
        case NoRoomForAttachments():
            status, words = 507, fill(texts.attachments.image_no_room, limit=error.limit // _MEGABYTE)
        case TooManyUploads():
            status, words = 429, texts.attachments.images_too_many_at_once
        case TooManyPixels():
            status, words = 413, fill(texts.attachments.image_too_many_pixels, limit=error.limit // 1_000_000)
        case _TooSlow():
            status, words = 408, texts.attachments.attach_failed
        case WrongKind():
            status, words = 415, texts.attachments.image_no_picture
        case BrokenFile():
            status, words = 400, texts.attachments.image_broken
        case _:
            status, words = 413, texts.attachments.image_too_large
    return JSONResponse({"error": words}, status_code=status)
