"""How often a view is sent what a running reply has got.

A view costs by the number of times it is sent something, so that number follows the
clock: quick at first, when every word counts, calmer when the reply is long,
and calmer still when the server is so busy that its own waits come late.
"""

import time

_QUICK_SECONDS = 0.05
_CALM_SECONDS = 0.25
_QUICK_FOR_SECONDS = 0.4
_CALM_AFTER_SECONDS = 2.0
_PATIENCE = 8  # a wait that comes 50 ms late makes the next one 400 ms longer
_LONGEST_SECONDS = 1.0


class Pace:
    """One view of one reply."""

    def __init__(self) -> None:
        self._began = time.monotonic()
        self._late = 0.0

    def seconds(self) -> float:
        """How many seconds to gather before sending again: between 0.05 and 1."""
        return min(_LONGEST_SECONDS, self._unhurried() + _PATIENCE * self._late)

    def waited(self, asked: float, took: float) -> None:
        """Note how many seconds a wait should have taken, and took: lateness means a busy server."""
        self._late = (self._late + max(0.0, took - asked)) / 2

    def _unhurried(self) -> float:
        age = time.monotonic() - self._began
        share = (age - _QUICK_FOR_SECONDS) / (_CALM_AFTER_SECONDS - _QUICK_FOR_SECONDS)
        return _QUICK_SECONDS + min(1.0, max(0.0, share)) * (_CALM_SECONDS - _QUICK_SECONDS)
