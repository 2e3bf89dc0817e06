"""Leaving for an OpenID Connect provider, and coming back from it."""

import json
import logging
from urllib.parse import quote, unquote

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from oreai.bootstrap import services
from oreai.i18n import preferred_locale
from oreai.services.accounts.oidc import OidcFailed
from oreai.services.accounts.roles import Disabled
from oreai.web.account_routes import device
from oreai.web.json_routes import token_of
from oreai.web.session_cookie import set_cookie

log = logging.getLogger(__name__)

_COOKIE = "oreai_leaving"
_PATH = "/api/oidc"
_MINUTES = 10
_FAILED = "/login?failed=1"
_DISABLED = "/login?disabled=1"


async def _leave(request: Request) -> Response:
    """Lead to the provider; what has to come back goes into a cookie that only this path sees."""
    provider = services().oidc
    if provider is None:
        return Response(status_code=404)
    try:
        leaving = await provider.leave()
    except OidcFailed as error:
        log.warning("sign-in provider: %s", error)
        return _to(_FAILED)
    response = RedirectResponse(leaving.address, 303)
    response.set_cookie(
        _COOKIE,
        quote(json.dumps(leaving.flow)),
        max_age=_MINUTES * 60,
        path=services().settings.sub_path + _PATH,
        httponly=True,
        samesite="lax",
        secure=services().settings.public_url.startswith("https:"),
    )
    return response


async def _come_back(request: Request) -> Response:
    """From the provider: the person is signed in, or told that it failed."""
    provider = services().oidc
    if provider is None:
        return Response(status_code=404)
    try:
        flow = json.loads(unquote(request.cookies.get(_COOKIE, "") or "{}"))
        person = await provider.come_back(request.query_params, flow if isinstance(flow, dict) else {})
    except (OidcFailed, ValueError) as error:
        log.warning("sign-in provider: %s", error)
        return _to(_FAILED)
    locale = preferred_locale(request.headers.get("accept-language", ""))
    try:
        signed_in = await services().identities.sign_in(token_of(request), person, device(request), locale)
    except Disabled:
        return _to(_DISABLED)
    waiting = await services().bring_along.waiting(signed_in.token)
    response = _to("/bring" if waiting else "/")
    response.delete_cookie(_COOKIE, path=services().settings.sub_path + _PATH)
    set_cookie(response.headers, request.scope, signed_in.token)
    return response


def _to(page: str) -> Response:
    """An answer that leads to a page of ours."""
    return RedirectResponse(services().settings.sub_path + page, 303)


ROUTES = [Route(f"{_PATH}/leave", _leave), Route(f"{_PATH}/back", _come_back)]
