"""The way to the tables: the engine, and transactions off the event loop.

What belongs here: how to reach the database. What does not: what is asked of
it (`repositories/`), and what it means (`services/`).
"""

import asyncio
import fcntl
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import Connection, Engine, create_engine, event, make_url, text
from sqlalchemy.exc import InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as NoConnection
from sqlmodel import Session

T = TypeVar("T")

_THREADS = 8
_BUSY_SECONDS = 15
_RECYCLE_SECONDS = 1800  # below MySQL's wait_timeout, which closes idle connections
_ANSWER_SECONDS = 30  # a server that is silent for so long in the middle of a statement is gone
_HEALTH_SECONDS = 3
_DEADLOCK = 1213  # MySQL's number for it
_LOCK_SECONDS = 120  # a migration of large tables takes its time
_LONGEST_LOCK_NAME = 64  # characters, as MySQL says of GET_LOCK


class Database:
    """Runs units of work in threads, each in one transaction, so that the event loop never waits."""

    def __init__(self, url: str):
        self._url = url
        self.engine = make_engine(url, answer_seconds=_ANSWER_SECONDS)
        self._threads = ThreadPoolExecutor(_THREADS, thread_name_prefix="database")
        # SQLite lets one write while the others poll: here they wait in turn, and hold no reader up.
        is_sqlite = url.startswith("sqlite")
        self._writers = ThreadPoolExecutor(1, thread_name_prefix="writer") if is_sqlite else self._threads

    async def read(self, work: Callable[[Session], T]) -> T:
        """What `work` finds; it must not write."""
        return await self._run(work, writes=False)

    async def write(self, work: Callable[[Session], T]) -> T:
        """What `work` returns; all it wrote is committed, or none of it if it raises.

        It may be called twice: a transaction that stood in another one's way is taken back, and done anew.
        """
        return await self._run(work, writes=True)

    async def write_alone(self, work: Callable[[Session], T]) -> T:
        """The same while no other process of this database is in here, or migrates."""

        def locked() -> T:
            with alone(self._url):
                return self.transact(work)

        return await asyncio.get_running_loop().run_in_executor(self._threads, locked)

    async def _run(self, work: Callable[[Session], T], *, writes: bool) -> T:
        loop = asyncio.get_running_loop()
        threads = self._writers if writes else self._threads
        return await loop.run_in_executor(threads, self.transact, work, writes)

    def transact(self, work: Callable[[Session], T], writes: bool = True) -> T:
        """The same in the calling thread, for start-up, tests, and who has a thread of their own."""
        try:
            return self._transact(work, writes)
        except OperationalError as error:
            if not error.orig or error.orig.args[:1] != (_DEADLOCK,):
                raise
            return self._transact(work, writes)

    def _transact(self, work: Callable[[Session], T], writes: bool) -> T:
        connection = self.engine.connect().execution_options(writes=writes)
        session = Session(connection, expire_on_commit=False)
        # The session's own begin: what it has added is new again if all is taken back.
        with connection, connection.begin(), session, session.begin():
            return work(session)

    async def answers(self) -> bool | None:
        """Whether the database can be asked anything now; None where so many ask that it was not our turn."""
        is_being_asked = False

        def ask() -> None:
            nonlocal is_being_asked
            is_being_asked = True
            self.transact(lambda session: session.connection().execute(text("SELECT 1")), writes=False)

        try:
            async with asyncio.timeout(_HEALTH_SECONDS):
                await asyncio.get_running_loop().run_in_executor(self._threads, ask)
        except TimeoutError:
            return False if is_being_asked else None
        except Exception:
            return False
        return True

    def close(self) -> None:
        """Finish what runs, then let the connections go."""
        self._writers.shutdown()
        self._threads.shutdown()
        self.engine.dispose()


def is_away(error: Exception) -> bool:
    """Whether the database cannot be reached or used now, so that the same may well succeed later."""
    return isinstance(error, OperationalError | InterfaceError | NoConnection)


@contextmanager
def alone(url: str) -> Iterator[None]:
    """Hold the lock that whoever changes this database's tables, or its library, holds meanwhile.

    Raises:
        TimeoutError: another process has held it for two minutes.
    """
    with _alone_on_sqlite(url) if url.startswith("sqlite") else _alone_on_mysql(url):
        yield


@contextmanager
def _alone_on_sqlite(url: str) -> Iterator[None]:
    # A file beside the database: were that opened and closed here, SQLite would lose its own locks on it.
    with Path(f"{make_url(url).database}.lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


@contextmanager
def _alone_on_mysql(url: str) -> Iterator[None]:
    name = f"oreai {make_url(url).database}"[:_LONGEST_LOCK_NAME]  # such locks belong to the whole server
    engine = make_engine(url)
    try:
        with engine.connect() as connection:  # the lock goes with it
            taken = text("SELECT GET_LOCK(:name, :seconds)"), {"name": name, "seconds": _LOCK_SECONDS}
            if not connection.execute(*taken).scalar():
                raise TimeoutError(f"another process has changed the database for {_LOCK_SECONDS} s")
            yield
            connection.execute(text("SELECT RELEASE_LOCK(:name)"), {"name": name})
    finally:
        engine.dispose()


def make_engine(url: str, *, answer_seconds: int | None = None) -> Engine:
    """An engine for SQLite (WAL, foreign keys on) or MySQL (utf8mb4).

    Args:
        answer_seconds: how long a server may be silent; None for migrations, which take what they need.
    """
    return _sqlite_engine(url) if url.startswith("sqlite") else _mysql_engine(url, answer_seconds)


def _mysql_engine(url: str, answer_seconds: int | None) -> Engine:
    engine = create_engine(
        make_url(url).update_query_dict({"charset": "utf8mb4"}),
        pool_size=_THREADS,
        pool_pre_ping=True,
        pool_recycle=_RECYCLE_SECONDS,
        isolation_level="READ COMMITTED",
        connect_args={"read_timeout": answer_seconds, "write_timeout": answer_seconds},
    )

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        # A writer sees what others have just committed; a reader sees one moment, however much it asks.
        if not connection.get_execution_options().get("writes", True):
            connection.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")

    return engine


def _sqlite_engine(url: str) -> Engine:
    engine = create_engine(url, pool_size=_THREADS, connect_args={"timeout": _BUSY_SECONDS})

    @event.listens_for(engine, "connect")
    def set_pragmas(connection: Any, _record: object) -> None:
        connection.isolation_level = None  # transactions begin below, not when the driver thinks fit
        for pragma in ("journal_mode=WAL", "foreign_keys=ON", "synchronous=NORMAL"):
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        # A write lock taken late cannot wait for another writer: SQLite refuses at once.
        writes = connection.get_execution_options().get("writes", True)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine
