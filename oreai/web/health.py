"""Whether this server can do its work, for whoever watches over it."""

from starlette.requests import Request
from starlette.responses import JSONResponse

from oreai import __version__
from oreai.bootstrap import services
from oreai.web.draining import draining

_WORDS = {True: "ok", False: "unreachable", None: "busy"}


async def health(request: Request) -> JSONResponse:
    """200 when the database answers and the process stays; 503 otherwise, so that nobody is sent here.

    A process that is so busy that the question still waits says that, and is not taken for a broken one.
    """
    answers = await services().database.answers()
    is_well = answers is not False and not draining.has_begun
    database = _WORDS[answers]
    body = {
        "status": "draining" if draining.has_begun else "unavailable" if answers is False else database,
        "version": __version__,
        "database": database,
        "bus": "ok" if services().bus.is_connected else "away",
        "replies": services().generations.running_count,
    }
    return JSONResponse(body, status_code=200 if is_well else 503)
