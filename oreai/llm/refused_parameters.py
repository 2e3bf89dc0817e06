"""Which of a request's parameters a provider's words refuse: each names them in its own way."""

import re
from collections.abc import Collection, Mapping, Sequence

from oreai.llm.parameters import BOTH, OPTIONAL, OWN_VALUES, USAGE

_SPELT: Mapping[str, str] = {name: name.replace("_", "[_ -]?") for name in OPTIONAL} | {
    "max_tokens": r"max[_ -]?(?:output[_ -]?)?tokens",
    USAGE: r"stream[_ -]?options|include[_ -]?usage",
}
_PENALTIES = ("frequency_penalty", "presence_penalty")
_ANY_PENALTY = re.compile(r"\bpenalt(?:y|ies)\b", re.IGNORECASE)
_UNSUPPORTED = re.compile(
    r"unsupported|(?:not|n't|no longer) (?:be )?(?:support|permitted|allow|enabled|accept|available|used"
    r"|recogni[sz]ed|implemented|applicable)"
    r"|unrecogni[sz]ed|unknown (?!error)|unexpected|cannot find field|deprecated"
    r"|extra (?:inputs|fields|forbidden)"
    r"|must be (?:unset|omitted|removed|null)|may only be|only .{0,40}(?:supported|allowed|accepted)"
    r"|(?:must be (?:set to |equal to )?|requires? \w+ ?= ?)[01](?:\.0)?(?![\d.]| (?:or|to|and|-))"
    r"|不支持|不被支持|不允许|不可用|未知|无法识别|不能使用|只能为|仅支持",
    re.IGNORECASE,
)
_INVALID = re.compile(
    r"invalid (?:parameter|argument|field|property)|参数(?:无效|非法)|(?:无效|非法)的?参数", re.IGNORECASE
)
_OUT_OF_RANGE = re.compile(
    r"too (large|small|high|low)|(less|greater|more) than|at (most|least)|between|minimum|maximum|range"
    r"|[<>] ?=?|should be (in )?[\[(]|大于|小于|之间|范围|取值",
    re.IGNORECASE,
)
_NOT_BOTH = re.compile(
    r"both|at the same time|together|only one|simultaneously|mutually exclusive|同时|二选一", re.IGNORECASE
)
_CLAUSE_END = re.compile(r"[;；。]|\.\s")


def refused_in(words: str, field: str = "", own_values: Collection[str] = ()) -> frozenset[str]:
    """The optional parameters that the model does not take; none where the refusal is of something else.

    A value out of a parameter's range is no such refusal: whoever chose it has to hear of it,
    unless nobody chose it.

    Args:
        words: what the provider says, beside the model's name.
        field: the parameter that its answer names apart from the words.
        own_values: the parameters that went with the API's own values.
    """
    if own := _named(field):
        if _OUT_OF_RANGE.search(words) and not _UNSUPPORTED.search(words):
            return frozenset({OWN_VALUES} if own[0] in own_values else ())
        return frozenset(own[:1])
    complaints = re.sub(r"\n[ \t]+", " ", words).splitlines()  # pydantic's go on in the next line
    return frozenset(name for line in complaints for name in _refused_in(line, own_values))


def _refused_in(line: str, own_values: Collection[str]) -> Sequence[str]:
    """Those that one complaint refuses: the first that it names is the one that is meant."""
    if {"temperature", "top_p"} <= set(_named(line)) and _NOT_BOTH.search(line):
        return [BOTH]
    for clause in _CLAUSE_END.split(line):
        named = _named(clause)
        if _UNSUPPORTED.search(clause):
            if named or _ANY_PENALTY.search(clause):
                return named[:1] or _PENALTIES
        elif named and _OUT_OF_RANGE.search(clause):
            return [OWN_VALUES] if named[0] in own_values else []
        elif named and _INVALID.search(clause):
            return named[:1]
    return []


def named_in(words: str) -> frozenset[str]:
    """The optional parameters of which these words speak at all."""
    return frozenset(_named(words))


def _named(words: str) -> list[str]:
    """The optional parameters in the words, in their order; a lone n only where it is all that is named."""
    places = {
        name: found.start()
        for name in OPTIONAL
        if (
            found := re.search(
                rf"(?<!when )(?<!if )(?<![a-z0-9_\\])(?:{_SPELT[name]})(?![a-z0-9_])", words, re.IGNORECASE
            )
        )
    }
    if len(places) > 1:
        places.pop("n", None)
    return sorted(places, key=lambda name: places[name])
