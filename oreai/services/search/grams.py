"""What the index holds of a text: pairs of signs where words have no spaces between them, else whole words.

Single signs and the beginnings of words are held as well: to unite all pairs and words that begin so would
take long. Where in a text a gram stands is not held: that made the index twice as large, and the text itself
is looked through anyway. Words would lose hits: 球拍 is no word of 乒乓球拍卖完了.
"""

import operator
import re
from collections.abc import Iterable

from oreai.services.search.folding import fold

# Chinese, Japanese, Korean; Thai, Lao, Burmese, Khmer; pictures and symbols.
SIGNS = (
    "\u2e80-\u2fdf\u3005-\u3007\u3040-\u30ff\u3100-\u312f\u31a0-\u31bf\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff"
    "\U00020000-\U0003ffff\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2600-\u27bf\u2b00-\u2bff\U0001f000-\U0001faff"
)
WORD = rf"[^\W_{SIGNS}]"
"A letter or digit of a script that writes words."

_SIGNS_RUN = re.compile(f"[{SIGNS}]+")
_WORD = re.compile(f"{WORD}+")
_LONGEST = 64  # characters of a word that are told apart: longer ones are addresses and data
_BEGINNING = 2  # letters, as few as a query's word has that may go on
_BEGINS = "\ue000"
"Marks the beginning of a word; no text has it in a gram."


def grams_of(text: str) -> set[str]:
    """The grams of a text."""
    return _grams(fold(text))


def _grams(folded: str) -> set[str]:
    found: set[str] = set()
    for run in _SIGNS_RUN.findall(folded):
        found.update(run)
        found.update(_pairs(run))
    words = {word[:_LONGEST] for word in _WORD.findall(folded)}
    return found | words | {_BEGINS + word[:_BEGINNING] for word in words}


def _pairs(run: str) -> Iterable[str]:
    return map(operator.add, run, run[1:])


def match_of(folded: str, *, begins: bool) -> str:
    """What the grams of every text with this match, in FTS5's language, all quoted; empty where none is sure.

    Args:
        folded: what is looked for, folded.
        begins: whether its last word may be the beginning of one.
    """
    grams: list[str] = []
    for run in _SIGNS_RUN.findall(folded):
        grams += _pairs(run) if len(run) > 1 else run
    words = _WORD.findall(folded)
    last = words.pop() if begins and words and folded.endswith(words[-1]) else ""
    grams += [word[:_LONGEST] for word in words]
    if last and len(last) <= _BEGINNING:
        grams.append(_BEGINS + last)
    found = [f'"{gram}"' for gram in dict.fromkeys(grams)]
    return " AND ".join([*found, f'"{last[:_LONGEST]}" *'] if len(last) > _BEGINNING else found)
