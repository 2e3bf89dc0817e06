"""Migrations see the app's own tables, on the database that the settings (or a test) name."""

from sqlmodel.sql.sqltypes import AutoString

from alembic import context
from oreai import models
from oreai.database import make_engine
from oreai.settings import get_settings


def plain_types(kind: str, item: object, autogen_context) -> str | bool:
    """Write a column's type so that a migration needs no import but the template's."""
    if kind == "type" and isinstance(item, AutoString):
        return f"sa.String({item.length})"
    if kind == "type" and isinstance(item, models.UtcDateTime):
        return "UtcDateTime()"
    return False


def run() -> None:
    url = context.config.attributes.get("url") or get_settings().sqlalchemy_url
    engine = make_engine(url)
    with engine.connect() as connection:
        if engine.dialect.name == "sqlite":
            # A table that is made anew is dropped first, which would delete what belongs to its rows. It has
            # to be said before a transaction begins (sqlite.org/lang_altertable.html, 7).
            connection.connection.driver_connection.execute("PRAGMA foreign_keys=OFF")
        context.configure(
            connection=connection,
            target_metadata=models.SQLModel.metadata,
            render_as_batch=True,
            compare_type=True,
            render_item=plain_types,
        )
        with context.begin_transaction():
            context.run_migrations()
    engine.dispose()


run()
