"""Times as other programs write them; all become aware UTC times."""

import re
from datetime import UTC, datetime, timedelta, tzinfo

_MILLISECONDS = 100_000_000_000
"A number above this counts milliseconds: as seconds it would be the year 5138."
_OLDEST, _NEWEST = datetime(2000, 1, 1, tzinfo=UTC), datetime(2100, 1, 1, tzinfo=UTC)
_LOCAL = re.compile(
    r"(?P<a>\d{1,4})[/.\-年](?P<b>\d{1,2})[/.\-月](?P<c>\d{1,4})日?,?\s*"
    r"(?P<before>上午|下午|AM|PM)?\s*(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::(?P<second>\d{2}))?\s*(?P<after>AM|PM)?",
    re.IGNORECASE,
)
_AFTERNOON = ("下午", "pm")
_NOON = 12
_LONGEST_DAY = 31


def moment(value: object, zone: tzinfo = UTC) -> datetime | None:
    """The time that a file names, or None where it names none that can be meant.

    Args:
        value: seconds or milliseconds since 1970, or ISO 8601.
        zone: of a written time that names none.
    """
    if isinstance(value, bool) or value is None:
        return None
    try:
        found = _of_text(value, zone) if isinstance(value, str) else _of_number(value)
    except (ValueError, OverflowError, TypeError, ArithmeticError):
        return None
    return found if found and _OLDEST <= found <= _NEWEST else None


def _of_number(value: object) -> datetime:
    number = float(value)  # type: ignore[arg-type]  # what is no number raises TypeError, which the caller expects
    seconds = number / 1000 if number > _MILLISECONDS else number
    return datetime.fromtimestamp(0, UTC) + timedelta(microseconds=round(seconds * 1_000_000))


def _of_text(value: str, zone: tzinfo) -> datetime | None:
    value = value.strip()
    if not value:
        return None
    if value.replace(".", "", 1).isdecimal():
        return _of_number(value)
    found = datetime.fromisoformat(value)
    return (found if found.tzinfo else found.replace(tzinfo=zone)).astimezone(UTC)


def local_moment(value: object, zone: tzinfo) -> datetime | None:
    """A time as a browser writes it for its reader, such as 2024/5/6 下午1:04:05 or 5/6/2024, 1:04:05 PM.

    Args:
        zone: the browser's; what it wrote names none.
    """
    found = _LOCAL.search(value) if isinstance(value, str) else None
    if found is None:
        return moment(value, zone)
    first, second, third = int(found["a"]), int(found["b"]), int(found["c"])
    if first > _LONGEST_DAY:
        year, month, day = first, second, third
    elif first > _NOON:
        day, month, year = first, second, third
    else:
        month, day, year = first, second, third  # as English of America writes it, where both can be meant
    half = (found["before"] or found["after"] or "").lower()
    hour = int(found["hour"]) % _NOON + (_NOON if half in _AFTERNOON else 0) if half else int(found["hour"])
    try:
        local = datetime(year, month, day, hour, int(found["minute"]), int(found["second"] or 0), tzinfo=zone)
    except ValueError:
        return None
    return moment(local.isoformat())
