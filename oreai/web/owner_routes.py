"""Owners' acts that want a fresh proof, or whose answer is shown once; for others there is no such route."""

from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from oreai.bootstrap import services
from oreai.i18n.texts import Texts
from oreai.services.accounts.reset_links import NoPassword
from oreai.services.accounts.roles import UserRole
from oreai.services.owner.audit import Actor
from oreai.services.owner.invitations import BadInvitation, InvitationForm, TooManyInvitations
from oreai.services.owner.set_up import WrongSetUpCode
from oreai.services.owner.users import BadQuota, NoName, NoSuchUser
from oreai.web.account_refusals import refusals
from oreai.web.account_routes import address_of
from oreai.web.client_address import network_of
from oreai.web.json_routes import Answer, json_route, text_in, token_of, visitor_of

Body = dict[str, Any]
_CODES_AN_HOUR = 10  # of one network


class _NotTheOwner(Exception):
    """For them there is nothing here."""


async def _owner(request: Request) -> Actor:
    """The owner who asks, and has just shown who they are."""
    visitor = await visitor_of(request)
    if not await services().directory.is_owner(visitor.user_id):
        raise _NotTheOwner
    await services().sessions.require_proof(token_of(request))
    return Actor((await services().accounts.account(visitor.user_id)).name)


async def _set_up(request: Request, body: Body) -> Response:
    visitor = await visitor_of(request)
    if not await services().set_up.is_open():
        raise _NotTheOwner
    await services().throttle.network("set-up", network_of(request.scope), an_hour=_CODES_AN_HOUR)
    await services().set_up.claim(visitor.user_id, text_in(body, "code"))
    return JSONResponse({"next": "/owner"})


async def _reset(request: Request, _: Body) -> Response:
    secret = await services().user_access.reset_link(await _owner(request), request.path_params["user_id"])
    return JSONResponse({"address": f"{address_of(request)}/reset#{secret}"})


async def _set_role(request: Request, body: Body) -> Response:
    role = UserRole.OWNER if text_in(body, "role") == UserRole.OWNER else UserRole.USER
    await services().directory.set_role(await _owner(request), request.path_params["user_id"], role)
    return JSONResponse({})


async def _set_quota(request: Request, body: Body) -> Response:
    actor, calls = await _owner(request), text_in(body, "calls").strip()
    number = _number(calls.removeprefix("+"))
    if number < 0:
        raise BadQuota
    change = services().directory.grant if calls.startswith("+") else services().directory.set_quota
    await change(actor, request.path_params["user_id"], number)
    return JSONResponse({})


async def _delete(request: Request, _: Body) -> Response:
    await services().user_access.delete(await _owner(request), request.path_params["user_id"])
    return JSONResponse({})


async def _invite(request: Request, body: Body) -> Response:
    actor, calls = await _owner(request), text_in(body, "calls").strip()
    form = InvitationForm(
        text_in(body, "note"),
        _number(text_in(body, "uses")),
        _number(text_in(body, "days")),
        calls_limit=_number(calls) if calls else None,
    )
    token = await services().owners_invitations.make(actor, form)
    return JSONResponse({"address": f"{address_of(request)}/signup?invite={token}"})


def _number(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 10 else -1


def _refusals(error: Exception, texts: Texts) -> Answer | None:
    match error:
        case _NotTheOwner() | NoSuchUser():
            return Answer(404, texts.owner.nothing_here)
        case WrongSetUpCode():
            return Answer(403, texts.owner.wrong_code, "code")
        case BadQuota():
            return Answer(400, texts.owner.bad_quota, "calls")
        case NoName():
            return Answer(409, texts.owner.needs_name)
        case NoPassword():
            return Answer(409, texts.owner.no_password)
        case BadInvitation():
            return Answer(400, texts.owner.bad_invitation)
        case TooManyInvitations():
            return Answer(409, texts.owner.too_many_invitations)
    return refusals(error, texts)


ROUTES = [
    Route(path, json_route(handler, _refusals), methods=[method])
    for method, path, handler in (
        ("POST", "/api/owner/set-up", _set_up),
        ("POST", "/api/owner/invitations", _invite),
        ("POST", "/api/owner/users/{user_id}/reset", _reset),
        ("POST", "/api/owner/users/{user_id}/role", _set_role),
        ("POST", "/api/owner/users/{user_id}/quota", _set_quota),
        ("DELETE", "/api/owner/users/{user_id}", _delete),
    )
]
