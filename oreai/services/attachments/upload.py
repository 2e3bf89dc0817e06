"""How many attachments may come in at once: each is held in memory until it has been drawn."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

_AT_ONCE = 6  # of all users together; the bytes of those who wait have not been read yet


class TooManyUploads(Exception):
    """The user's other attachments are still coming in."""


class AttachmentUploads:
    """Lets attachments in."""

    def __init__(self, most_of_one: int):
        self._most_of_one = most_of_one
        self._under_way: Counter[str] = Counter()
        self._places = asyncio.Semaphore(_AT_ONCE)

    @asynccontextmanager
    async def place(self, user_id: str) -> AsyncIterator[None]:
        """A place for one more attachment of this user, as soon as one is free.

        Raises:
            TooManyUploads: they have taken all of theirs.
        """
        if self._under_way[user_id] >= self._most_of_one:
            raise TooManyUploads
        self._under_way[user_id] += 1
        try:
            async with self._places:
                yield
        finally:
            self._under_way[user_id] -= 1
            self._under_way += Counter()  # forgets who has none
