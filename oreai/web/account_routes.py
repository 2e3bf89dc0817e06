"""Signing up, in and out over HTTP: a socket cannot set the cookie that makes a browser somebody else.

Each answer that changes who the browser is brings a new token; the page then loads anew as that user.
"""

from typing import Any

import segno
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from oreai.bootstrap import services
from oreai.i18n import preferred_locale
from oreai.services.accounts.device_links import GOOD_FOR
from oreai.services.accounts.devices import Device, device_of
from oreai.services.accounts.login_or_create import Newcomer
from oreai.services.accounts.registration import Registration, SignedIn
from oreai.services.accounts.visitors import NobodyThere
from oreai.web.account_refusals import refusals
from oreai.web.client_address import network_of
from oreai.web.json_routes import json_route, text_in, token_of, visitor_of
from oreai.web.session_cookie import set_cookie

Body = dict[str, Any]


async def _sign_up(request: Request, body: Body) -> Response:
    form = Registration(
        text_in(body, "name"),
        text_in(body, "password"),
        text_in(body, "email"),
        invitation=text_in(body, "invite"),
    )
    newcomer = None if (await services().rules.current()).guests else await _newcomer(request)
    signed_in = await services().sign_in.sign_up(token_of(request), form, device(request), newcomer=newcomer)
    return _as(request, signed_in)


async def _newcomer(request: Request) -> Newcomer | None:
    """Makes the user where no guest is let in before; not for who is signed in already."""
    try:
        await visitor_of(request)
    except NobodyThere:
        return services().login_or_create.newcomer(
            preferred_locale(request.headers.get("accept-language", ""))
        )
    return None


async def _sign_in(request: Request, body: Body) -> Response:
    name, password = text_in(body, "name"), text_in(body, "password")
    signed_in = await services().sign_in.sign_in(token_of(request), name, password, device(request))
    return await and_ask_for_chats(request, signed_in)


async def _use_code(request: Request, body: Body) -> Response:
    code = text_in(body, "code")
    signed_in = await services().recovery_codes.sign_in(token_of(request), code, device(request))
    return await and_ask_for_chats(request, signed_in)


async def _use_link(request: Request, body: Body) -> Response:
    secret = text_in(body, "secret")
    signed_in = await services().device_links.sign_in(token_of(request), secret, device(request))
    return await and_ask_for_chats(request, signed_in)


async def _use_reset_link(request: Request, body: Body) -> Response:
    secret, password = text_in(body, "secret"), text_in(body, "password")
    signed_in = await services().reset_links.use(token_of(request), secret, password, device(request))
    return await and_ask_for_chats(request, signed_in)


async def and_ask_for_chats(request: Request, signed_in: SignedIn) -> Response:
    """Go on as that user; the page asks about the guest's chats where there are any."""
    waiting = await services().bring_along.waiting(signed_in.token)
    return _as(request, signed_in, next="/bring" if waiting else "/")


async def _bring(request: Request, body: Body) -> Response:
    if text_in(body, "bring"):
        await services().bring_along.bring(token_of(request))
    else:
        await services().bring_along.leave(token_of(request))
    return JSONResponse({"next": "/"})


async def _sign_out(request: Request, _: Body) -> Response:
    await services().sessions.sign_out(token_of(request))
    return await _as_nobody(request, services().settings.sign_out_url or "/")


async def _prove(request: Request, body: Body) -> Response:
    visitor = await visitor_of(request)
    await services().sign_in.prove(visitor.user_id, text_in(body, "password"))
    await services().sessions.prove(token_of(request))
    return JSONResponse({})


async def _change_password(request: Request, body: Body) -> Response:
    visitor = await visitor_of(request)
    await services().sessions.require_proof(token_of(request))
    changed = await services().sign_in.change_password(
        visitor.user_id, token_of(request), text_in(body, "password"), device(request)
    )
    return _as(request, changed)


async def _make_codes(request: Request, _: Body) -> Response:
    visitor = await visitor_of(request)
    await services().sessions.require_proof(token_of(request))
    return JSONResponse({"codes": await services().recovery_codes.make(visitor.user_id)})


async def _make_link(request: Request, _: Body) -> Response:
    visitor = await visitor_of(request)
    await services().sessions.require_proof(token_of(request))
    secret = await services().device_links.make(visitor.user_id)
    address = f"{address_of(request)}/link#{secret}"  # what follows # is never sent, and so never logged
    code = segno.make(address, error="m").svg_data_uri(scale=6, border=2, dark="#1c1a17", light="#ffffff")
    return JSONResponse({"link": address, "qr": code, "seconds": int(GOOD_FOR.total_seconds())})


async def _delete(request: Request, _: Body) -> Response:
    visitor = await visitor_of(request)
    await services().sessions.require_proof(token_of(request))
    await services().account_deletion.ask(visitor.user_id)
    return await _as_nobody(request, "/")


async def _as_nobody(request: Request, next: str) -> Response:
    """Go on as a new guest; what the browser keeps of the one before goes."""
    response = _with_token(request, await services().guest_tokens.new(), {"next": next})
    response.headers["clear-site-data"] = '"cache"'
    return response


def _as(request: Request, signed_in: SignedIn, *, next: str = "/mine") -> Response:
    return _with_token(request, signed_in.token, {"next": next})


def _with_token(request: Request, token: str, content: dict[str, str]) -> Response:
    response = JSONResponse(content)
    set_cookie(response.headers, request.scope, token)
    return response


def device(request: Request) -> Device:
    """The browser that asks."""
    return device_of(request.headers.get("user-agent", ""), network_of(request.scope))


def address_of(request: Request) -> str:
    """The address that people type: what is set, or the one they are at."""
    return services().settings.public_url or str(request.base_url).rstrip("/") + services().settings.sub_path


ROUTES = [
    Route(path, json_route(handler, refusals), methods=[method])
    for method, path, handler in (
        ("POST", "/api/account", _sign_up),
        ("DELETE", "/api/account", _delete),
        ("POST", "/api/account/proof", _prove),
        ("POST", "/api/account/password", _change_password),
        ("POST", "/api/account/recovery-codes", _make_codes),
        ("POST", "/api/account/device-link", _make_link),
        ("POST", "/api/account/chats", _bring),
        ("POST", "/api/session", _sign_in),
        ("POST", "/api/session/code", _use_code),
        ("POST", "/api/session/link", _use_link),
        ("POST", "/api/session/reset", _use_reset_link),
        ("DELETE", "/api/session", _sign_out),
    )
]
