"""A request's body as bytes, of which no more is ever held than may come, at a pace."""

import asyncio

from starlette.requests import Request

_PATIENCE_SECONDS, _LEAST_BYTES = 10, 16 * 1024  # so much has to come in each such time


class BodyTooLarge(Exception):
    """There is more, or it is said that there will be."""


class BodyTooSlow(Exception):
    """The bytes do not come; others wait for the place."""


def size_of(request: Request, *, longest: int) -> int:
    """How many bytes the body may have: what is announced, else `longest`.

    Raises:
        BodyTooLarge: it is said that there will be more.
    """
    told = request.headers.get("content-length", str(longest))
    if not told.isdecimal() or int(told) > longest:
        raise BodyTooLarge
    return int(told)


async def body_of(request: Request, *, longest: int, seconds: float) -> bytes:
    """The whole body.

    Args:
        longest: how many bytes it may have.
        seconds: how long it may take to come.

    Raises:
        BodyTooLarge, BodyTooSlow: it is not read to its end.
    """
    size_of(request, longest=longest)
    body, seen = bytearray(), 0
    now = asyncio.get_running_loop().time
    ends = now() + seconds
    try:
        async with asyncio.timeout(_PATIENCE_SECONDS) as patience:
            async for chunk in request.stream():
                if len(body) + len(chunk) > longest:
                    raise BodyTooLarge
                body += chunk
                if len(body) - seen >= _LEAST_BYTES:
                    seen = len(body)
                    patience.reschedule(min(ends, now() + _PATIENCE_SECONDS))
    except TimeoutError:
        raise BodyTooSlow from None
    return bytes(body)
