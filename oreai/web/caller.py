"""Who asks the API: a browser by its cookie, or a program by a personal token.

A token counts in the Authorization header alone: addresses are kept in logs and histories.
"""

from dataclasses import dataclass

from starlette.requests import Request

from oreai.i18n import preferred_locale
from oreai.services.accounts.visitors import NobodyThere
from oreai.web.json_routes import visitor_of

_BEARER = "bearer"


class BadToken(Exception):
    """The personal token is unknown, revoked, over, or not for this."""


@dataclass(frozen=True)
class Caller:
    """Whose request it is; nobody's user has no id, and reads what their browser says."""

    user_id: str
    locale: str


async def caller_of(request: Request, scope: str) -> Caller:
    """Who asks; a token that is brought has to be good, whatever cookie comes with it.

    Args:
        scope: what the token has to be for.

    Raises:
        BadToken: it is not good.
    """
    kind, _, token = request.headers.get("authorization", "").partition(" ")
    if kind.lower() == _BEARER:
        return await _by_token(token.strip(), scope)
    try:
        visitor = await visitor_of(request)
    except NobodyThere:
        return Caller("", preferred_locale(request.headers.get("accept-language", "")))
    return Caller(visitor.user_id, visitor.locale)


async def _by_token(token: str, scope: str) -> Caller:
    raise BadToken
