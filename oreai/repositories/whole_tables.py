"""Whole tables, row by row, in any database: for backups, which know no owner."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any

from sqlalchemy import Connection, MetaData, Table, func, inspect, select, text

from oreai.models import SQLModel

_AT_ONCE = 500  # rows in memory
REVISIONS = "alembic_version"

Values = Mapping[str, Any]
"A row's values by their columns' names."


def known_tables() -> Sequence[Table]:
    """The tables of this version, those that others refer to first."""
    return SQLModel.metadata.sorted_tables


def tables_in(connection: Connection) -> Sequence[Table]:
    """The tables as they are in this database, whatever version made them."""
    found = MetaData()
    found.reflect(connection)
    return [table for table in found.sorted_tables if table.name != REVISIONS]


def rows(connection: Connection, table: Table) -> Iterator[Values]:
    """Every row, in the order of its key; a few are held in memory at a time."""
    streaming = connection.execution_options(stream_results=True, yield_per=_AT_ONCE)
    for row in streaming.execute(select(table).order_by(*table.primary_key)):
        yield row._asdict()


def fill(connection: Connection, table: Table, found: Iterable[Values]) -> int:
    """Write these rows; how many there were."""
    written, waiting = 0, iter(found)
    while some := [dict(row) for row in islice(waiting, _AT_ONCE)]:
        connection.execute(table.insert(), some)
        written += len(some)
    return written


def empty(connection: Connection, tables: Sequence[Table]) -> None:
    """Delete every row of all of them."""
    for table in reversed(tables):
        connection.execute(table.delete())


def count(connection: Connection, table: Table) -> int:
    """How many rows there are."""
    return int(connection.execute(select(func.count()).select_from(table)).scalar_one())


def dangling(connection: Connection, tables: Sequence[Table]) -> str:
    """The first column that names rows which are not there, as `table.column`; empty where all is whole."""
    for table in tables:
        for key in table.foreign_keys:
            other = key.column.table.alias()
            named = key.parent.is_not(None)
            is_there = select(other.c[key.column.name]).where(other.c[key.column.name] == key.parent)
            if connection.execute(select(key.parent).where(named, ~is_there.exists()).limit(1)).first():
                return f"{table.name}.{key.parent.name}"
    return ""


def in_any_order(connection: Connection) -> None:
    """Let rows name others that are written later in this transaction; who asks looks for dangling ones."""
    if connection.dialect.name == "sqlite":
        connection.execute(text("PRAGMA defer_foreign_keys=ON"))
    else:
        connection.execute(text("SET SESSION FOREIGN_KEY_CHECKS=0"))


def others_connected(connection: Connection) -> int:
    """How many other connections a MySQL server has to this database."""
    counted = (
        "SELECT COUNT(*) FROM information_schema.processlist WHERE db = DATABASE() AND id <> CONNECTION_ID()"
    )
    return int(connection.execute(text(counted)).scalar_one())


def has_tables(connection: Connection) -> bool:
    """Whether anything was ever set up here."""
    return inspect(connection).has_table("user")
