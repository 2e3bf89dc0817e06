"""Personal tokens over HTTP: one is shown in the answer that makes it, and never again."""

from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from oreai.bootstrap import services
from oreai.i18n import fill
from oreai.i18n.texts import Texts
from oreai.services.accounts.api_tokens import MOST, BadTokenForm, TokenForm, TooManyTokens
from oreai.web.account_refusals import refusals
from oreai.web.json_routes import Answer, json_route, text_in, token_of, visitor_of


async def _make(request: Request, body: dict[str, Any]) -> Response:
    visitor = await visitor_of(request)
    await services().sessions.require_proof(token_of(request))
    days = text_in(body, "days")
    form = TokenForm(
        name=text_in(body, "name"),
        scopes=text_in(body, "scopes").split(),
        days=int(days) if days.isdecimal() and len(days) < 5 else 0,
    )
    return JSONResponse({"token": await services().api_tokens.make(visitor.user_id, form)})


async def _revoke(request: Request, _: dict[str, Any]) -> Response:
    visitor = await visitor_of(request)
    await services().api_tokens.revoke(visitor.user_id, request.path_params["token_id"])
    return JSONResponse({})


def _refusals(error: Exception, texts: Texts) -> Answer | None:
    match error:
        case BadTokenForm():
            return Answer(400, texts.api.bad_form, "name")
        case TooManyTokens():
            return Answer(409, fill(texts.api.too_many_tokens, limit=MOST))
    return refusals(error, texts)


ROUTES = [
    Route("/api/account/tokens", json_route(_make, _refusals), methods=["POST"]),
    Route("/api/account/tokens/{token_id}", json_route(_revoke, _refusals), methods=["DELETE"]),
]
