"""How often somebody may do something: a bucket of tokens for each, refilled with time, kept in memory.

For what happens many times a minute; what is counted by the hour, and for all processes, is in `throttle.py`.
"""

import threading
import time
from collections import OrderedDict
from collections.abc import Callable

_MOST_KEPT = 20_000  # of those who have not been seen the longest each begins anew


class Rate:
    """So many at once, and so many a minute from then on."""

    def __init__(self, at_once: float, a_minute: float, *, clock: Callable[[], float] = time.monotonic):
        """
        Args:
            at_once: how many may come in one moment after a pause.
            a_minute: how many may go on coming within a minute.
            clock: tells the time in seconds.
        """
        self._at_once = at_once
        self._a_second = a_minute / 60
        self._clock = clock
        self._left: OrderedDict[str, tuple[float, float]] = OrderedDict()
        "Who has how many left, and since when."
        self._lock = threading.Lock()

    def take(self, who: str, cost: float = 1) -> float:
        """Do it once; 0 where that may be, else in how many seconds it may."""
        with self._lock:
            return self._take(who, cost, self._clock())

    def _take(self, who: str, cost: float, now: float) -> float:
        left, since = self._left.pop(who, (self._at_once, now))
        left = min(self._at_once, left + (now - since) * self._a_second)
        missing = min(cost, self._at_once) - left
        self._left[who] = (left if missing > 0 else left - cost, now)
        if len(self._left) > _MOST_KEPT:
            self._left.popitem(last=False)
        return max(0.0, missing / self._a_second)
