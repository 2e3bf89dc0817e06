"""A user's own providers over HTTP: a key comes this way and never goes back, nor by the page's socket."""

from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from oreai.bootstrap import services
from oreai.i18n import fill
from oreai.i18n.texts import Texts
from oreai.services.models.provider_form import BadProviderForm, ProviderForm
from oreai.services.models.user_providers import (
    MOST,
    CannotLock,
    NotAllowed,
    ProviderNameTaken,
    TooManyProviders,
)
from oreai.web.account_routes import refusals
from oreai.web.json_routes import Answer, json_route, text_in, token_of, visitor_of


async def _add(request: Request, body: dict[str, Any]) -> Response:
    visitor = await visitor_of(request)
    await services().sessions.require_proof(token_of(request))
    names = ("name", "base_url", "key", "models")
    form = ProviderForm(**{name: text_in(body, name) for name in names})
    return JSONResponse({"id": await services().user_providers.add(visitor.user_id, form)})


async def _forget(request: Request, _: dict[str, Any]) -> Response:
    visitor = await visitor_of(request)
    await services().user_providers.delete(visitor.user_id, request.path_params["provider_id"])
    return JSONResponse({})


def _refusals(error: Exception, texts: Texts) -> Answer | None:
    match error:
        case BadProviderForm():
            return Answer(400, texts.own_keys.wrong[error.field], error.field)
        case ProviderNameTaken():
            return Answer(409, texts.own_keys.name_taken, "name")
        case TooManyProviders():
            return Answer(409, fill(texts.own_keys.too_many, limit=MOST))
        case NotAllowed():
            return Answer(403, texts.own_keys.not_allowed)
        case CannotLock():
            return Answer(503, texts.own_keys.no_secret)
    return refusals(error, texts)


ROUTES = [
    Route("/api/account/providers", json_route(_add, _refusals), methods=["POST"]),
    Route("/api/account/providers/{provider_id}", json_route(_forget, _refusals), methods=["DELETE"]),
]
