"""The form of a backup: a zip with a line of JSON a row, the attachments, and a manifest that tells of all.

    manifest.json            what made it, its revision, and of each table: columns, rows, SHA-256
    tables/NAME.jsonl        a row a line, as an object; times as ISO 8601 in UTC
    attachments/NAME         as they lie in their place

The same from SQLite and MySQL. Nothing of it is ever held in memory whole.
"""

import hashlib
import json
import zlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, Any
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from oreai.services.attachments.files import is_name

FORMAT, VERSION = "oreai-backup", 1
_MANIFEST, _TABLES, _ATTACHMENTS = "manifest.json", "tables/", "attachments/"
_LONGEST_MANIFEST = 2**20  # bytes
_LONGEST_ROW = 2**29  # bytes of one line, the longest of replies among them
_LONGEST_ATTACHMENT = 2**28
_LONGEST_TOLD = 100  # characters of what stands in the file

Values = Mapping[str, Any]


class NotABackup(Exception):
    """This file is none, or is damaged."""

    def __init__(self, why: str, **values: object):
        """
        Args:
            why: names the words that say what is wrong, among `commands.no_backup`.
            values: what they are filled with; the file may say much: its beginning is told.
        """
        told = {
            name: value if isinstance(value, int) else str(value)[:_LONGEST_TOLD]
            for name, value in values.items()
        }
        super().__init__(why, told)
        self.why = why
        self.values = told


@dataclass(frozen=True)
class TablePart:
    """What the manifest tells of a table."""

    columns: list[str]
    rows: int
    sha256: str


@dataclass(frozen=True)
class Manifest:
    """What a backup holds."""

    revision: str
    "Of the migrations."
    oreai: str
    "The version that made it."
    made_at: str
    tables: Mapping[str, TablePart]
    attachments: int
    "How many files."


class BackupWriter:
    """Writes a backup, part by part; without its manifest it is none."""

    def __init__(self, file: IO[bytes]):
        self._zip = ZipFile(file, "w", ZIP_DEFLATED, allowZip64=True)
        self._tables: dict[str, TablePart] = {}
        self._attachments = 0

    def add_table(self, name: str, columns: list[str], found: Iterable[Values]) -> int:
        """Write all rows of a table; how many there were."""
        count, digest = 0, hashlib.sha256()
        with self._zip.open(f"{_TABLES}{name}.jsonl", "w", force_zip64=True) as part:
            for row in found:
                line = json.dumps({column: _plain(row[column]) for column in columns}).encode() + b"\n"
                digest.update(line)
                part.write(line)
                count += 1
        self._tables[name] = TablePart(columns, count, digest.hexdigest())
        return count

    def add_attachment(self, name: str, content: bytes) -> None:
        """Write one; pictures do not become smaller by being squeezed once more."""
        self._zip.writestr(ZipInfo(_ATTACHMENTS + name), content, ZIP_STORED)
        self._attachments += 1

    def finish(self, revision: str, version: str) -> None:
        """Write what it holds."""
        told = {
            "format": FORMAT,
            "version": VERSION,
            "revision": revision,
            "oreai": version,
            "made_at": datetime.now(UTC).isoformat(timespec="seconds"),
            "tables": {name: vars(part) for name, part in self._tables.items()},
            "attachments": self._attachments,
        }
        self._zip.writestr(_MANIFEST, json.dumps(told, indent=2))
        self._zip.close()


class BackupReader:
    """Reads a backup; what is wrong with it is told before anything is made of it."""

    def __init__(self, zipped: ZipFile):
        self._zip = zipped
        self.manifest = _manifest_in(zipped)

    def check(self) -> None:
        """Read all of it once: nothing is missing, nothing damaged, nothing more in it than it says.

        Raises:
            NotABackup: something of it is wrong.
        """
        with _in_plain_words():
            self._check_names()
            for name, part in self.manifest.tables.items():
                digest, count = hashlib.sha256(), 0
                for line in self._lines(name):
                    digest.update(line)
                    count += 1
                    if list(_row_in(line)) != part.columns:
                        raise NotABackup("columns", row=count, table=name)
                if (count, digest.hexdigest()) != (part.rows, part.sha256):
                    raise NotABackup("table", table=name)
            for name, _ in self.attachments():
                if not is_name(name):
                    raise NotABackup("attachment_name", name=repr(name))

    def _check_names(self) -> None:
        names = self._zip.namelist()
        if len(set(names)) != len(names):
            raise NotABackup("parts_alike")
        tables = {f"{_TABLES}{name}.jsonl" for name in self.manifest.tables}
        attachments = {name for name in names if name.startswith(_ATTACHMENTS)}
        if set(names) - attachments != tables | {_MANIFEST} or len(attachments) != self.manifest.attachments:
            raise NotABackup("parts")

    def rows(self, table: str) -> Iterator[Values]:
        """Every row of a table; times are texts as yet."""
        return map(_row_in, self._lines(table))

    def attachments(self) -> Iterator[tuple[str, bytes]]:
        """(name, content) of each file."""
        for info in self._zip.infolist():
            if info.filename.startswith(_ATTACHMENTS):
                if info.file_size > _LONGEST_ATTACHMENT:
                    raise NotABackup("too_large", name=repr(info.filename))
                yield info.filename.removeprefix(_ATTACHMENTS), self._zip.read(info)

    def _lines(self, table: str) -> Iterator[bytes]:
        with self._zip.open(f"{_TABLES}{table}.jsonl") as part:
            while line := part.readline(_LONGEST_ROW):
                yield line


@contextmanager
def opened(file: Path) -> Iterator[BackupReader]:
    """The backup in this file, its manifest read.

    Raises:
        NotABackup: it is none.
    """
    with _in_plain_words():
        zipped = ZipFile(file)
    with zipped, _in_plain_words():
        yield BackupReader(zipped)


@contextmanager
def _in_plain_words() -> Iterator[None]:
    """What zip and its like raise, in words."""
    try:
        yield
    except (BadZipFile, zlib.error, EOFError) as error:
        raise NotABackup("damaged", reason=error) from None
    except OSError as error:
        raise NotABackup("unread", reason=error.strerror or error) from None


def _manifest_in(zipped: ZipFile) -> Manifest:
    try:
        info = zipped.getinfo(_MANIFEST)
        if info.file_size > _LONGEST_MANIFEST:
            raise NotABackup("too_large", name=_MANIFEST)
        told = json.loads(zipped.read(info))
        if told["format"] != FORMAT:
            raise NotABackup("format")
        if told["version"] != VERSION:
            raise NotABackup("version", version=told["version"], known=VERSION)
        tables = {name: TablePart(**part) for name, part in told["tables"].items()}
        return Manifest(
            str(told["revision"]), str(told["oreai"]), str(told["made_at"]), tables, told["attachments"]
        )
    except (KeyError, TypeError, ValueError, AttributeError):
        raise NotABackup("manifest") from None


def _row_in(line: bytes) -> dict[str, Any]:
    try:
        row = json.loads(line)
    except (ValueError, RecursionError):
        raise NotABackup("row") from None
    if not isinstance(row, dict):
        raise NotABackup("row")
    return row


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat() if value.tzinfo else value.replace(tzinfo=UTC).isoformat()
    if value is None or isinstance(value, str | int | float):
        return value
    raise TypeError(f"a backup has no form for {type(value).__name__}")
