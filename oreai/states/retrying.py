"""Following what is stored, until the reader leaves: one bad moment of the database makes no tab deaf."""

import asyncio
import logging
from collections.abc import Awaitable, Callable

log = logging.getLogger(__name__)

_AGAIN_SECONDS = 2


async def retry_until_done(follow: Callable[[], Awaitable[None]]) -> None:
    """Follow to the end, and from the beginning again after whatever nobody has thought of."""
    while True:
        try:
            return await follow()
        except Exception:
            log.exception("could not follow, looking again")
            await asyncio.sleep(_AGAIN_SECONDS)
