"""Time as every table keeps it: aware, UTC, to the microsecond."""

from datetime import UTC, datetime

from sqlalchemy import DateTime, TypeDecorator
from sqlalchemy.dialects import mysql


class UtcDateTime(TypeDecorator):
    """An aware UTC time, kept to the microsecond on SQLite and MySQL alike."""

    impl = DateTime
    cache_ok = True

    def load_dialect_impl(self, dialect):
        kind = mysql.DATETIME(fsp=6) if dialect.name == "mysql" else DateTime()
        return dialect.type_descriptor(kind)

    def process_bind_param(self, value, dialect):
        return value and value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value, dialect):
        return value and value.replace(tzinfo=UTC)


def now() -> datetime:
    """The time, as every table keeps it."""
    return datetime.now(UTC)
