"""Joins what a model says when it goes on to what it had said: models like to repeat the last words."""

_LONGEST = 160  # characters that are compared
_SHORTEST = 6  # fewer may be the same by chance


class Seam:
    """Holds the first words back until it is clear that they are new."""

    def __init__(self, said: str):
        self._end = said[-_LONGEST:]
        self._held = ""
        self._open = bool(said)

    def after(self, text: str) -> str:
        """What of this is new and certain."""
        if not self._open:
            return text
        self._held += text
        if len(self._held) < len(self._end) and self._may_repeat():
            return ""
        return self.rest()

    def rest(self) -> str:
        """What was held back, without what repeats the end of what had been said."""
        self._open = False
        held, self._held = self._held, ""
        return held[self._repeated(held) :]

    def _may_repeat(self) -> bool:
        """Whether what has come so far stands somewhere in the end of what had been said."""
        return self._held in self._end or self._repeated(self._held) > 0

    def _repeated(self, held: str) -> int:
        """How many characters repeat the end of what had been said."""
        for length in range(min(len(held), len(self._end)), _SHORTEST - 1, -1):
            if self._end.endswith(held[:length]):
                return length
        return 0
