"""Bringing a backup back, on either kind of database: all of it, or nothing is changed.

The file is read through once, then a scratch database is made of it, at the revision it was written at,
brought up to date and looked over. Only then the target changes: a SQLite file by taking its place, MySQL
in one transaction. Attachments come before: what nothing names is swept away some days later.
"""

import os
import sqlite3
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, Table, make_url
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.types import DateTime

from oreai.database import alone, make_engine
from oreai.i18n import Texts, fill
from oreai.migrations import build_at, is_known, migrate
from oreai.repositories import whole_tables
from oreai.services.attachments.files import AttachmentFiles
from oreai.services.backup.archive import BackupReader, NotABackup, Values, opened

_LOOKS, _LOOK_SECONDS = 10, 0.3  # MySQL forgets a connection a moment after it was closed
Tell = Callable[[str], None]


class NotRestored(Exception):
    """Nothing was changed; the message says why, and what to do, in one line."""


@dataclass(frozen=True)
class Restored:
    """What has come back."""

    rows: int
    attachments: int
    made_at: str
    aside: Path | None
    "Where the SQLite file lies that stood here before."


def restore(
    url: str, files: AttachmentFiles, source: Path, *, index: Path, replaces: bool, tell: Tell, texts: Texts
) -> Restored:
    """Let this database, and the place of attachments, hold what the backup does.

    Args:
        index: of the search, made of what was there before; it is deleted, and comes again.
        replaces: a database that people have used already is given up for it.
        tell: is told now and then how far it has come, in the language of `texts`.

    Raises:
        NotABackup, NotRestored: the database is as it was.
        FilesUnavailable: likewise; some attachments may be there already.
    """
    with opened(source) as backup:
        _check_known(backup)
        tell(texts.commands.checking)
        backup.check()
        _check_target(url, texts, replaces=replaces)
        with tempfile.TemporaryDirectory(prefix=".oreai-restore-", dir=_room_for_scratch(url)) as folder:
            scratch = Path(folder) / "scratch.db"
            try:
                rows = _stage(backup, scratch, tell, texts)
                attachments = _bring_files(backup, files)
                aside = _switch(url, scratch, tell, texts)
                _forget(index)
            except SQLAlchemyError as error:
                reason = " ".join(str(getattr(error, "orig", None) or error).split())
                raise NotRestored(fill(texts.commands.not_taken, reason=reason)) from None
        return Restored(rows, attachments, backup.manifest.made_at, aside)


def _check_known(backup: BackupReader) -> None:
    revision = backup.manifest.revision
    if not is_known(revision):
        raise NotABackup("newer", version=backup.manifest.oreai, revision=revision)


def _check_target(url: str, texts: Texts, *, replaces: bool) -> None:
    """Nobody uses it now, and nobody has before, unless that shall go."""
    is_sqlite = url.startswith("sqlite")
    file = Path(make_url(url).database or "")
    if is_sqlite and not file.exists():
        return
    engine = make_engine(url)
    try:
        with engine.connect() as connection:
            users = _users_in(connection)
            if not is_sqlite and _is_used(connection):
                raise NotRestored(texts.commands.in_use)
    finally:
        engine.dispose()
    if users and not replaces:
        raise NotRestored(fill(texts.commands.has_users, users=users))
    if is_sqlite:
        _leave_log(file, texts)


def _users_in(connection: Connection) -> int:
    tables = {table.name: table for table in whole_tables.tables_in(connection)}
    return whole_tables.count(connection, tables["user"]) if "user" in tables else 0


def _is_used(connection: Connection) -> bool:
    for _ in range(_LOOKS):
        if not whole_tables.others_connected(connection):
            return False
        time.sleep(_LOOK_SECONDS)
    return True


def _leave_log(file: Path, texts: Texts) -> None:
    """Let a SQLite file be whole by itself, without its log, which it is only where nobody has it open."""
    with closing(sqlite3.connect(file, timeout=0)) as connection:
        try:
            connection.execute("PRAGMA journal_mode=DELETE")
        except sqlite3.OperationalError:
            raise NotRestored(texts.commands.in_use) from None


