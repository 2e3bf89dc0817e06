"""Whether this server can do its work, for whoever watches over it."""

from starlette.requests import Request
from starlette.responses import JSONResponse

from oreai import __version__
from oreai.bootstrap import services
from oreai.web.draining import draining


async def health(request: Request) -> JSONResponse:
    """200 when the database answers and the process stays; 503 otherwise, so that nobody is sent here."""
    answers = await services().database.answers()
    is_well = answers and not draining.has_begun
    body = {
        "status": "draining" if draining.has_begun else "ok" if answers else "unavailable",
        "version": __version__,
        "database": "ok" if answers else "unreachable",
        "bus": "ok" if services().bus.is_connected else "away",
        "replies": services().generations.running_count,
    }
    return JSONResponse(body, status_code=200 if is_well else 503)
