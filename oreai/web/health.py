"""Whether this server can do its work, for whoever watches over it."""

from starlette.requests import Request
from starlette.responses import JSONResponse

from oreai import __version__
from oreai.bootstrap import services


async def health(request: Request) -> JSONResponse:
    """200 when the database answers, 503 otherwise."""
    answers = await services().database.answers()
    body = {
        "status": "ok" if answers else "unavailable",
        "version": __version__,
        "database": "ok" if answers else "unreachable",
        "replies": services().generations.running_count,
    }
    return JSONResponse(body, status_code=200 if answers else 503)
