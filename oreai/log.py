"""How the log is written, and what it may not hold: cookies, keys, line breaks from outside."""

import json
import logging
import re
import sys
import time
from datetime import UTC, datetime

from oreai import trace

_NAMES = r"set-cookie|cookie|authorization|api[-_]key"
_SECRETS = re.compile(
    rf"""(?ix)
    ( (?:{_NAMES}) ['"]? \s* [:=,] \s* b? ['"]? ) [^'"\n]+   # a header or a field, as text, dict or tuple
    | ( oreai_session= ) [\w-]+
    | ( \b sk- ) [\w-]{{8,}}
    """
)


_LONGEST_LINE = 4_000  # characters
_LONGEST_TRACEBACK = 20_000
_AT_ONCE, _A_SECOND = 300, 20  # lines of one handler; what repeats itself more often tells nothing new


class HidesSecrets(logging.Filter):
    """Replaces secrets in every line and its traceback; keeps what came from outside on one line, and short.

    Whoever makes the server complain fills no disk: lines that come too often are left out, and counted.
    """

    def __init__(self) -> None:
        super().__init__()
        self._room: float = _AT_ONCE
        self._last = time.monotonic()
        self._left_out = 0

    def filter(self, record: logging.LogRecord) -> bool:
        if not self._has_room():
            self._left_out += 1
            return False
        record.msg = _one_line(_shortened(without_secrets(_message_of(record)), _LONGEST_LINE)) + self._note()
        record.args = ()
        if record.exc_info and not record.exc_text:
            record.exc_text = logging.Formatter().formatException(record.exc_info)
        if record.exc_text:
            record.exc_text = _traceback(_shortened(without_secrets(record.exc_text), _LONGEST_TRACEBACK))
        return True

    def _has_room(self) -> bool:
        now = time.monotonic()
        self._room = min(_AT_ONCE, self._room + (now - self._last) * _A_SECOND)
        self._last = now
        if self._room < 1:
            return False
        self._room -= 1
        return True

    def _note(self) -> str:
        count, self._left_out = self._left_out, 0
        return f" ({count} lines before this one were left out)" if count else ""


def _message_of(record: logging.LogRecord) -> str:
    try:
        return record.getMessage()
    except (TypeError, ValueError):  # a sign of % from outside, and nothing to fill it with
        return f"{record.msg} {record.args}"


def _shortened(text: str, longest: int) -> str:
    """The text's beginning and end: where it came from, and what went wrong."""
    half = longest // 2
    return text if len(text) <= longest else f"{text[:half]} … {text[-half:]}"


def without_secrets(text: str) -> str:
    """The text with an ellipsis in place of each secret."""
    return _SECRETS.sub(lambda found: "".join(part or "" for part in found.groups()) + "…", text)


_CONTROLS = re.compile(r"[\x00-\x08\x0a-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")


def _one_line(text: str) -> str:
    """The text with every sign escaped that ends a line, moves a terminal's cursor or turns its writing."""
    return _CONTROLS.sub(lambda found: found[0].encode("unicode_escape").decode(), text)


def _traceback(text: str) -> str:
    """Its lines, of which those that an exception's own words have made up are told by their bar."""
    return "\n".join("  | " + _one_line(line) for line in text.split("\n"))


class JsonLines(logging.Formatter):
    """Each record as one JSON object on one line, with the name of the wish that it comes of."""

    def format(self, record: logging.LogRecord) -> str:
        fields = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
            "request_id": trace.request_id(),
            "traceback": record.exc_text,
        }
        return json.dumps({name: value for name, value in fields.items() if value}, ensure_ascii=False)


def write_json() -> None:
    """Write every line as JSON to the standard error, and more of them: how each reply has ended."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(JsonLines())
    for logger in _loggers():
        logger.handlers.clear()
    logging.getLogger().addHandler(handler)
    logging.getLogger("oreai").setLevel(logging.INFO)


def _loggers() -> list[logging.Logger]:
    return [logging.getLogger(), *map(logging.getLogger, logging.root.manager.loggerDict)]


def hide_secrets() -> None:
    """Filter every handler there is, and those that Reflex and the server brought."""
    handlers = {handler for logger in _loggers() for handler in logger.handlers}
    if logging.lastResort:
        handlers.add(logging.lastResort)
    for handler in handlers:
        if not any(isinstance(known, HidesSecrets) for known in handler.filters):
            handler.addFilter(HidesSecrets())
