"""Bringing the tables up to date: at the start, before the server, which is spared what that loads.

Belongs here: when and on what a migration runs. Does not: the migrations
themselves (`alembic/versions`), the way to the tables (`database.py`).
"""

import glob
import sqlite3
from contextlib import closing, suppress
from datetime import UTC, datetime
from pathlib import Path

from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import make_url

from alembic import command
from oreai.database import alone, make_engine
from oreai.settings import ROOT

_COPIES_KEPT = 2


def migrate(url: str) -> str | None:
    """Bring the tables up to date; a SQLite file is copied aside first. Of several processes one does it.

    Returns:
        The revision it came from, empty where there was nothing; None when nothing had to be done.
    """
    with alone(url):
        _let_nobody_read(url)
        before = _migrate(url)
        _let_nobody_read(url)  # the copy aside too
        return before


def _let_nobody_read(url: str) -> None:
    """A SQLite file, what SQLite keeps beside it and its copies are for this user alone: they hold chats."""
    if not url.startswith("sqlite"):
        return
    file = Path(make_url(url).database or "")
    with suppress(PermissionError):  # it is another user's, who decides
        file.touch(mode=0o600)
        for one in file.parent.glob(f"{file.name}*"):
            one.chmod(0o600)


def _migrate(url: str) -> str | None:
    config = alembic_config(url)
    head = ScriptDirectory.from_config(config).get_current_head()
    current = revision_of(url)
    if current == head:
        return None
    _copy_aside(url, current)
    command.upgrade(config, "head")
    return current or ""


def is_up_to_date(url: str) -> bool:
    """Whether the tables are as this version wants them; nothing is changed."""
    return revision_of(url) == ScriptDirectory.from_config(alembic_config(url)).get_current_head()


def is_known(revision: str) -> bool:
    """Whether this version has a migration of this name."""
    scripts = ScriptDirectory.from_config(alembic_config("")).walk_revisions()
    return revision in {script.revision for script in scripts}


def build_at(url: str, revision: str) -> None:
    """Make the tables in an empty database as they were at this revision."""
    command.upgrade(alembic_config(url), revision)


def alembic_config(url: str) -> Config:
    """Alembic's configuration for this database."""
    config = Config(ROOT / "alembic.ini")
    config.set_main_option("script_location", str(ROOT / "alembic"))
    config.attributes["url"] = url
    return config


def revision_of(url: str) -> str | None:
    """The revision that the tables of this database have; None where there are none."""
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
        for old in _copies_beside(Path(file))[:-_COPIES_KEPT]:
            old.unlink()


def _copies_beside(file: Path) -> list[Path]:
    """The copies from before migrations, the oldest first: their names end in their time."""
    copies = file.parent.glob(f"{glob.escape(file.name)}.before-*-" + "[0-9]" * 14)
    return sorted(copies, key=lambda copy: copy.name[-14:])
