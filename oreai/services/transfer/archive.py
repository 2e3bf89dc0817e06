"""The files that somebody hands in: one, or many in a zip, of which no more is read than is good."""

import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from io import BufferedReader, RawIOBase
from pathlib import Path, PurePosixPath
from typing import IO, cast

from oreai.services.transfer.formats.format import DamagedFile, TooLargeFile

MOST_MEMBERS = 100_000
MOST_UNPACKED = 8 * 1024**3  # bytes, all members together
MOST_TIMES = 400
"How many times its packed size a large member may have; text packs to a twentieth, zeros to a thousandth."
_LARGE = 64 * 1024**2  # bytes, from which on that counts
_ENDINGS = (".json", ".jsonl", ".ndjson", ".md", ".markdown", ".txt")
_READ_AT_ONCE = 1024 * 1024  # bytes
_ZIP = b"PK\x03\x04"


class Archive:
    """A file, or the members of a zip, by their names."""

    def __init__(self, path: Path):
        """Look at the file's directory.

        Raises:
            DamagedFile: it begins as a zip and is none.
            TooLargeFile: it holds more than is read.
        """
        self._path = path
        with path.open("rb") as file:
            is_zip = file.read(len(_ZIP)) == _ZIP
        self._zip = self._opened() if is_zip else None
        self._members = {info.filename: info for info in self._zip.infolist()} if self._zip else {}
        self._check()

    def _opened(self) -> zipfile.ZipFile:
        try:
            return zipfile.ZipFile(self._path)
        # What is damaged decides which error it is; NotImplementedError is of a packing that is not known.
        except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
            raise DamagedFile from error

    def _check(self) -> None:
        sizes = [info.file_size for info in self._members.values()]
        if len(sizes) > MOST_MEMBERS or sum(sizes) > MOST_UNPACKED:
            raise TooLargeFile
        for info in self._members.values():
            if info.file_size > _LARGE and info.file_size > info.compress_size * MOST_TIMES:
                raise TooLargeFile

    def text_files(self) -> list[str]:
        """The names of what may hold chats, in order; shards follow each other by their numbers."""
        if not self._zip:
            return [self._path.name]
        return sorted(name for name in self._members if _is_worth_a_look(name))

    def names(self) -> list[str]:
        """The names of all files."""
        return [name for name in self._members if not _is_hidden(name)]

    def size_of(self, name: str) -> int:
        """How many bytes a file says it has."""
        return self._members[name].file_size if self._zip else self._path.stat().st_size

    @contextmanager
    def open(self, name: str) -> Iterator[IO[bytes]]:
        """A file to be read.

        Raises:
            DamagedFile: it cannot be, as where it is locked with a password.
        """
        try:
            opened = self._zip.open(self._members[name]) if self._zip else self._path.open("rb")
            with opened, BufferedReader(cast(RawIOBase, opened), _READ_AT_ONCE) as file:
                yield file
        # RuntimeError is a password, NotImplementedError a way of packing that is not known.
        except (zipfile.BadZipFile, EOFError, OSError, RuntimeError, NotImplementedError) as error:
            raise DamagedFile from error


def _is_hidden(name: str) -> bool:
    parts = PurePosixPath(name).parts
    return name.endswith("/") or "__MACOSX" in parts or any(part.startswith(".") for part in parts)


def _is_worth_a_look(name: str) -> bool:
    return not _is_hidden(name) and name.lower().endswith(_ENDINGS)
