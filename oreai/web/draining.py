"""Going away unnoticed: first the balancer is told, then replies may end, then the process goes."""

import time
from collections.abc import Callable

_NOTICED_SECONDS = 3
"Until a balancer that looks every second has seen it and sends nobody here any more."


class Draining:
    """How far this process is on its way out."""

    def __init__(self) -> None:
        self._began: float | None = None
        self._seconds = float("inf")
        self.running: Callable[[], int] = int
        "How many replies the process still makes."

    @property
    def has_begun(self) -> bool:
        """Whether new visitors should go elsewhere."""
        return self._began is not None

    def begin(self, seconds: float | None = None) -> None:
        """Let `/api/health` say that nobody should be sent here any more.

        Args:
            seconds: after so many at the most the process goes; None leaves that open.
        """
        if self._began is None:
            self._began = time.monotonic()
        if seconds is not None:
            self._seconds = min(self._seconds, seconds)

    def is_over(self) -> bool:
        """Whether the process may go now."""
        if self._began is None or self._seconds == float("inf"):
            return False
        age = time.monotonic() - self._began
        return age >= self._seconds or (not self.running() and age >= min(self._seconds, _NOTICED_SECONDS))


draining = Draining()
"This process's."
