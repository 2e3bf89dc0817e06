"""What columns are made of, on every database alike: ids, times, long texts, references."""

import secrets
from collections.abc import Collection
from datetime import UTC, datetime
from typing import Any, ClassVar

from sqlalchemy import Column, DateTime, ForeignKey, Text, TypeDecorator, literal
from sqlalchemy.dialects import mysql
from sqlalchemy.engine.interfaces import Dialect
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import FunctionElement
from sqlalchemy.types import TypeEngine
from sqlmodel import Field, SQLModel

NAMING = {
    "ix": "ix_%(column_0_label)s",
    "uq": "uq_%(table_name)s_%(column_0_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}
SQLModel.metadata.naming_convention = NAMING

ID_LENGTH = 24
ANY_CHARACTER = {"mysql_charset": "utf8mb4"}


class UtcDateTime(TypeDecorator[datetime]):
    """An aware UTC time, kept to the microsecond on SQLite and MySQL alike."""

    impl = DateTime
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        kind = mysql.DATETIME(fsp=6) if dialect.name == "mysql" else DateTime()
        return dialect.type_descriptor(kind)

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        return value and value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        return value and value.replace(tzinfo=UTC)


def now() -> datetime:
    """The time, as every table keeps it."""
    return datetime.now(UTC)


class from_now(FunctionElement[datetime]):
    """The database's own time, so many seconds from now."""

    type = UtcDateTime()
    inherit_cache = True

    def __init__(self, seconds: float = 0):
        super().__init__(literal(seconds))


@compiles(from_now, "sqlite")
def _from_now_on_sqlite(element: Any, compiler: Any, **options: Any) -> str:
    seconds = compiler.process(element.clauses, **options)
    # As SQLAlchemy writes a time: six digits of a second, of which SQLite knows three.
    return f"(strftime('%Y-%m-%d %H:%M:%f', 'now', {seconds} || ' seconds') || '000')"


@compiles(from_now, "mysql", "mariadb")
def _from_now_on_mysql(element: Any, compiler: Any, **options: Any) -> str:
    return f"(UTC_TIMESTAMP(6) + INTERVAL {compiler.process(element.clauses, **options)} SECOND)"


def written_at() -> Any:
    """When the row was last written, by the database's clock, whoever writes it and whatever else it says."""
    return Field(
        default=None,
        sa_column=Column(UtcDateTime, default=from_now(), onupdate=from_now(), index=True, nullable=True),
    )


def new_id() -> str:
    """An id that cannot be guessed: 96 random bits in lower-case hex, safe in a URL and in any collation."""
    return secrets.token_hex(ID_LENGTH // 2)


def identity() -> Any:
    """A primary key."""
    return Field(default_factory=new_id, primary_key=True, max_length=ID_LENGTH)


def belongs_to(target: str, *, on_delete: str = "CASCADE", nullable: bool = False) -> Any:
    """A foreign key, with its index and what becomes of the row when the other one goes."""
    return Field(
        default=None if nullable else ...,
        sa_column=Column(ForeignKey(f"{target}.id", ondelete=on_delete), index=True, nullable=nullable),
    )


def long_text(*, nullable: bool = False) -> Any:
    """A text of any length."""
    # MySQL's TEXT ends at 64 kB, and a plain `str` would become VARCHAR(255) there.
    text = Text().with_variant(mysql.LONGTEXT(), "mysql")
    return Field(default=None if nullable else "", sa_column=Column(text, nullable=nullable))


def time(*, nullable: bool = False, index: bool = False) -> Any:
    """When something happened; now, unless it may never have."""
    default: dict[str, Any] = {"default": None} if nullable else {"default_factory": now}
    return Field(**default, sa_type=UtcDateTime, nullable=nullable, index=index)


class Row(SQLModel):
    """What every table has in common: on MySQL, room for every character there is."""

    __table_args__: ClassVar[Any] = ANY_CHARACTER


def columns_of(row: SQLModel, besides: Collection[str]) -> dict[str, Any]:
    """The row's columns by their names, for a copy of it.

    Args:
        besides: those that are not copied; every other one is, also one that is added later.
    """
    return {name: getattr(row, name) for name in type(row).model_fields if name not in besides}
