"""The way to the search index: a SQLite file of its own beside whatever database there is.

Nothing is in it that the database does not have: it may be deleted at any time, also while it is used. One
file serves all processes of a machine, which need no copy each: each opens it for one piece of work,
whose writes are one transaction, and SQLite's own locks keep them apart.
"""

import asyncio
import logging
import sqlite3
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

T = TypeVar("T")
log = logging.getLogger(__name__)

_THREADS = 2
_BUSY_SECONDS = 5
_STEPS = 2000  # of SQLite's machine between two looks at the clock: well below a millisecond
_FOR_US_ALONE = 0o600
_VERSION = 4
"Of the tables and of what stands in them: another one begins a new file."
_TABLES = """
CREATE VIRTUAL TABLE gram USING fts5(body, content='', columnsize=0, detail='none', tokenize='ascii');
CREATE TABLE doc(
    n INTEGER PRIMARY KEY, message BLOB NOT NULL UNIQUE, chat INTEGER NOT NULL,
    at INTEGER NOT NULL, stamp INTEGER NOT NULL, crc INTEGER NOT NULL
);
CREATE TABLE todo(message BLOB PRIMARY KEY, at INTEGER NOT NULL, stamp INTEGER NOT NULL) WITHOUT ROWID;
CREATE INDEX todo_at ON todo(at);
CREATE TABLE chat(n INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE, owner INTEGER NOT NULL);
CREATE INDEX chat_owner ON chat(owner);
CREATE TABLE owner(
    n INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE, newest INTEGER NOT NULL, mixed INTEGER NOT NULL DEFAULT 0
);
CREATE TABLE state(name TEXT PRIMARY KEY, value) WITHOUT ROWID;
"""


class IndexAway(Exception):
    """The index cannot be used: the messages themselves must be searched."""


class SearchSlow(Exception):
    """It was not found in its time."""


class SearchFile:
    """Runs pieces of work on the index in threads of its own, each in one transaction."""

    def __init__(self, path: Path):
        self.path = path
        self._threads = ThreadPoolExecutor(_THREADS, thread_name_prefix="search")

    async def write(self, work: Callable[[sqlite3.Connection], T]) -> T:
        """What `work` returns; what it wrote stays, unless it raises.

        Raises:
            IndexAway: there is no FTS5, the file may not be written, or it was broken: then it is new now.
        """
        return await asyncio.get_running_loop().run_in_executor(self._threads, self.transact, work)

    async def read(self, work: Callable[[sqlite3.Connection], T], seconds: float) -> T:
        """What `work` finds; it must not write.

        Args:
            seconds: of its thread's own time, whatever else the machine does; then it is broken off.

        Raises:
            IndexAway: as above.
            SearchSlow: the time was over.
        """
        return await asyncio.get_running_loop().run_in_executor(self._threads, self.transact, work, seconds)

    def transact(self, work: Callable[[sqlite3.Connection], T], seconds: float | None = None) -> T:
        """The same in the calling thread; with a time it reads."""
        try:
            with self._opened(seconds) as connection:
                return work(connection)
        except sqlite3.OperationalError as error:  # locked, broken off, no FTS5, not to be opened
            if error.sqlite_errorcode == sqlite3.SQLITE_INTERRUPT:
                raise SearchSlow from error
            raise IndexAway(str(error)) from error
        except sqlite3.DatabaseError as error:
            log.warning("the search index is broken and is made anew: %s", error)
            self.remove()
            raise IndexAway(str(error)) from error
        except OSError as error:
            raise IndexAway(str(error)) from error

    @contextmanager
    def _opened(self, seconds: float | None) -> Iterator[sqlite3.Connection]:
        self.path.touch(_FOR_US_ALONE)
        connection = sqlite3.connect(self.path, timeout=_BUSY_SECONDS, isolation_level=None)
        try:
            connection.execute("PRAGMA synchronous=NORMAL")
            if not _is_current(connection):
                _begin(connection)
            if seconds is not None:
                end = time.thread_time() + seconds
                connection.set_progress_handler(lambda: time.thread_time() > end, _STEPS)
            connection.execute("BEGIN IMMEDIATE" if seconds is None else "BEGIN")
            with connection:
                yield connection
        finally:
            connection.close()

    def remove(self) -> None:
        """Delete the file; the next piece of work begins a new one."""
        for end in ("", "-wal", "-shm", "-journal"):
            self.path.with_name(self.path.name + end).unlink(missing_ok=True)

    def close(self) -> None:
        """Finish what runs."""
        self._threads.shutdown()


def _is_current(connection: sqlite3.Connection) -> bool:
    return bool(connection.execute("PRAGMA user_version").fetchone()[0] == _VERSION)


def _begin(connection: sqlite3.Connection) -> None:
    """Make the tables, unless another process has just done so."""
    connection.execute("PRAGMA auto_vacuum=INCREMENTAL")
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("BEGIN IMMEDIATE")
    with connection:
        if _is_current(connection):
            return
        for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall():
            if name in ("gram", "doc", "todo", "chat", "owner", "state"):
                connection.execute(f"DROP TABLE {name}")
        for statement in filter(str.strip, _TABLES.split(";")):
            connection.execute(statement)
        connection.execute(f"PRAGMA user_version={_VERSION}")
