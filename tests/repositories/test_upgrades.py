"""From the release before to this one and back, with a row in every table: nothing is lost or changed."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import Column, MetaData, Table
from sqlmodel import SQLModel, select

from alembic import command
from oreai.database import Database, make_engine
from oreai.migrations import alembic_config
from oreai.models import Message, User

BEFORE = "0015"
"""Where the release before, 0.1, has its tables."""
NOW = datetime(2026, 4, 1, 12, 30)
WORDS = "京都 🚃"
KNOWN = {"role": "user", "status": "complete", "locale": "zh", "kind": "image/png"}
"""Columns whose words mean something."""

Rows = dict[str, list[dict[str, Any]]]


def fill(url: str) -> None:
    """A row in each table, with something in each column; those that name another row name that one."""
    engine = make_engine(url)
    tables = MetaData()
    with engine.begin() as connection:
        tables.reflect(connection)
        for table in tables.sorted_tables:
            if table.name != "alembic_version":
                connection.execute(table.insert(), {c.name: _value(table, c) for c in table.columns})
    engine.dispose()


def _value(table: Table, column: Column[Any]) -> Any:
    """Something that fits, the same whenever it is asked for."""
    for key in column.foreign_keys:
        target = key.column.table
        return None if target is table else _value(target, key.column)
    kind = column.type.python_type
    if kind is bool:
        return True
    if kind is int:
        return 1 if column.primary_key else 7
    if kind is float:
        return 0.5
    if kind in (datetime, date):
        return NOW
    short = getattr(column.type, "length", None)
    words = KNOWN.get(column.name) or (f"{table.name}-{column.name}" if column.primary_key else WORDS)
    return words[:short]


def rows_of(url: str) -> Rows:
    engine = make_engine(url)
    tables = MetaData()
    with engine.begin() as connection:
        tables.reflect(connection)
        found = {
            table.name: [dict(row) for row in connection.execute(table.select()).mappings()]
            for table in tables.sorted_tables
        }
    engine.dispose()
    return {name: rows for name, rows in found.items() if name != "alembic_version"}


def test_up_to_this_release_and_back_without_a_loss(empty_url: str):
    """Twice, as it goes where a release is rolled back and tried again."""
    config = alembic_config(empty_url)
    command.upgrade(config, BEFORE)
    fill(empty_url)
    before = rows_of(empty_url)
    assert all(before.values())
    for _ in range(2):
        command.upgrade(config, "head")
        command.check(config)
        command.downgrade(config, BEFORE)
        assert rows_of(empty_url) == before


def test_this_release_reads_what_the_one_before_has_written(empty_url: str):
    """Every table's row can be loaded as what it is here."""
    config = alembic_config(empty_url)
    command.upgrade(config, BEFORE)
    fill(empty_url)
    command.upgrade(config, "head")
    database = Database(empty_url)
    try:
        words = database.transact(lambda session: session.exec(select(Message.content)).one(), writes=False)
        users = database.transact(lambda session: list(session.exec(select(User.locale))), writes=False)
        for table in SQLModel.metadata.sorted_tables:
            database.transact(lambda session, t=table: session.execute(t.select()).all(), writes=False)
    finally:
        database.close()
    assert (words, users) == (WORDS, ["zh"])
