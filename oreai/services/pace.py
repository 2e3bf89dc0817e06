"""How often a view hears of a growing reply.

A view's cost is the number of times it is told, so that number follows the
clock: quick at first, when every word counts, calmer when the reply is long.
"""

import time

_QUICK_SECONDS = 0.05
_CALM_SECONDS = 0.2
_QUICK_FOR_SECONDS = 1.0
_CALM_AFTER_SECONDS = 4.0


class Pace:
    """One view of one reply."""

    def __init__(self) -> None:
        self._began = time.monotonic()

    def seconds(self) -> float:
        """How long to gather before telling again."""
        age = time.monotonic() - self._began
        if age < _QUICK_FOR_SECONDS:
            return _QUICK_SECONDS
        share = min(1.0, (age - _QUICK_FOR_SECONDS) / (_CALM_AFTER_SECONDS - _QUICK_FOR_SECONDS))
        return _QUICK_SECONDS + share * (_CALM_SECONDS - _QUICK_SECONDS)
