"""What a provider's words say when it refuses a request as too long: each says it in its own way."""

import re

_NUMBER = r"(\d[\d,_]*)"
_LIMITS = (
    rf"\d\s*\+\s*\d+\s*>\s*{_NUMBER}",
    rf"maximum (?:model|prompt) length[^\d]{{0,8}}{_NUMBER}",
    rf"input length should be \[\d+,\s*{_NUMBER}",
    rf"(?:maximum|max\.?|model'?s?) context (?:length|window|size)(?: of| is|:)?[^\d]{{0,24}}{_NUMBER}",
    rf"context (?:length|window|size)[^\d]{{0,24}}{_NUMBER}",
    rf">\s*{_NUMBER}\s*maximum",
    rf"maximum number of tokens allowed[^\d]{{0,6}}{_NUMBER}",
    rf"{_NUMBER}\s*(?:tokens?\s*)?(?:maximum context|max(?:imum)? )",
    rf"(?:maximum|limit)(?: of| is|:)?[^\d]{{0,12}}{_NUMBER}",
    rf"n_ctx\W{{0,4}}{_NUMBER}",
)
_ASKED = (
    rf"{_NUMBER} (?:tokens )?(?:in|of|from) (?:the|your|text) ?(?:messages|input|prompt)",
    rf"resulted in {_NUMBER}",
    rf"prompt is too long:\s*{_NUMBER}",
    rf"input token count[^\d]{{0,6}}{_NUMBER}",
    rf"(?:prompt|request) (?:contains|has) {_NUMBER}",
    rf"prompt \(length {_NUMBER}",
    rf"{_NUMBER}\s*\+\s*\d+\s*>",
    rf"n_prompt_tokens\W{{0,4}}{_NUMBER}",
    rf"(?:requested|request)[^\d]{{0,12}}{_NUMBER} tokens",
)
_SMALLEST = 128  # below that the number means something else


def limit_in(words: str) -> int | None:
    """The window's size in tokens that the provider names."""
    return _first(_LIMITS, words)


def asked_in(words: str) -> int | None:
    """How many tokens the request had by the provider's own count."""
    return _first(_ASKED, words)


def _first(patterns: tuple[str, ...], words: str) -> int | None:
    for pattern in patterns:
        for found in re.finditer(pattern, words, re.IGNORECASE):
            number = int(re.sub(r"\D", "", found.group(1)))
            if number >= _SMALLEST:
                return number
    return None
