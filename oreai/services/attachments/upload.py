"""How many attachments may come in at once: the bytes of each are in memory until it has been drawn.

What is counted are bytes, as they are announced, and not connections: who sends slowly holds what they may
hold, and everybody else has room beside it.
"""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from oreai.services.attachments.kind import LONGEST_FILE

MOST_BYTES = 12 * LONGEST_FILE
OF_A_NETWORK, OF_A_USER = 6 * LONGEST_FILE, 2 * LONGEST_FILE
WAIT_SECONDS = 30
"How long one more waits for others to be done."


class TooManyUploads(Exception):
    """The user's other attachments are still coming in, or too many of others."""


class AttachmentUploads:
    """Lets attachments in."""

    def __init__(self, most_of_one: int):
        self._most_of_one = most_of_one
        self._under_way: Counter[str] = Counter()
        self._bytes: Counter[tuple[str, str]] = Counter()
        self._freed = asyncio.Condition()

    @asynccontextmanager
    async def room(self, user_id: str, size: int, network: str = "") -> AsyncIterator[None]:
        """Room for one more attachment of this user, as soon as there is some.

        Args:
            size: how many bytes it may have; more than one user may hold counts as all of that.
            network: where it comes from; empty where that says nothing.

        Raises:
            TooManyUploads: they have as many as they may, or nothing was free within half a minute.
        """
        if self._under_way[user_id] >= self._most_of_one:
            raise TooManyUploads
        held = {("all", ""): MOST_BYTES, ("user", user_id): OF_A_USER}
        if network:
            held["network", network] = OF_A_NETWORK
        size = min(size, OF_A_USER)
        self._under_way[user_id] += 1
        try:
            await self._take(held, size)
            try:
                yield
            finally:
                await asyncio.shield(self._give_back(held, size))
        finally:
            self._under_way[user_id] -= 1
            self._under_way += Counter()  # forgets who has none

    async def _take(self, held: dict[tuple[str, str], int], size: int) -> None:
        def fits() -> bool:
            return all(self._bytes[one] + size <= most for one, most in held.items())

        try:
            async with asyncio.timeout(WAIT_SECONDS), self._freed:
                await self._freed.wait_for(fits)
                self._bytes.update(dict.fromkeys(held, size))
        except TimeoutError:
            raise TooManyUploads from None

    async def _give_back(self, held: dict[tuple[str, str], int], size: int) -> None:
        async with self._freed:
            self._bytes.subtract(dict.fromkeys(held, size))
            self._bytes += Counter()
            self._freed.notify_all()
