"""The body of a refusal, in any provider's shape: its words, its codes, and the parameter it names."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from oreai.characters import beginning, replace_lone_surrogates

_LONGEST_WORDS = 2000  # a page of it: more says nothing new
_DEEPEST = 6
_WORDS = (
    "message",
    "msg",
    "detail",
    "error_msg",
    "error_message",
    "errorMessage",
    "status_msg",
    "Message",
    "error_description",
    "description",
    "reason",
    "title",
    "error",
)
_INNER = ("error", "errors", "detail", "base_resp", "innererror", "raw", "metadata", "details", "data")
_CODES = (
    "code",
    "type",
    "status",
    "status_code",
    "statusCode",
    "http_code",
    "error_code",
    "error_type",
    "Code",
    "reason",
)
_WAITS = ("retryDelay", "retry_after", "retryAfter", "retry_after_seconds")
_PARAMETERS = ("param", "parameter")


@dataclass(frozen=True)
class ErrorBody:
    """What a provider says of an error."""

    message: str = ""
    "The sentence for people."
    codes: frozenset[str] = field(default_factory=frozenset)
    "Names and numbers of the error, in lower case."
    parameter: str = ""
    "The request's field that it is about."
    wait: str = ""
    "How long to wait, as Gemini tells it: 34s."
    is_page: bool = False
    "A page for people stood in place of an answer."
    is_json: bool = False
    "It is JSON, as a model's server answers."

    @property
    def status(self) -> int | None:
        """The HTTP status that the body itself names."""
        numbers = [int(code) for code in self.codes if len(code) == 3 and code.isdecimal()]
        return next((number for number in sorted(numbers) if 400 <= number < 600), None)


def read(body: Any) -> ErrorBody:
    """What this body tells: JSON already parsed, or a text that may be JSON."""
    body = _parsed(body)
    parts = list(_parts(body))
    return ErrorBody(
        message=_shortened(replace_lone_surrogates(_without_page(_message(body)).strip())),
        codes=frozenset(_texts(parts, _CODES, lower=True)),
        parameter=next(iter(_texts(parts, _PARAMETERS)), ""),
        wait=next(iter(_texts(parts, _WAITS)), ""),
        is_page=isinstance(body, str) and _is_page(body),
        is_json=isinstance(body, list | Mapping),
    )


def _shortened(words: str) -> str:
    """The beginning of the words, without the word that was cut: half a key could not be told for one."""
    if len(words) <= _LONGEST_WORDS:
        return words
    return re.sub(r"[!-~*•…]+$", "", beginning(words, _LONGEST_WORDS)).rstrip()


def _parsed(body: Any) -> Any:
    """The body, read as JSON where it is such a text."""
    if isinstance(body, bytes):
        body = body.decode("utf-8", "replace")
    if isinstance(body, str) and body.strip()[:1] in ("{", "["):
        try:
            return json.loads(body)
        except (ValueError, RecursionError):
            return body
    return body


def _message(body: Any, depth: int = 0) -> str:
    """The sentence for people in it; of several the first ones of each."""
    body = _parsed(body)
    if isinstance(body, str):
        return body.strip()
    if depth > _DEEPEST or not isinstance(body, list | Mapping):
        return ""
    if isinstance(body, list):
        messages = dict.fromkeys(filter(None, (_message(part, depth + 1) for part in body)))
        return "\n".join(messages)
    return _message_of_object(body, depth + 1)


def _message_of_object(body: Mapping[str, Any], depth: int) -> str:
    metadata = body.get("metadata")
    if isinstance(metadata, Mapping) and (raw := _message(metadata.get("raw"), depth)):
        return raw  # the words of whom a middleman has asked; its own say only that there was an error
    for name in ("error", "errors", "base_resp"):
        told = _parsed(body.get(name))
        if isinstance(told, list | Mapping) and (inner := _message(told, depth)):
            return inner
    message = next(filter(None, (_message(body.get(name), depth) for name in _WORDS)), "")
    place = _place(body)
    return f"{place}: {message}" if place and message else message


def _place(body: Mapping[str, Any]) -> str:
    """The field of the request that one of FastAPI's complaints is about."""
    place = body.get("loc")
    return ".".join(str(step) for step in place if step != "body") if isinstance(place, list) else ""


def _parts(body: Any, depth: int = 0) -> Iterator[Mapping[str, Any]]:
    """Every object of it that tells of the error, the outer ones first."""
    body = _parsed(body)
    if depth > _DEEPEST:
        return
    if isinstance(body, list):
        for part in body:
            yield from _parts(part, depth + 1)
    elif isinstance(body, Mapping):
        yield body
        for name in _INNER:
            yield from _parts(body.get(name), depth + 1)


def _texts(parts: list[Mapping[str, Any]], names: tuple[str, ...], *, lower: bool = False) -> list[str]:
    found = (part.get(name) for part in parts for name in names)
    texts = [str(value) for value in found if isinstance(value, str | int) and not isinstance(value, bool)]
    return [text.lower() if lower else text for text in texts if text]


def _is_page(text: str) -> bool:
    return text.lstrip()[:200].lower().startswith(("<!doctype", "<html", "<head", "<?xml", "<body", "<!--"))


def _without_page(words: str) -> str:
    """A page's markup helps nobody; words may begin with a bracket all the same."""
    return "" if _is_page(words) else words
