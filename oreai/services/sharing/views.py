"""How often a link is looked at: gathered in memory and written now and then, however many come at once."""

import time
from collections import Counter, OrderedDict
from collections.abc import Callable

from oreai.database import Database
from oreai.repositories import sharing

_AGAIN_S = 24 * 60 * 60
"Who comes back within a day is one reader."
_MOST_REMEMBERED = 20_000


class Views:
    """Counts the readers of links."""

    def __init__(self, database: Database, *, clock: Callable[[], float] = time.monotonic):
        """
        Args:
            clock: tells the time in seconds.
        """
        self._database = database
        self._clock = clock
        self._seen: OrderedDict[int, float] = OrderedDict()
        "When somebody last looked at something; by a number that says of neither which."
        self._counted: Counter[str] = Counter()

    def note(self, link_id: str, reader: str) -> None:
        """Somebody looks at a link.

        Args:
            reader: whatever tells them from others; it is not kept.
        """
        which, now = hash((link_id, reader)), self._clock()
        last = self._seen.pop(which, None)
        self._seen[which] = now if last is None or now - last > _AGAIN_S else last
        if self._seen[which] == now:
            self._counted[link_id] += 1
        if len(self._seen) > _MOST_REMEMBERED:
            self._seen.popitem(last=False)

    async def write(self) -> None:
        """Store what was counted since the last time; what cannot be is kept for the next one."""
        counted, self._counted = self._counted, Counter()
        if not counted:
            return
        try:
            await self._database.write(lambda session: sharing.count_views(session, counted))
        except Exception:
            self._counted.update(counted)
            raise
