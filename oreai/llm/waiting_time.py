"""How long a provider asks to wait: in a header, in a field, or in its words."""

import math
import re
import time
from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

_LONGEST_SECONDS = 24 * 60 * 60
_LONGEST_FIELD = 100  # characters
_UNITS = {"ms": 0.001, "s": 1, "m": 60, "h": 3600, "d": 86400}
_UNIT = (
    r"(?:milliseconds?|ms|毫秒|seconds?|secs?|s(?![a-z])|秒|minutes?|mins?|m(?![a-z])|分钟?"
    r"|hours?|hrs?|h(?![a-z])|小时|days?|d(?![a-z])|天)"
)
_NUMBER = r"(?<!\d)\d{1,9}(?:\.\d{1,9})?"  # bounded: a page of digits is none
_LENGTH = rf"((?:{_NUMBER}\s{{0,3}}{_UNIT}[\s,]{{0,3}}(?:and )?)+)"
_ASKED = re.compile(
    rf"(?:try|retry|again|wait|reset)[^\d.;。]{{0,40}}{_LENGTH}|等待?\s*{_LENGTH}|{_LENGTH}(?:后|之后|以后)",
    re.IGNORECASE,
)
_STEP = re.compile(rf"({_NUMBER})\s{{0,3}}({_UNIT})", re.IGNORECASE)


def seconds_told(headers: Mapping[str, str], field: str = "", words: str = "") -> int | None:
    """Whole seconds to wait; None where nobody says so.

    Args:
        field: what the body says apart from its words, such as 34s.
    """
    milliseconds = _number(headers.get("retry-after-ms", ""))
    found = (
        milliseconds / 1000 if milliseconds is not None else None,
        _number(headers.get("retry-after", "")),
        _until(headers.get("retry-after", ""), headers.get("date", "")),
        _length(headers.get("retry-after", "")[:_LONGEST_FIELD]),
        _number(field),
        _length(field[:_LONGEST_FIELD]),
        _in_words(words),
    )
    seconds = next((one for one in found if one is not None), None)
    return None if seconds is None else math.ceil(min(max(1.0, seconds), _LONGEST_SECONDS))


def _number(value: str) -> float | None:
    return float(value) if re.fullmatch(r"\d+(\.\d+)?", value.strip()) else None


def _until(value: str, date: str) -> float | None:
    """Seconds until this date (RFC 9110 or ISO 8601), by the server's own clock where it shows it.

    A past date is none.
    """
    end = _moment(value)
    now = _moment(date)
    seconds = end - (now if now is not None else time.time()) if end is not None else 0
    return seconds if seconds > 0 else None


def _moment(value: str) -> float | None:
    for read in (parsedate_to_datetime, datetime.fromisoformat):
        try:
            moment = read(value.strip())
            return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp()
        except (ValueError, TypeError, IndexError, OverflowError):
            continue
    return None


def _in_words(words: str) -> float | None:
    found = _ASKED.search(words)
    return _length(next(filter(None, found.groups()))) if found else None


def _length(text: str) -> float | None:
    """1h2m3.5s, 850ms, 20 秒."""
    steps = _STEP.findall(text)
    return sum(float(number) * _UNITS[_unit(unit.lower())] for number, unit in steps) if steps else None


def _unit(name: str) -> str:
    if name.startswith(("ms", "milli", "毫")):
        return "ms"
    return {"秒": "s", "分": "m", "小": "h", "天": "d"}.get(name[0], name[0])
