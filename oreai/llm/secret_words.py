"""A provider's words without the key that it was asked with: whole, in part, masked, or spelt out."""

import re

_SHORTEST_SECRET = 8  # a shorter key opens nothing, and any sentence may hold it
_SHORTEST_PART = 6  # characters of its beginning or end that already tell it from others
_SHORTEST_RUN = 10  # letters and digits of its middle, or of one that is spelt out
_MASK = r"[*•.…xX#_-]{2,}"


def without_key(words: str, key: str) -> str:
    """The words, with an ellipsis wherever the key, a part of it or a masked form of it stands."""
    if len(key) < _SHORTEST_SECRET:
        return words
    words = _without_runs(words.replace(key, "…"), key)
    words = re.sub(rf"{re.escape(key[:3])}[\w-]*{_MASK}[\w-]*", "…", words)
    for part in _beginnings(key):
        words = words.replace(part, "…")
    return re.sub(rf"(?:{_MASK})[\w-]*{re.escape(key[-4:])}\b", "…", words)


def _beginnings(key: str) -> list[str]:
    """Each beginning and each end that is long enough, the longest first."""
    lengths = range(len(key) - 1, max(_SHORTEST_PART, len(key) // 4) - 1, -1)
    return [part for length in lengths for part in (key[:length], key[-length:])]


def _without_runs(words: str, key: str) -> str:
    """The words without any longer run of the key's letters, whatever stands between them: `s-k T e s t`."""
    signs, places = _letters(words)
    letters, _ = _letters(key)
    length = max(_SHORTEST_RUN, len(letters) // 4)
    secret = [False] * len(words)
    for start in range(len(letters) - length + 1):
        run, at = letters[start : start + length], -1
        while (at := signs.find(run, at + 1)) >= 0:
            first, last = places[at], places[at + length - 1]
            secret[first : last + 1] = [True] * (last + 1 - first)
    return "".join(
        sign if not hidden else "…" if place == 0 or not secret[place - 1] else ""
        for place, (sign, hidden) in enumerate(zip(words, secret, strict=True))
    )


def _letters(text: str) -> tuple[str, list[int]]:
    """Its letters and digits in lower case, and where each stands."""
    found = [(sign.lower(), place) for place, sign in enumerate(text) if sign.isalnum() and sign.isascii()]
    return "".join(sign for sign, _ in found), [place for _, place in found]
