"""Removes the repeated words where a continued reply begins: models like to repeat the last ones."""

_LONGEST = 160  # characters that are compared
_LEAST = 8  # letters; less may be the same by chance. A Chinese character tells as much as two letters


class OverlapTrimmer:
    """Holds the first words of a continuation back until it is clear that they are new."""

    def __init__(self, before: str):
        self._end = before[-_LONGEST:]
        self._held = ""
        self._open = bool(before)

    def after(self, text: str) -> str:
        """The part of this text that is certain to be new; empty while that is not clear."""
        if not self._open:
            return text
        self._held += text
        # What stands nowhere in the end cannot become a longer repetition of it.
        return "" if self._held in self._end else self.rest()

    def rest(self) -> str:
        """What is still held back, without what repeats the end of the text before."""
        self._open = False
        held, self._held = self._held, ""
        return held[self._repeated(held) :]

    def _repeated(self, held: str) -> int:
        """How many characters of it repeat the end of the text before."""
        for length in range(min(len(held), len(self._end)), 0, -1):
            if self._end.endswith(held[:length]):
                return length if _weight(held[:length]) >= _LEAST else 0
        return 0


def _weight(text: str) -> int:
    """How much a text tells, in letters."""
    return sum(1 if character.isascii() else 2 for character in text)
