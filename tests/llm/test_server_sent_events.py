"""Server-sent events by their standard, cut at every byte; `told` is the standard's own way, at leisure."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oreai.llm.server_sent_events import Event, EventReader, EventTooLong

LONGEST = 10_000


def read(*chunks: bytes) -> list[Event]:
    reader = EventReader(LONGEST)
    return read_all(reader, list(chunks)) + reader.end()


def read_all(reader: EventReader, chunks: list[bytes]) -> list[Event]:
    return [event for chunk in chunks for event in reader.feed(chunk)]


def told(stream: bytes) -> list[Event]:
    """The events of a stream whose last one ends with an empty line."""
    events, name, data = [], "", []
    text = stream.decode(errors="replace").removeprefix("\ufeff")
    for line in re.split("\r\n|\r|\n", text):
        field, _, value = line.partition(":")
        value = value.removeprefix(" ")
        if not line and data:
            events.append(Event(name, "\n".join(data)))
        if not line:
            name, data = "", []
        elif field == "data":
            data.append(value)
        elif field == "event":
            name = value
    return events


STREAMS = {
    "one": b"data: kyoto\n\n",
    "without a blank": b"data:kyoto\n\n",
    "two blanks": b"data:  kyoto\n\n",
    "carriage returns": b"data: kyoto\r\rdata: nara\r\r",
    "both": b"data: kyoto\r\n\r\ndata: nara\r\n\r\n",
    "mixed": b"data: a\r\n\ndata: b\r\r\ndata: c\n\r\n",
    "several lines": b"data: {\ndata: }\n\n",
    "empty data": b"data:\n\ndata\n\ndata: a\n\n",
    "comments": b": ping\n\n:\n\ndata: a\n: in the middle\ndata: b\n\n",
    "a name": b"event: ping\ndata: {}\n\ndata: a\n\n",
    "a name without data": b"event: ping\n\ndata: a\n\n",
    "other fields": b"id: 1\nretry: 10\nwhat: ever\nalone\ndata: a\n\n",
    "a mark at the start": b"\xef\xbb\xbfdata: a\n\n",
    "a mark later": b"data: a\n\n\xef\xbb\xbfdata: b\n\n",
    "signs that end no line": "data: 京\u2028都\u2029三\u0085天\x0b\x0c\x1c\x1d\x1e\n\n".encode(),
    "no UTF-8": b"data: \xff\xe4\xba\n\n",
    "blank lines": b"\n\n\r\n\rdata: a\n\n\n\n",
}


@pytest.mark.parametrize("stream", STREAMS.values(), ids=STREAMS)
def test_a_stream_means_the_same_wherever_it_is_cut(stream: bytes):
    """Whole, at each place in two, and byte by byte."""
    expected = told(stream)
    assert read(stream) == expected
    for at in range(len(stream) + 1):
        assert read(stream[:at], stream[at:]) == expected
    assert read(*(bytes([byte]) for byte in stream)) == expected


lines = st.lists(
    st.sampled_from(
        [
            b"data: a",
            b"data:",
            b"data",
            b"event: e",
            b": c",
            b"",
            b"x",
            b"\xef\xbb\xbfdata: b",
            b" data: c",
            b"data: \xe4",
        ]
    )
)
ends = st.sampled_from([b"\n", b"\r", b"\r\n"])


@given(st.lists(st.tuples(lines, ends)), st.data())
def test_no_stream_is_read_otherwise_than_the_standard_says(parts, data):
    """Whatever lines, whatever ends, cut anywhere."""
    stream = b"".join(line + end for lines, end in parts for line in lines) + b"\n\n"
    cuts = sorted(data.draw(st.lists(st.integers(0, len(stream)), max_size=6)))
    chunks = [stream[start:end] for start, end in zip([0, *cuts], [*cuts, len(stream)], strict=True)]
    assert read(*chunks) == told(stream)


@pytest.mark.parametrize(
    ("stream", "events"),
    [
        (b"data: a", [Event("", "a")]),
        (b"data: a\n", [Event("", "a")]),
        (b"data: a\r", [Event("", "a")]),
        (b"event: error\ndata: a", [Event("error", "a")]),
        (b'error: {"message": "Busy."}\n\n', [Event("error", '{"message": "Busy."}')]),
        (b'{"error": "Busy."}\n', [Event("", '{"error": "Busy."}')]),
        (b'data: a\n\n{"error": "Busy."}', [Event("", "a"), Event("", '{"error": "Busy."}')]),
    ],
)
def test_what_servers_leave_out_is_understood(stream: bytes, events: list[Event]):
    """The last empty line, `data:` before an object, `event:` before an error."""
    for at in range(len(stream) + 1):
        assert read(stream[:at], stream[at:]) == events


@pytest.mark.parametrize("piece", [b"a" * 100, b"data: aaaa\n"])
def test_an_event_without_an_end_is_given_up(piece: bytes):
    """A line that never ends, and lines that never end an event; what came before is long forgotten."""
    reader = EventReader(LONGEST)
    for _ in range(LONGEST):
        reader.feed(b"data: kyoto\n\n: ping\n\n")
    with pytest.raises(EventTooLong):
        read_all(reader, [piece] * LONGEST)


@pytest.mark.parametrize(
    ("stream", "is_one"),
    [
        (b": ping\n", True),
        (b"event: x\n", True),
        (b"data: a\n\n", True),
        (b"Not found\n", False),
        (b"\n\n", False),
    ],
)
def test_a_stream_is_known_by_its_lines(stream: bytes, is_one: bool):
    """One field or comment is enough."""
    reader = EventReader(LONGEST)
    reader.feed(stream)
    assert reader.is_event_stream == is_one
