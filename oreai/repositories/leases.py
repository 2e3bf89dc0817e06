"""Leases: until when a process answers for a reply, by the database's clock: processes' own may differ."""

from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import literal, or_
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import FunctionElement
from sqlmodel import Session, select

from oreai.models import Chat, Message, Status, UtcDateTime

LEASE_SECONDS = 10
"Five missed snapshots: its maker is gone, not slow."


class from_now(FunctionElement):
    """The database's own time, so many seconds from now."""

    type = UtcDateTime()
    inherit_cache = True

    def __init__(self, seconds: float = 0):
        super().__init__(literal(seconds))


@compiles(from_now, "sqlite")
def _from_now_on_sqlite(element, compiler, **options):
    seconds = compiler.process(element.clauses, **options)
    # As SQLAlchemy writes a time: six digits of a second, of which SQLite knows three.
    return f"(strftime('%Y-%m-%d %H:%M:%f', 'now', {seconds} || ' seconds') || '000')"


@compiles(from_now, "mysql", "mariadb")
def _from_now_on_mysql(element, compiler, **options):
    return f"(UTC_TIMESTAMP(6) + INTERVAL {compiler.process(element.clauses, **options)} SECOND)"


def lease_of(owner: str) -> dict[str, Any]:
    """The columns by which others know that this process is at work on a reply."""
    return {"lease_owner": owner, "lease_until": from_now(LEASE_SECONDS)}


def abandoned(session: Session, *, besides: Collection[str]) -> Sequence[tuple[Message, str]]:
    """Replies whose maker is gone, with whose they are: they have no lease, or it has ended."""
    nobodys = or_(Message.lease_until.is_(None), Message.lease_until < from_now())
    return session.exec(
        select(Message, Chat.user_id)
        .join(Chat)
        .where(Message.status == Status.STREAMING, nobodys, Message.id.not_in(besides))
    ).all()