def _room_for_scratch(url: str) -> Path | None:
    """Beside a SQLite file, so that the scratch database can take its place by being renamed."""
    return Path(make_url(url).database or "").parent if url.startswith("sqlite") else None


def _stage(backup: BackupReader, scratch: Path, tell: Tell, texts: Texts) -> int:
    """Make a database of the backup that is up to date and whole; how many rows it has."""
    url = f"sqlite:///{scratch}"
    build_at(url, backup.manifest.revision)
    engine = make_engine(url)
    try:
        with engine.begin() as connection:
            rows = _fill(connection, backup, tell, texts)
    finally:
        engine.dispose()
    migrate(url)
    _leave_log(scratch, texts)
    scratch.chmod(0o600)
    return rows


def _fill(connection: Connection, backup: BackupReader, tell: Tell, texts: Texts) -> int:
    whole_tables.in_any_order(connection)
    tables = whole_tables.tables_in(connection)
    told = backup.manifest.tables
    if {table.name: sorted(table.columns.keys()) for table in tables} != {
        name: sorted(part.columns) for name, part in told.items()
    }:
        raise NotABackup("tables")
    whole_tables.empty(connection, tables)  # what migrations have written themselves
    rows = 0
    for table in tables:
        count = whole_tables.fill(connection, table, _typed(table, backup.rows(table.name)))
        tell(fill(texts.commands.table_rows, table=table.name, count=count))
        rows += count
    if where := whole_tables.dangling(connection, tables):
        raise NotABackup("dangling", place=where)
    return rows


def _typed(table: Table, found: Iterator[Values]) -> Iterator[Values]:
    """The rows with their times as times."""
    times = [column.name for column in table.columns if isinstance(column.type, DateTime)]
    for row in found:
        yield {**row, **{name: _time(row[name]) for name in times}}


def _time(written: Any) -> datetime | None:
    if written is None:
        return None
    try:
        return datetime.fromisoformat(written).astimezone(UTC).replace(tzinfo=None)
    except (TypeError, ValueError):
        raise NotABackup("time") from None


def _bring_files(backup: BackupReader, files: AttachmentFiles) -> int:
    there = dict(files.sizes())
    count = 0
    for name, content in backup.attachments():
        if there.get(name) != len(content):
            files.put(name, content)
        count += 1
    return count


def _switch(url: str, scratch: Path, tell: Tell, texts: Texts) -> Path | None:
    if url.startswith("sqlite"):
        with alone(url):
            return _take_place(scratch, Path(make_url(url).database or ""), texts)
    tell(texts.commands.writing)
    migrate(url)
    source, target = make_engine(f"sqlite:///{scratch}"), make_engine(url)
    try:
        _copy(source, target)
    finally:
        source.dispose()
        target.dispose()
    return None


def _take_place(scratch: Path, file: Path, texts: Texts) -> Path | None:
    """The scratch file's, of the one that stands there; that one is kept beside it."""
    aside = None
    if file.exists():
        _leave_log(file, texts)
        stamp = datetime.now(UTC).strftime("%Y%m%d%H%M%S")
        aside = file.with_name(f"{file.name}.before-restore-{stamp}")
        os.link(file, aside)
    scratch.replace(file)
    return aside


def _forget(index: Path) -> None:
    for ending in ("", "-wal", "-shm"):
        index.with_name(index.name + ending).unlink(missing_ok=True)


def _copy(source: Engine, target: Engine) -> None:
    """All rows from one to the other, which is emptied for them, in one transaction."""
    tables = whole_tables.known_tables()
    with source.connect() as reading, target.begin() as writing:
        whole_tables.in_any_order(writing)
        whole_tables.empty(writing, tables)
        for table in tables:
            whole_tables.fill(writing, table, whole_tables.rows(reading, table))
