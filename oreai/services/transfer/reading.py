"""Reads whatever somebody hands in, one chat at a time, and says what could not be read."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from typing import IO, Any

import ijson

from oreai.characters import beginning
from oreai.services.transfer.archive import Archive
from oreai.services.transfer.chat_file import FileChat
from oreai.services.transfer.formats import format_of
from oreai.services.transfer.formats.format import (
    DamagedFile,
    Format,
    Surroundings,
    TooLargeFile,
    TransferRefused,
    UnknownFile,
    Value,
)
from oreai.services.transfer.formats.gemini import GEMINI, joined_entries
from oreai.services.transfer.formats.markdown import KEY as MARKDOWN_KEY
from oreai.services.transfer.texts import clean, rows

LONGEST_OBJECT = 96 * 1024 * 1024
"How many bytes a file may have that is one object and held whole; an array is read element by element."
_TITLE_LENGTH = 80
_ENTRY = 2  # messages: what one entry of Gemini's activity has
_BLANKS = b" \t\r\n\xef\xbb\xbf"


@dataclass(frozen=True)
class UnreadableChat:
    """A chat, or what should have been one, that cannot be brought in."""

    title: str
    "As far as it is known."


def read(archive: Archive, around: Surroundings) -> Iterator[FileChat | UnreadableChat]:
    """The chats of a file, in its order; what is none is passed over.

    Raises:
        UnknownFile: there is not one chat in it.
        DamagedFile, TooLargeFile: nor is there before the place from which on it cannot be read.
        NewerThanKnown: it is of a later version of its program than is known.
    """
    entries: list[FileChat] = []
    is_empty = True
    broken: TransferRefused | None = None
    for name in archive.text_files():
        try:
            for found in _found_in(archive, name, around):
                if (
                    isinstance(found, FileChat)
                    and found.source == GEMINI.name
                    and len(found.messages) <= _ENTRY
                ):
                    entries.append(found)
                else:
                    is_empty = False
                    yield found
        except (DamagedFile, TooLargeFile) as error:
            broken = error
    yield from joined_entries(entries)
    if is_empty and not entries:
        raise broken or UnknownFile
    if broken:
        yield UnreadableChat("")


def _found_in(archive: Archive, name: str, around: Surroundings) -> Iterator[FileChat | UnreadableChat]:
    for value in _objects(archive, name):
        if kind := format_of(value):
            yield from _chats(kind, value, around)


def _chats(kind: Format, value: Value, around: Surroundings) -> Iterator[FileChat | UnreadableChat]:
    """What a format makes of an object; whatever is broken in it costs this chat alone."""
    try:
        for chat in kind.read(value, around):
            if chat.messages:
                yield chat
    except TransferRefused:
        raise
    except (KeyError, TypeError, ValueError, AttributeError, IndexError, RecursionError):
        yield UnreadableChat(beginning(clean(value.get("title") or value.get("name")), _TITLE_LENGTH))


def _objects(archive: Archive, name: str) -> Iterator[Value]:
    """The objects of a file that may be a chat or hold some."""
    with archive.open(name) as file:
        first = _first_sign(file)
        if first == b"[":
            yield from _elements(file, archive.size_of(name))
        elif first == b"{":
            yield from _whole(file, archive.size_of(name))
        elif archive.size_of(name) <= LONGEST_OBJECT:
            yield {MARKDOWN_KEY: file.read(LONGEST_OBJECT)}


def _first_sign(file: IO[bytes]) -> bytes:
    """The first byte that is no blank; the file then stands before it."""
    while True:
        peeked: bytes = file.peek(64)  # type: ignore[attr-defined]  # a BufferedReader, whose `peek` IO lacks
        rest = peeked.lstrip(_BLANKS)
        file.read(len(peeked) - len(rest) if rest else len(peeked))
        if rest or not peeked:
            return rest[:1]


def _elements(file: IO[bytes], size: int) -> Iterator[Value]:
    """The elements of an array; turns that stand in it without a chat around them are one."""
    found = (one for one in _parsed(file, "item") if isinstance(one, dict))
    first = next(found, None)
    if first is None:
        return
    if "role" in first and "messages" not in first and format_of(first) is None:
        _refuse_large(size)
        yield {"messages": [first, *found]}
        return
    yield from chain([first], found)


def _whole(file: IO[bytes], size: int) -> Iterator[Value]:
    """The object that a file is, or the many of one a line; a list of chats inside it is taken out."""
    for value in _parsed(file, "", is_one=lambda: _refuse_large(size)):
        if not isinstance(value, dict):
            continue
        if format_of(value) is None:
            yield from rows(value.get("conversations") or value.get("data"))
        else:
            yield value


def _refuse_large(size: int) -> None:
    if size > LONGEST_OBJECT:
        raise TooLargeFile


def _parsed(file: IO[bytes], prefix: str, is_one: Any = None) -> Iterator[Any]:
    try:
        if prefix:
            yield from ijson.items(file, prefix, use_float=True)
        else:
            yield from _lines(file, is_one)
    except (ijson.JSONError, UnicodeDecodeError, OverflowError) as error:
        raise DamagedFile from error


def _lines(file: IO[bytes], is_one: Any) -> Iterable[Any]:
    """Objects, one a line; where the first line is none, the whole file is one object."""
    head = file.readline(LONGEST_OBJECT)
    try:
        first = json.loads(head)
    except ValueError:
        is_one()
        whole = head + file.read(LONGEST_OBJECT)
        del head
        yield from ijson.items(whole, "", use_float=True, multiple_values=True)
        return
    yield first
    for line in iter(lambda: file.readline(LONGEST_OBJECT), b""):
        if line.strip():
            yield json.loads(line)
