"""Where the words of a query stand in a text, and the sentence around the first of them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

from oreai.services.search.folding import fold, places
from oreai.services.search.query import Term

_BEFORE = 36  # characters before the first hit
_AFTER = 110  # and after it
_MOST_MARKS = 8  # of each word; a sentence has no more
_SENTENCE_ENDS = "。！？；!?;\n"
_SIGNS_OF_MARKDOWN = re.compile(r"\*\*|`+|^[ \t]*(?:[#>]+|[-*+])[ \t]+", re.MULTILINE)


@dataclass(frozen=True)
class Piece:
    """A part of a text that is shown, and whether it is what was looked for."""

    text: str
    marked: bool


def has_all(text: str, terms: Sequence[Term]) -> bool:
    """Whether everything that is looked for stands in this text."""
    folded = fold(text)
    return all(term.pattern.search(folded) for term in terms)


def marked(text: str, terms: Sequence[Term]) -> list[Piece]:
    """The whole text, in pieces."""
    return _pieces(text, _spans(text, terms), 0, len(text))


def snippet(text: str, terms: Sequence[Term]) -> list[Piece]:
    """The first hit in its sentence, in pieces, as one line; without a hit how the text begins."""
    spans = _spans(text, terms)
    first = spans[0][0] if spans else 0
    start = _start(text, first)
    end = min(len(text), max(spans[0][1] if spans else 0, first + _AFTER))
    pieces = [Piece(_one_line(piece.text), piece.marked) for piece in _pieces(text, spans, start, end)]
    before = [Piece("…", False)] if start and not _ends_sentence(text[start - 1]) else []
    after = [Piece("…", False)] if end < len(text) else []
    return [*before, *(piece for piece in pieces if piece.text), *after]


def words_in(text: str, terms: Sequence[Term]) -> list[str]:
    """What was found, each spelling once, as a reader sees it in the text."""
    found = (_SIGNS_OF_MARKDOWN.sub("", text[start:end]) for start, end in _spans(text, terms))
    return list(dict.fromkeys(filter(None, found)))


def _spans(text: str, terms: Sequence[Term]) -> list[tuple[int, int]]:
    """(start, end) of the first hits, in order, none within another."""
    folded = fold(text)
    found: list[tuple[int, int]] = []
    for term in terms:
        found += [match.span() for match in islice(term.pattern.finditer(folded), _MOST_MARKS)]
    spans: list[tuple[int, int]] = []
    for start, end in sorted(places(text, folded, found)):
        if spans and start <= spans[-1][1]:
            spans[-1] = (spans[-1][0], max(end, spans[-1][1]))
        else:
            spans.append((start, end))
    return spans


def _start(text: str, first: int) -> int:
    """Where the sentence begins, or a word that is not too far from the hit."""
    earliest = max(0, first - _BEFORE)
    sentence = max(text.rfind(end, earliest, first) for end in _SENTENCE_ENDS) + 1
    if sentence or not earliest:
        return sentence
    space = text.find(" ", earliest, first)
    return space + 1 if space >= 0 else earliest


def _pieces(text: str, spans: Sequence[tuple[int, int]], start: int, end: int) -> list[Piece]:
    found, at = [], start
    for begin, stop in spans:
        if begin >= end:
            break
        found += [Piece(text[at:begin], False), Piece(text[begin : min(stop, end)], True)]
        at = stop
    return [piece for piece in [*found, Piece(text[at:end], False)] if piece.text]


def _one_line(text: str) -> str:
    return re.sub(r"\s+", " ", _SIGNS_OF_MARKDOWN.sub("", text))


def _ends_sentence(sign: str) -> bool:
    return sign in _SENTENCE_ENDS
