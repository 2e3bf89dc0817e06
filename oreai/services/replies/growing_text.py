"""A text that grows at its end; reading its newest part never costs its whole length."""

from bisect import bisect_right


class GrowingText:
    """Appends in constant time; offsets count characters (Unicode code points)."""

    def __init__(self, text: str = "") -> None:
        self._parts: list[str] = []
        self._starts: list[int] = []
        self.length = 0
        self.append(text)

    def append(self, text: str) -> None:
        if text:
            self._parts.append(text)
            self._starts.append(self.length)
            self.length += len(text)

    def cut(self, offset: int) -> str:
        """Take away everything from this offset on, and give it back."""
        head, tail = str(self)[:offset], self.since(offset)
        self._parts, self._starts, self.length = [], [], 0
        self.append(head)
        return tail

    def since(self, offset: int) -> str:
        """Everything from this offset on."""
        if offset >= self.length:
            return ""
        first = bisect_right(self._starts, offset) - 1
        inside = offset - self._starts[first]
        return self._parts[first][inside:] + "".join(self._parts[first + 1 :])

    def __str__(self) -> str:
        return "".join(self._parts)
