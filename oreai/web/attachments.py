"""Attachments over HTTP: they come in as the raw body of a request, and go out to their owner alone."""

import logging

from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, Response

from oreai.bootstrap import services
from oreai.i18n import fill, preferred_locale, texts_for
from oreai.services.accounts.visitors import NobodyThere
from oreai.services.attachments.files import FilesUnavailable
from oreai.services.attachments.image import TooManyPixels
from oreai.services.attachments.kind import LONGEST_FILE, AttachmentRefused, BrokenFile, WrongKind
from oreai.services.attachments.store import NoRoomForAttachments, NoSuchAttachment
from oreai.services.attachments.upload import TooManyUploads
from oreai.web.body import BodyTooLarge, BodyTooSlow, body_of, size_of
from oreai.web.client_address import counted_network
from oreai.web.json_routes import Answer, refusal, visitor_of

log = logging.getLogger(__name__)

_BODY_SECONDS = 60  # a photo over a slow line; the page sends it made smaller
_MEGABYTE = 1024 * 1024
_LONGEST_NAME = 200  # characters


async def add_attachment(request: Request) -> Response:
    """Take a file in; 400, 401, 408, 413, 415, 429, 503 or 507 with the reason, in the visitor's language."""
    try:
        visitor = await visitor_of(request)
    except NobodyThere:
        texts = texts_for(preferred_locale(request.headers.get("accept-language", "")))
        return refusal(Answer(401, texts.attachments.page_expired))
    try:
        size, network = size_of(request, longest=LONGEST_FILE), counted_network(request.scope)
        async with services().attachments.uploads.room(visitor.user_id, size, network):
            name = request.query_params.get("name", "")[:_LONGEST_NAME]
            content = await body_of(request, longest=LONGEST_FILE, seconds=_BODY_SECONDS)
            attachment = await services().attachments.add(visitor.user_id, content, name)
    except (AttachmentRefused, NoRoomForAttachments, TooManyUploads, BodyTooLarge, BodyTooSlow) as error:
        return _refused(error, visitor.locale)
    except FilesUnavailable as error:
        log.warning("attachment not stored: %s", error)
        return refusal(Answer(503, texts_for(visitor.locale).attachments.not_kept))
    except ClientDisconnect:
        return Response(status_code=400)  # nobody reads it
    return JSONResponse({"id": attachment.id, "width": attachment.width, "height": attachment.height})


async def send_attachment(request: Request) -> Response:
    """The owner's attachment; whatever else is asked for does not exist."""
    try:
        visitor = await visitor_of(request)
        kind, content = await services().attachments.open(
            visitor.user_id, request.path_params["attachment_id"]
        )
    except (NobodyThere, NoSuchAttachment):
        return Response(status_code=404)
    except FilesUnavailable as error:
        log.warning("attachment not read: %s", error)
        return Response(status_code=503)
    return Response(content, media_type=kind)


def _refused(error: Exception, locale: str) -> Response:
    texts = texts_for(locale)
    match error:
        case NoRoomForAttachments():
            status, words = 507, fill(texts.attachments.no_room, limit=error.limit // _MEGABYTE)
        case TooManyUploads():
            status, words = 429, texts.attachments.too_many_at_once
        case TooManyPixels():
            status, words = 413, fill(texts.attachments.too_many_pixels, limit=error.limit // 1_000_000)
        case BodyTooSlow():
            status, words = 408, texts.attachments.attach_failed
        case WrongKind():
            status, words = 415, texts.attachments.wrong_kind
        case BrokenFile():
            status, words = 400, texts.attachments.broken
        case _:
            status, words = 413, texts.attachments.too_large
    return refusal(Answer(status, words))
