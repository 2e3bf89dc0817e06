"""One form for texts and queries: width, case, and traditional characters make no difference."""

import re
import unicodedata
from pathlib import Path

_TABLE = Path(__file__).with_name("traditional.txt")
_PAIRS = [
    pair
    for line in _TABLE.read_text(encoding="utf-8").splitlines()
    if line[0] != "#"
    for pair in line.split()
]
_INVISIBLE = "\u00ad\u200b\ufe0e\ufe0f\ufeff"
"Soft hyphens, spaces without width, and what says whether a sign is coloured."
_TO_ONE_FORM = {ord(pair[0]): pair[1] for pair in _PAIRS} | dict.fromkeys(map(ord, _INVISIBLE))
_BOLD = "**"
"Markdown's mark may stand in the middle of what is one word to a reader."
_TOGETHER = re.compile(rf"\*\*|.[\u0300-\u036f\u1ab0-\u1aff\u3099\u309a\uff9e\uff9f{_INVISIBLE}]*", re.DOTALL)
_JAMO = re.compile("[\u1100-\u11ff]")
"Parts of which Korean syllables are put together."
_BLENDS = "\ue002"
_MOST_KNOWN = 50_000  # characters

WITH_VARIANTS = frozenset(pair[1] for pair in _PAIRS)
"Simplified characters that more than one character is folded to."


class _Folded(dict[int, str]):
    """What each character met so far is folded to by itself; `_BLENDS` where that hangs on the one before."""

    def __missing__(self, code: int) -> str:
        folded = _fold(chr(code))
        plain = unicodedata.normalize("NFKC", chr(code))
        if _JAMO.search(plain) or any(unicodedata.category(sign)[0] == "M" for sign in plain):
            folded = _BLENDS
        if len(self) >= _MOST_KNOWN:
            self.clear()
        self[code] = folded
        return folded


def _fold(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold().translate(_TO_ONE_FORM)


_SINGLY = _Folded()


def fold(text: str) -> str:
    """The text in the one form in which texts and queries are compared."""
    if text.isascii():  # far quicker
        return text.lower().replace(_BOLD, "")
    folded = text.translate(_SINGLY)  # a quarter of the time
    return (_fold(text) if _BLENDS in folded else folded).replace(_BOLD, "")


def places(text: str, folded: str, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Where these parts of a folded text stand in the text itself.

    Args:
        folded: the text, folded.
        spans: (start, end) offsets in characters.
    """
    if len(text) == len(folded) and all(fold(text[start:end]) == folded[start:end] for start, end in spans):
        return spans
    starts: list[int] = []
    ends: list[int] = []
    for together in _TOGETHER.finditer(text):
        length = len(fold(together.group()))
        starts += [together.start()] * length
        ends += [together.end()] * length
    return [(starts[start], ends[end - 1]) for start, end in spans if end <= len(ends)]
