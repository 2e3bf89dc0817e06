"""Who asks the API: a browser by its cookie, or a program by a personal token.

A token counts in the Authorization header alone: addresses are kept in logs and histories.
"""

from dataclasses import dataclass

from starlette.requests import Request

from oreai.bootstrap import services
from oreai.i18n import preferred_locale
from oreai.services.accounts.api_tokens import NoSuchToken
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
    may_write: bool = True
    "A token may be for reading alone."


async def caller_of(request: Request, *scopes: str) -> Caller:
    """Who asks; a token that is brought has to be good, whatever cookie comes with it.

    Args:
        scopes: of which a token has to have one; without the first it may only read.

    Raises:
        BadToken: it is not good.
    """
    kind, _, token = request.headers.get("authorization", "").partition(" ")
    if kind.lower() == _BEARER:
        return await _by_token(token.strip(), scopes)
    try:
        visitor = await visitor_of(request)
    except NobodyThere:
        return Caller("", preferred_locale(request.headers.get("accept-language", "")))
    return Caller(visitor.user_id, visitor.locale)


async def _by_token(token: str, scopes: tuple[str, ...]) -> Caller:
    try:
        owner = await services().api_tokens.owner(token, *scopes)
    except NoSuchToken:
        raise BadToken from None
    return Caller(owner.user_id, owner.locale, scopes[0] in owner.scopes)
