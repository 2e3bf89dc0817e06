"""Which of a request's parameters a provider's words refuse: each names them in its own way."""

import re
from collections.abc import Mapping, Sequence

from oreai.llm.parameters import BOTH, OPTIONAL

_SPELT: Mapping[str, str] = {
    "max_completion_tokens": r"max[_ -]?completion[_ -]?tokens",
    "max_tokens": r"max[_ -]?(?:output[_ -]?)?tokens",
    "temperature": r"temperature",
    "top_p": r"top[_ -]?p",
    "frequency_penalty": r"frequency[_ -]?penalty",
    "presence_penalty": r"presence[_ -]?penalty",
    "stream_options": r"stream[_ -]?options|include[_ -]?usage",
    "n": r"n",
}
_PENALTIES = ("frequency_penalty", "presence_penalty")
_ANY_PENALTY = re.compile(r"\bpenalt(?:y|ies)\b", re.IGNORECASE)
_UNSUPPORTED = re.compile(
    r"unsupported|(?:not|n't|no longer) (?:be )?(?:support|permitted|allowed|enabled|accepted|available|used)"
    r"|unrecogni[sz]ed|unknown|unexpected|cannot find field|deprecated|extra (?:inputs|fields|forbidden)"
    r"|must be (?:unset|omitted|removed|null)|may only be|only .{0,40}(?:supported|allowed|accepted)"
    r"|不支持|不允许|不可用|未知|无法识别|不能使用",
    re.IGNORECASE,
)
_OUT_OF_RANGE = re.compile(
    r"too (large|small|high|low)|(less|greater|more) than|at (most|least)|between|minimum|maximum|range|[<>]="
    r"|大于|小于|之间|范围",
    re.IGNORECASE,
)
_NOT_BOTH = re.compile(
    r"both|at the same time|together|only one|simultaneously|mutually exclusive|同时|二选一", re.IGNORECASE
)


def refused_in(words: str, field: str = "") -> frozenset[str]:
    """The optional parameters that the model does not take; none where the refusal is of something else.

    A value out of a parameter's range is no such refusal: whoever chose it has to hear of it.

    Args:
        words: what the provider says, beside the model's name.
        field: the parameter that its answer names apart from the words.
    """
    if own := _named(field):
        out_of_range = _OUT_OF_RANGE.search(words) and not _UNSUPPORTED.search(words)
        return frozenset(own[:0] if out_of_range else own[:1])
    return frozenset(name for line in words.splitlines() for name in _refused_in(line))


def _refused_in(line: str) -> Sequence[str]:
    """Those that one complaint refuses: the first that it names is the one that is meant."""
    named = _named(line)
    if {"temperature", "top_p"} <= set(named) and _NOT_BOTH.search(line):
        return [BOTH]
    if not _UNSUPPORTED.search(line):
        return []
    return named[:1] or (_PENALTIES if _ANY_PENALTY.search(line) else [])


def _named(words: str) -> list[str]:
    """The optional parameters in the words, in their order; a lone n only where it is all that is named."""
    places = {
        name: found.start()
        for name in OPTIONAL
        if (found := re.search(rf"(?<![\w\\])(?:{_SPELT[name]})(?!\w)", words, re.IGNORECASE))
    }
    if len(places) > 1:
        places.pop("n", None)
    return sorted(places, key=lambda name: places[name])
