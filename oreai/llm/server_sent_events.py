"""Cuts bytes into server-sent events, by the standard (HTML, section 9.2.6).

Lines end at CR, LF and CRLF and nowhere else; bytes are UTF-8, whatever a label
says, and what is not is replaced. This takes more than the standard does where
servers write less: `error: …` for an event of that name, a bare JSON object
for one without a name, no empty line after the last event.
"""

import re
from typing import NamedTuple

_LINE_END = re.compile(rb"\r\n|\n|\r")
BYTE_ORDER_MARK = b"\xef\xbb\xbf"
_FIELDS = (b"", b"data", b"event", b"id", b"retry", b"error")  # a comment's is empty


class EventTooLong(Exception):
    """An event that does not end."""


class Event(NamedTuple):
    """One event; `name` is empty where the stream gives it none."""

    name: str
    data: str


class EventReader:
    """Takes a stream's bytes as they come, cut anywhere."""

    def __init__(self, longest: int):
        """
        Args:
            longest: how many bytes an event may have.
        """
        self.is_event_stream = False
        "Whether any line so far was one of an event stream."
        self._longest = longest
        self._length = 0
        self._line = bytearray()
        self._is_first = True
        self._after_cr = False
        self._name = ""
        self._data: list[bytes] = []

    def feed(self, chunk: bytes) -> list[Event]:
        """The events that end in this chunk.

        Raises:
            EventTooLong: one has not ended for too long.
        """
        if self._is_whole_event(chunk):
            self.is_event_stream, self._is_first = True, False
            return [Event("", chunk[6:-2].decode(errors="replace"))]
        if self._after_cr and chunk:
            chunk = chunk.removeprefix(b"\n")
            self._after_cr = False
        if b"\r" in chunk:
            self._after_cr = chunk.endswith(b"\r")
            lines = _LINE_END.split(chunk)
        else:
            lines = chunk.split(b"\n")
        rest = lines.pop()
        if lines and self._line:
            lines[0] = bytes(self._line + lines[0])
            self._line.clear()
        self._line += rest
        events = [event for line in lines if (event := self._take(line))]
        if self._length + len(self._line) > self._longest:
            raise EventTooLong
        return events

    def _is_whole_event(self, chunk: bytes) -> bool:
        """Whether this is one `data: …` with its end, as it nearly always comes: read in no time."""
        return (
            chunk.startswith(b"data: ")
            and chunk.find(b"\n") == len(chunk) - 2
            and chunk.endswith(b"\n\n")
            and b"\r" not in chunk
            and not (self._line or self._data or self._name)
        )

    def end(self) -> list[Event]:
        """The event that the stream's end has cut off, if there is one."""
        lines = (bytes(self._line), b"")
        return [event for line in lines if (event := self._take(line))]

    def _take(self, line: bytes) -> Event | None:
        """Read one line; an empty one ends an event."""
        if self._is_first:
            self._is_first, line = False, line.removeprefix(BYTE_ORDER_MARK)
        if not line:
            return self._event()
        if line.startswith(b"data: "):  # nearly every line
            self._add(line[6:])
            return None
        field, _, value = line.partition(b":")
        value = value.removeprefix(b" ")
        if field == b"data":
            self._add(value)
        elif field == b"event":
            self._name = value.decode(errors="replace")
        elif field == b"error":
            self._name = "error"
            self._add(value)
        elif line.startswith((b"{", b"[DONE]")):
            self._add(line)
        self.is_event_stream = self.is_event_stream or field in _FIELDS
        return None

    def _add(self, value: bytes) -> None:
        self.is_event_stream = True
        self._length += len(value) + 1
        self._data.append(value)

    def _event(self) -> Event | None:
        """What the lines since the last event make, and a new beginning."""
        event = Event(self._name, b"\n".join(self._data).decode(errors="replace")) if self._data else None
        self._name, self._length = "", 0
        self._data.clear()
        return event
