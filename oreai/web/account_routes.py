"""Signing up, in and out over HTTP: a socket cannot set the cookie that makes a browser somebody else.

Each answer that changes who the browser is brings a new token; the page then loads anew as that user.
"""

from typing import Any

import segno
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from oreai.bootstrap import services
from oreai.i18n.fill import fill
from oreai.i18n.texts import Texts
from oreai.services.accounts.device_links import GOOD_FOR, LinkIsOver
from oreai.services.accounts.devices import Device, device_of
from oreai.services.accounts.names import BadName, NameTaken
from oreai.services.accounts.passwords import TooManyAtOnce, WeakPassword
from oreai.services.accounts.recovery import WrongCode
from oreai.services.accounts.registration import (
    AlreadySignedUp,
    Registration,
    SignedIn,
    WrongNameOrPassword,
)
from oreai.services.accounts.session_token import new_token
from oreai.services.accounts.sessions import NotSignedIn, ProofNeeded
from oreai.services.accounts.throttle import SlowDown
from oreai.web.client_address import network_of
from oreai.web.json_routes import Answer, json_route, text_in, token_of, visitor_of
from oreai.web.session_cookie import set_cookie

Body = dict[str, Any]


async def _sign_up(request: Request, body: Body) -> Response:
    form = Registration(text_in(body, "name"), text_in(body, "password"), text_in(body, "email"))
    return _as(request, await services().sign_in.sign_up(token_of(request), form, device(request)))


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


async def and_ask_for_chats(request: Request, signed_in: SignedIn) -> Response:
    """As that user from now on; the page asks about the guest's chats where there are any."""
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
    return _with_token(request, new_token(), {"next": services().settings.sign_out_url or "/"})


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
    return _with_token(request, new_token(), {"next": "/"})


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


def _unnameable(texts: Texts) -> dict[str, str]:
    return {
        "short": texts.account.name_short,
        "long": texts.account.name_long,
        "signs": texts.account.name_signs,
    }


def _weak(texts: Texts) -> dict[str, str]:
    return {
        "short": texts.account.password_short,
        "long": texts.account.password_long,
        "common": texts.account.password_common,
        "name": texts.account.password_name,
    }


def refusals(error: Exception, texts: Texts) -> Answer | None:
    """What each refusal is told with."""
    match error:
        case BadName(why="email"):
            return Answer(400, texts.account.bad_email, "email")
        case BadName(why=why):
            return Answer(400, _unnameable(texts)[why], "name")
        case NameTaken():
            return Answer(409, texts.account.name_taken, "name")
        case WeakPassword(why=why):
            return Answer(400, _weak(texts)[why], "password")
        case WrongNameOrPassword():
            return Answer(403, texts.account.wrong, "password")
        case WrongCode():
            return Answer(403, texts.account.wrong_code, "code")
        case LinkIsOver():
            return Answer(410, texts.account.link_is_over)
        case AlreadySignedUp():
            return Answer(409, texts.account.already)
        case ProofNeeded():
            return Answer(403, texts.account.proof_needed, "proof")
        case NotSignedIn():
            return Answer(401, texts.account.nobody)
        case SlowDown(seconds=seconds):
            return Answer(429, fill(texts.account.slow_down, seconds=seconds))
        case TooManyAtOnce():
            return Answer(503, texts.account.busy)
    return None


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
        ("DELETE", "/api/session", _sign_out),
    )
]
