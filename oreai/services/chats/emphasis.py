"""Which marks of a text are emphasis, by the page's rule (assets/js/markdown/emphasis.js).

The list of chats shows replies without them; a shared table of cases holds both to the same words.
"""

import json
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from oreai.settings import ROOT

_NAMES = json.loads((ROOT / "assets" / "js" / "markdown" / "special_names.json").read_text(encoding="utf-8"))
_KNOWN = rf"(?<!\w)__(?:{'|'.join(_NAMES)}|[a-z][a-z0-9]*(?:_[a-z0-9]+)+)__(?!\w)"
_MEMBER = r"(?<=\.)__[a-z]\w*?__(?!\w)"
_CODE = r"(?<!`)(`+)(?!`).*?(?<!`)\1(?!`)"
_TOKEN = re.compile(
    rf"\\.|{_CODE}|https?://[^\s*]+|(?P<special>{_KNOWN}|{_MEMBER})|\*+|_+|~+",
    re.IGNORECASE | re.DOTALL | re.ASCII,
)


@dataclass
class _Run:
    """Marks of one kind in a row, as far as they are not used up."""

    mark: str
    start: int
    length: int
    opens: bool
    closes: bool


def without_emphasis(text: str) -> str:
    """The text less the marks that emphasise something."""
    shown = list(text)
    for start, length in _used(text):
        shown[start : start + length] = [""] * length
    return "".join(shown)


def _used(text: str) -> Iterator[tuple[int, int]]:
    """Where marks are that open or close emphasis, and how many."""
    waiting: list[_Run] = []
    for run in _runs(text):
        while run.closes and run.length and (opener := _opener_of(run, waiting)):
            count = 2 if min(opener.length, run.length) > 1 else 1
            del waiting[waiting.index(opener) + 1 :]
            opener.length -= count
            yield opener.start + opener.length, count
            yield run.start, count
            run.start += count
            run.length -= count
            if not opener.length:
                waiting.pop()
        if run.opens and run.length and (run.mark != "~" or run.length == 2):
            waiting.append(run)


def _runs(text: str) -> Iterator[_Run]:
    for found in _TOKEN.finditer(text):
        token, (start, end) = found[0], found.span()
        if token[0] not in "*_~" or found["special"]:
            continue
        before, after = text[max(0, start - 1) : start], text[end : end + 1]
        if token == "****" and not any(_is_blank(side) or _is_word(side) for side in (before, after)):
            yield _Run("*", start, 2, opens=False, closes=True)
            yield _Run("*", start + 2, 2, opens=True, closes=False)
        else:
            yield _Run(token[0], start, len(token), *_sides(token[0], len(token), before, after))


def _opener_of(run: _Run, waiting: list[_Run]) -> _Run | None:
    return next((opener for opener in reversed(waiting) if _match(opener, run)), None)


def _match(opener: _Run, run: _Run) -> bool:
    if opener.mark != run.mark:
        return False
    if run.mark == "~":
        return opener.length == run.length
    either = opener.closes or run.opens
    return not (either and run.length % 3 and (opener.length + run.length) % 3 == 0)


def _sides(mark: str, length: int, before: str, after: str) -> tuple[bool, bool]:
    """Whether a run may open emphasis, and whether it may close it."""
    if mark == "*" and length > 3 and (_is_word(before) or _is_word(after)):
        return False, False
    by_digit = before.isdecimal() or after.isdecimal()
    if mark == "*" and length == 1 and by_digit:
        return (
            (False, False) if before.isdecimal() and after.isdecimal() else _by_punctuation(1, before, after)
        )
    if mark == "_" and length > 1 and _is_wide(before) and _is_wide(after):
        return not _is_blank(after), not _is_blank(before)
    if _is_wide(before) or _is_wide(after):
        sides = not _is_blank(after), not _is_blank(before)
    else:
        sides = _by_punctuation(length, before, after)
    return _of_underscore(*sides, before, after) if mark == "_" else sides


def _by_punctuation(length: int, before: str, after: str) -> tuple[bool, bool]:
    outside, inside = _is_blank(before) or _is_sign(before), _is_blank(after) or _is_sign(after)
    ends_bold = length > 1 and _is_sign(before) and before not in "([{<" and not inside
    return (
        not _is_blank(after) and (not _is_sign(after) or outside),
        not _is_blank(before) and (not _is_sign(before) or inside or ends_bold),
    )


def _of_underscore(opens: bool, closes: bool, before: str, after: str) -> tuple[bool, bool]:
    return (
        opens and (not closes or _is_blank(before) or _is_sign(before) or _category(after) in ("Ps", "Pi")),
        closes
        and (
            not opens
            or _is_blank(after)
            or _is_sign(after)
            or (_is_sign(before) and _category(before) not in ("Ps", "Pi"))
        ),
    )


def _category(character: str) -> str:
    return unicodedata.category(character) if character else ""


def _is_blank(character: str) -> bool:
    return not character or character.isspace()


def _is_word(character: str) -> bool:
    return character.isascii() and character.isalnum()


def _is_wide(character: str) -> bool:
    return character > "\x7f"


def _is_sign(character: str) -> bool:
    """Punctuation or a symbol; an emoji counts as a letter, as it does in the page."""
    return _category(character)[:1] in ("P", "S") and character <= "\uffff"
