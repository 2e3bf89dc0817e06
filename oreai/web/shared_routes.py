"""A shared link over HTTP: its page and pictures, which make nobody a user, and going on with a copy."""

import asyncio
import logging
from typing import Any

from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from oreai.bootstrap import services
from oreai.i18n import fill, preferred_locale
from oreai.i18n.texts import Texts
from oreai.services.accounts.devices import device_of
from oreai.services.accounts.rates import Rate
from oreai.services.accounts.throttle import SlowDown
from oreai.services.accounts.visitors import NobodyThere, Visitor
from oreai.services.attachments.files import FilesUnavailable
from oreai.services.attachments.store import NoRoomForAttachments, NoSuchAttachment
from oreai.services.conversation.written import TooMuchWritten
from oreai.services.sharing.links import NoSuchLink
from oreai.services.sharing.reading import SignInToRead, TooLongToCopy
from oreai.web.client_address import network_of
from oreai.web.json_routes import Answer, json_route, token_of, visitor_of
from oreai.web.shared_page import missing_page, shared_page

log = logging.getLogger(__name__)

_PAGES = Rate(300, 120)  # of one network: a class opens it in one moment
_PICTURES = Rate(1200, 600)
_COPIES_AN_HOUR = 30
_NO_INDEX = {"x-robots-tag": "noindex, nofollow"}


async def _send_page(request: Request) -> Response:
    """The chat, as its link shows it; 404 where it leads nowhere, whatever the reason."""
    token, path = request.path_params["token"], services().settings.sub_path
    locale = preferred_locale(request.headers.get("accept-language", ""))
    network = network_of(request.scope)
    if wait_s := _PAGES.take(network):
        return HTMLResponse(missing_page(locale, path, is_too_fast=True), 429, _NO_INDEX | _again_in(wait_s))
    reader = await _reader(request)
    locale = reader.locale if reader else locale
    try:
        chat = await services().shared_reading.read(
            token,
            reader.user_id if reader else "",
            mark=_mark(request, network),
            page=_page(request),
        )
    except NoSuchLink:
        return HTMLResponse(missing_page(locale, path), 404, _NO_INDEX)
    except SignInToRead:
        return RedirectResponse(path + _sign_in(token), 303, _NO_INDEX)
    return HTMLResponse(await asyncio.to_thread(shared_page, chat, token, locale, path), headers=_NO_INDEX)


async def _send_attachment(request: Request) -> Response:
    """An attachment that the link shows; whatever else is asked for does not exist."""
    if wait_s := _PICTURES.take(network_of(request.scope)):
        return Response(status_code=429, headers=_again_in(wait_s))
    reader, asked = await _reader(request), request.path_params
    try:
        kind, content = await services().shared_reading.open_attachment(
            asked["token"], asked["attachment_id"], reader.user_id if reader else ""
        )
    except (NoSuchLink, NoSuchAttachment, SignInToRead):
        return Response(status_code=404)
    except FilesUnavailable as error:
        log.warning("attachment not read: %s", error)
        return Response(status_code=503)
    return Response(content, media_type=kind, headers=_NO_INDEX)


async def _copy(request: Request, _: dict[str, Any]) -> Response:
    """A copy among the chats of whoever asks; for who may not be there yet, the way to sign in."""
    token = request.path_params["token"]
    try:
        reader = await _reader(request)
        await services().shared_reading.read(  # before anybody is made a user for it
            token, reader.user_id if reader else "", mark=_mark(request, network_of(request.scope))
        )
        user_id = (reader or await _new_guest(request)).user_id
        await services().throttle.person("copy-shared", user_id, an_hour=_COPIES_AN_HOUR)
        chat_id = await services().shared_reading.copy(token, user_id)
    except (NobodyThere, SignInToRead):
        return JSONResponse({"next": _sign_in(token)})
    return JSONResponse({"next": f"/chat/{chat_id}"})


async def _new_guest(request: Request) -> Visitor:
    """A stranger who goes on with a chat opens the app by it."""
    return await services().accounts.enter(
        token_of(request),
        request.headers.get("accept-language", ""),
        device_of(request.headers.get("user-agent", "")).name,
        network_of(request.scope),
    )


async def _reader(request: Request) -> Visitor | None:
    try:
        return await visitor_of(request)
    except NobodyThere:
        return None


def _mark(request: Request, network: str) -> str:
    """What tells one stranger from another, as far as that can be told without a name."""
    return f"{network} {request.headers.get('user-agent', '')}"


def _page(request: Request) -> int:
    asked = request.query_params.get("page", "")
    return int(asked) if asked.isdecimal() and len(asked) < 7 else 1


def _again_in(wait_s: float) -> dict[str, str]:
    return {"retry-after": str(int(wait_s) + 1)}


def _sign_in(token: str) -> str:
    return f"/login?then=/s/{token}"


def _refusals(error: Exception, texts: Texts) -> Answer | None:
    match error:
        case NoSuchLink():
            return Answer(404, texts.sharing.missing)
        case TooLongToCopy():
            return Answer(413, texts.sharing.too_long_to_copy)
        case TooMuchWritten():
            words = fill(texts.sharing.too_much_written, minutes=error.minutes)
            return Answer(429, words, seconds=error.minutes * 60)
        case NoRoomForAttachments():
            return Answer(507, texts.sharing.no_room)
        case SlowDown():
            return Answer(429, texts.sharing.too_fast, seconds=error.seconds)
    return None


ROUTES = [
    Route("/s/{token}", _send_page, middleware=[Middleware(GZipMiddleware, minimum_size=1000)]),
    Route("/api/shared/{token}/attachments/{attachment_id}", _send_attachment),
    Route("/api/shared/{token}/copy", json_route(_copy, _refusals), methods=["POST"]),
]
