"""The address `/api/graphql`: queries by GET or POST, whatever changes something by POST and JSON alone.

A form or a picture of another site can send neither, and `web/guard.py` refuses its scripts.
"""

import json
from collections.abc import Mapping
from typing import Any

from starlette.requests import ClientDisconnect, Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Route

from oreai.bootstrap import services
from oreai.characters import replace_lone_surrogates
from oreai.i18n import preferred_locale, texts_for
from oreai.web.account_routes import device
from oreai.web.caller import BadToken, caller_of
from oreai.web.client_address import counted_network, network_of
from oreai.web.graphql.context import Browser, RequestContext
from oreai.web.graphql.execution import Asked, Busy, turns
from oreai.web.graphql.explorer import explorer_page
from oreai.web.json_routes import BadRequest, json_body, token_of
from oreai.web.session_cookie import set_cookie

SCOPE = "graphql"
READ_SCOPE = "read"
_LONGEST_BODY = 700_000  # bytes; a message of 100,000 characters, each as an escape of six
_LONGEST_QUERY = 20_000  # characters


async def graphql(request: Request) -> Response:
    """Answer one document."""
    locale = preferred_locale(request.headers.get("accept-language", ""))
    if _is_a_developers(request):
        return HTMLResponse(explorer_page(locale, services().settings.sub_path))
    texts = texts_for(locale)
    try:
        asked = await _asked(request)
        caller = await caller_of(request, SCOPE, READ_SCOPE)
        context = RequestContext(
            services(), caller, Browser(token_of(request), device(request)), is_get=asked.is_get
        )
        who = caller.user_id or network_of(request.scope)
        answered = await turns.answer(
            context,
            asked,
            who,
            network=counted_network(request.scope),
            tells_schema=services().settings.schema_told,
        )
    except (BadRequest, ClientDisconnect):
        return _refusal(400, texts.account.bad_request)
    except BadToken:
        return _refusal(401, texts.api.bad_token, {"www-authenticate": "Bearer"})
    except Busy:
        return _refusal(503, texts.api.busy, {"retry-after": "5"})
    response = JSONResponse(answered.content, answered.status)
    if answered.status == 405:
        response.headers["allow"] = "POST"
    if context.signed_in:
        set_cookie(response.headers, request.scope, context.signed_in.token)
    return response


def _is_a_developers(request: Request) -> bool:
    """Whether a browser looks at the address itself, where the schema is told."""
    is_looked_at = request.method == "GET" and "query" not in request.query_params
    return (
        services().settings.schema_told and is_looked_at and "text/html" in request.headers.get("accept", "")
    )


def _refusal(status: int, words: str, headers: Mapping[str, str] | None = None) -> Response:
    return JSONResponse({"errors": [{"message": words}]}, status, headers=headers)


async def _asked(request: Request) -> Asked:
    """What the request brings.

    Raises:
        BadRequest: no document, or in another form.
    """
    is_get = request.method != "POST"
    body = _from_address(request) if is_get else await json_body(request, _LONGEST_BODY)
    query, variables, name = body.get("query"), body.get("variables") or {}, body.get("operationName")
    if not isinstance(query, str) or len(query) > _LONGEST_QUERY:
        raise BadRequest
    if not isinstance(variables, dict) or not isinstance(name, str | None):
        raise BadRequest
    return Asked(replace_lone_surrogates(query), _whole(variables), name or None, is_get)


def _whole(variables: dict[str, Any]) -> Mapping[str, Any]:
    """The variables of a document free of half characters, which no database holds."""
    whole: dict[str, Any] = json.loads(replace_lone_surrogates(json.dumps(variables, ensure_ascii=False)))
    return whole


def _from_address(request: Request) -> dict[str, Any]:
    asked: dict[str, Any] = dict(request.query_params)
    try:
        asked["variables"] = json.loads(asked.get("variables") or "{}")
    except (ValueError, RecursionError):
        raise BadRequest from None
    return asked


ROUTES = [Route("/api/graphql", graphql, methods=["GET", "POST"])]
