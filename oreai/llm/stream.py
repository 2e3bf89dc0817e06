"""Reads a reply from the bytes of a provider's answer, whatever label they bear.

Belongs here: what kind of answer it is, and how a reply ends. Does not: cutting
bytes into events, what a chunk says, what of its text is thinking: those have
modules of their own beside this one.
"""

import json
import re
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Any

from oreai.characters import replace_lone_surrogates
from oreai.llm.chunks import CONTENT_FILTER, LENGTH, STOP, UNCOUNTED, error_of, read_chunk
from oreai.llm.client import ReplyChunk
from oreai.llm.error_translation import error_in
from oreai.llm.errors import Empty, Filtered, NotJson, OnlyReasoning, Unfinished, Unparsable
from oreai.llm.reasoning import ReasoningSplitter
from oreai.llm.server_sent_events import BYTE_ORDER_MARK, Event, EventReader, EventTooLong

_LONGEST_EVENT = 8 * 2**20  # bytes; a whole completion may be one, each of its characters an escape of six
_LONGEST_REASON = 100  # characters that are told of a finish reason nobody knows
_DONE = "[DONE]"
_PINGS = ("ping", "heartbeat", "keepalive", "keep-alive", "keep_alive")  # events that only say: still there
_ENDS = ("done", "[done]", "end", "complete", "completed")  # names of an event that only says: that was all
_ERROR = re.compile(r"\[?error\]?\s*:", re.IGNORECASE)


class ReplyReader:
    """Takes the bytes of one answer as they come, cut anywhere."""

    def __init__(self) -> None:
        self.has_begun = False
        "Whether an answer has come at all."
        self.chunk_count = 0
        "How many chunks of the reply have come."
        self.is_done = False
        "Whether it has said that it is done."
        self.finish_reason = ""
        "Why it ends, as far as it has told."
        self._sign = b""  # what the body begins with
        self._is_json = self._has_choices = self._has_text = False
        self._body = bytearray()
        self._events = EventReader(_LONGEST_EVENT)
        self._text, self._reasoning = _WholeCharacters(), _WholeCharacters()
        self._splitter = ReasoningSplitter()

    def feed(self, chunk: bytes) -> Iterator[ReplyChunk]:
        """The chunks that these bytes complete.

        Raises:
            ModelError: they tell of an error, or cannot be read; what was said before it came before it.
        """
        if not self._sign:
            chunk = self._begin(chunk)
        if self._is_json:
            self._body += chunk
            if len(self._body) > _LONGEST_EVENT:
                raise Unparsable
            return
        try:
            events = self._events.feed(chunk)
        except EventTooLong:
            raise Unparsable from None
        for event in events:
            yield from self._take(event)

    def end(self) -> Iterator[ReplyChunk]:
        """The chunks that were held back until the end of the stream.

        Raises:
            ModelError: the reply has not ended well.
        """
        if self._is_json:
            for value in _values(self._body.decode(errors="replace")):
                yield from self._read([value])
            self.is_done = self._has_choices
        else:
            for event in self._events.end():
                yield from self._take(event)
            if self._sign and not self._events.is_event_stream:
                raise NotJson
        text, reasoning, _ = self._splitter.end()
        self._has_text = self._has_text or bool(text)
        if text or reasoning:
            yield ReplyChunk(text, reasoning)
        self._check_ending()

    def _begin(self, chunk: bytes) -> bytes:
        """Find out what the body is; blanks before it tell nothing, and are dropped."""
        known = (bytes(self._body) + chunk).removeprefix(BYTE_ORDER_MARK).lstrip()
        self._body.clear()
        if BYTE_ORDER_MARK.startswith(known):  # a part of the mark, or nothing yet
            self._body += known
            return b""
        self._sign = known[:1]
        self._is_json = self._sign in b"{["
        if self._sign == b"<":
            raise NotJson
        return known

    def _take(self, event: Event) -> Iterable[ReplyChunk]:
        name, data = event.name.lower(), event.data.strip()
        if name in _PINGS or (len(data) < 20 and data.strip("[]").lower() in _PINGS):
            return ()
        if name == "error":
            raise error_in(_value_or_words(data))
        if mark := _ERROR.match(data):
            raise error_in(_value_or_words(data[mark.end() :].strip()))
        return self._read(chain(_values(event.data), [_DONE] if name in _ENDS else []))

    def _read(self, chunks: Iterable[Any]) -> Iterator[ReplyChunk]:
        for chunk in chunks:
            if chunk == _DONE:
                self.is_done = True
            if self.is_done:
                return
            if isinstance(chunk, list):
                yield from self._read(chunk)
            elif chunk is not None:
                yield from self._read_one(chunk)

    def _read_one(self, chunk: Any) -> Iterator[ReplyChunk]:
        error = error_of(chunk)
        if (error is None or chunk.get("choices")) and (reply_chunk := self._reply_chunk(chunk)):
            self.chunk_count += 1
            yield reply_chunk
        if error is not None:
            raise error_in(error)

    def _reply_chunk(self, chunk: Any) -> ReplyChunk | None:
        """What a chunk adds to the reply."""
        self._has_choices = self._has_choices or bool(chunk.get("choices"))
        content, reasoning, reason, tokens = read_chunk(chunk)
        text, was_reasoning = "", False
        if reasoning:
            reasoning = self._reasoning.of(reasoning)
        if content:
            text, inline_reasoning, was_reasoning = self._splitter.feed(self._text.of(content))
            reasoning += inline_reasoning
        if not self._has_text or was_reasoning:
            self._has_text = bool(text.strip())
        self.finish_reason = reason or self.finish_reason
        if text or reasoning or reason or was_reasoning or tokens != UNCOUNTED:
            return ReplyChunk(text, reasoning, reason, *tokens, was_reasoning=was_reasoning)
        return None

    def _check_ending(self) -> None:
        reason = self.finish_reason
        if reason == CONTENT_FILTER:
            raise Filtered
        if reason == LENGTH and not self._has_text:
            raise OnlyReasoning
        if reason not in ("", STOP, LENGTH):
            raise Unfinished(replace_lone_surrogates(reason[:_LONGEST_REASON]))
        if not reason and not self.is_done:
            raise Unfinished
        if not self._has_text:
            raise Empty


def _values(text: str) -> Iterable[Any]:
    """The JSON values of a text: one, or one a line."""
    try:
        return (_value(text),)
    except Unparsable:
        if text.strip() and "\n" not in text:
            raise
        return map(_value, filter(str.strip, text.split("\n")))


def _value(text: str) -> Any:
    """The JSON value of a text; of the stream's last word that word."""
    try:
        return json.loads(text)
    except (ValueError, RecursionError):  # also numbers of thousands of digits, also lists in lists in lists
        if text.strip().upper() == _DONE:
            return _DONE
        raise Unparsable from None


def _value_or_words(text: str) -> Any:
    try:
        return _value(text)
    except Unparsable:
        return text


class _WholeCharacters:
    """Joins characters that came in halves: JSON writes an emoji as two escapes, and may be cut there."""

    def __init__(self) -> None:
        self._half = ""

    def of(self, text: str) -> str:
        """The text without half characters; a half at its end waits for the next text."""
        if not self._half:
            try:
                text.encode()
                return text
            except UnicodeEncodeError:
                pass
        text, self._half = self._half + text, ""
        if "\ud800" <= text[-1] <= "\udbff":
            text, self._half = text[:-1], text[-1]
        return replace_lone_surrogates(text)
