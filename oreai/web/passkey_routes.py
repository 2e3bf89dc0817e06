"""Passkeys over HTTP: the browser asks for a challenge, and answers it."""

import json
from collections.abc import Mapping
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from oreai.bootstrap import services
from oreai.i18n.texts import Texts
from oreai.services.accounts.passkeys import PasskeyRefused, Site, TooManyPasskeys, site_of
from oreai.web.account_refusals import refusals
from oreai.web.account_routes import address_of, and_ask_for_chats, device
from oreai.web.json_routes import Answer, json_route, text_in, token_of, visitor_of

Body = dict[str, Any]


class _NoSite(Exception):
    """Browsers take no passkeys at this address."""


async def _ask_for_new(request: Request, _: Body) -> Response:
    await services().sessions.require_proof(token_of(request))
    visitor = await visitor_of(request)
    options = await services().passkeys.ask_for_new(visitor.user_id, token_of(request), _site(request))
    return JSONResponse({"options": json.loads(options)})


async def _add(request: Request, body: Body) -> Response:
    visitor = await visitor_of(request)
    name = text_in(body, "name") or device(request).name
    made = _credential(body)
    await services().passkeys.add(visitor.user_id, token_of(request), _site(request), made, name)
    return JSONResponse({"next": "/mine"})


async def _remove(request: Request, _: Body) -> Response:
    user_id = await services().sessions.require_proof(token_of(request))
    await services().passkeys.remove(user_id, request.path_params["passkey_id"])
    return JSONResponse({"next": "/mine"})


async def _ask(request: Request, _: Body) -> Response:
    options = await services().passkeys.ask(token_of(request), _site(request))
    return JSONResponse({"options": json.loads(options)})


async def _sign_in(request: Request, body: Body) -> Response:
    signed_in = await services().passkeys.sign_in(
        token_of(request), _site(request), _credential(body), device(request)
    )
    return await and_ask_for_chats(request, signed_in)


async def _prove(request: Request, body: Body) -> Response:
    visitor, token = await visitor_of(request), token_of(request)
    await services().passkeys.prove(visitor.user_id, token, _site(request), _credential(body))
    await services().sessions.prove(token)
    return JSONResponse({})


def _credential(body: Body) -> Mapping[str, Any]:
    credential = body.get("credential")
    if not isinstance(credential, dict):
        raise PasskeyRefused
    return credential


def _site(request: Request) -> Site:
    site = site_of(services().settings.public_url, address_of(request))
    if site is None:
        raise _NoSite
    return site


def _refusals(error: Exception, texts: Texts) -> Answer | None:
    match error:
        case PasskeyRefused():
            return Answer(403, texts.account.passkey_refused)
        case TooManyPasskeys():
            return Answer(409, texts.account.passkeys_enough)
        case _NoSite():
            return Answer(404, texts.account.passkeys_nowhere)
    return refusals(error, texts)


ROUTES = [
    Route(path, json_route(handler, _refusals), methods=[method])
    for method, path, handler in (
        ("DELETE", "/api/account/passkeys/{passkey_id}", _remove),
        ("POST", "/api/account/passkeys/ask", _ask_for_new),
        ("POST", "/api/account/passkeys", _add),
        ("POST", "/api/account/proof/passkey", _prove),
        ("POST", "/api/session/passkey/ask", _ask),
        ("POST", "/api/session/passkey", _sign_in),
    )
]
