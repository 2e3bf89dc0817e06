"""Whether the small model can read a message: it was taught English, so mostly Latin letters."""

import re
from collections.abc import Sequence

from oreai.i18n import TEXTS
from oreai.llm.client import ChatTurn

_LATIN = "a-zA-Z\u00aa\u00ba\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u1e00-\u1eff\uff21-\uff3a\uff41-\uff5a"
# Chinese, Japanese and Korean write no spaces, or few: there each sign counts as a word.
_SIGNS = "\u2e80-\u2fdf\u3005-\u3007\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff"
_WORD = re.compile(rf"(?P<latin>[{_LATIN}]+)|[{_SIGNS}]|[^\W\d_{_LATIN}{_SIGNS}]+")
_ENOUGH = 20_000  # characters: what language a message is in, its beginning tells
_GO_ON = {texts.instructions.go_on for texts in TEXTS.values()}


def is_readable(turns: Sequence[ChatTurn]) -> bool:
    """Whether the newest message is; where there is none, whether the instructions are."""
    asked = [turn for turn in turns if turn.role == "user" and turn.content not in _GO_ON]
    told = asked or [turn for turn in turns if turn.role == "system"]
    return not told or is_mostly_latin(told[-1].content)


def is_mostly_latin(text: str) -> bool:
    """Whether at least half of the words are written in Latin letters; what has no words is for everybody."""
    words = [bool(found["latin"]) for found in _WORD.finditer(text[:_ENOUGH])]
    return 2 * sum(words) >= len(words)
