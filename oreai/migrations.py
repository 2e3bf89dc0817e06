"""Bringing the tables up to date: at the start, before the server, which is spared what that loads.

Belongs here: when and on what a migration runs. Does not: the migrations
themselves (`alembic/versions`), the way to the tables (`database.py`).
"""

import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import make_url

from alembic import command
from oreai.database import alone, make_engine
from oreai.settings import ROOT


def migrate(url: str) -> str | None:
    """Bring the tables up to date; a SQLite file is copied aside first. Of several processes one does it.

    Returns:
        The revision it came from, or None when nothing had to be done.
    """
    with alone(url):
        return _migrate(url)


def _migrate(url: str) -> str | None:
    config = alembic_config(url)
    head = ScriptDirectory.from_config(config).get_current_head()
    current = _revision(url)
    if current == head:
        return None
    _copy_aside(url, current)
    command.upgrade(config, "head")
    return current or "nothing"


def alembic_config(url: str) -> Config:
    """Alembic's configuration for this database."""
    config = Config(ROOT / "alembic.ini")
    config.set_main_option("script_location", str(ROOT / "alembic"))
    config.attributes["url"] = url
    return config


def _revision(url: str) -> str | None:
    engine = make_engine(url)
    try:
        with engine.connect() as connection:
            return MigrationContext.configure(connection).get_current_revision()
    finally:
        engine.dispose()


def _copy_aside(url: str, revision: str | None) -> None:
    file = make_url(url).database
    if revision and url.startswith("sqlite") and file and Path(file).exists():
        stamp = datetime.now(UTC).strftime("%Y%m%d%H%M%S")
        # SQLite's own backup sees what is still in the write-ahead log; a copied file would not.
        aside = f"{file}.before-{revision}-{stamp}"
        with closing(sqlite3.connect(file)) as source, closing(sqlite3.connect(aside)) as copy:
            source.backup(copy)
