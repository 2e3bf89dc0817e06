"""Leases: until when a process alone may write a reply, by the database's clock: processes' differ."""

from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import ColumnElement, bindparam, or_, update
from sqlmodel import Session, select

from oreai.columns import from_now
from oreai.models import Chat, Message, Status, now

LEASE_SECONDS = 10
"Five missed snapshots: its maker is gone, not slow."


def lease_of(owner: str) -> dict[str, Any]:
    """The columns by which others know that this process is at work on a reply."""
    return {"lease_owner": owner, "lease_until": from_now(LEASE_SECONDS)}


# Built once, as in `messages.py`; what is set follows from the values it is run with.
_table = Message.__table__
_WRITE_NOBODYS = update(_table).where(
    _table.c.id == bindparam("its_id"),
    _table.c.status == Status.STREAMING,
    _table.c.lease_owner.is_(None),
)
_WRITE = update(_table).where(
    _table.c.id == bindparam("its_id"),
    _table.c.status == Status.STREAMING,
    _table.c.lease_owner == bindparam("its_owner"),
)

NO_LEASE: dict[str, Any] = {"lease_owner": None, "lease_until": None}


def left() -> dict[str, Any]:
    """The columns of a reply that its maker leaves to any other process, now."""
    return {"lease_owner": None, "lease_until": from_now()}


def ended_as(status: Status) -> dict[str, Any]:
    """The columns of a reply that somebody ends who does not make it: what has come since is not counted."""
    return {"status": status, "finished_at": now(), "tokens": None} | NO_LEASE


def abandoned(session: Session, *, besides: Collection[str]) -> Sequence[tuple[Message, str]]:
    """Replies whose maker is gone, with whose they are: they have no lease, or it has ended."""
    nobodys = or_(Message.lease_until.is_(None), Message.lease_until < from_now())
    return session.exec(
        select(Message, Chat.user_id)
        .join(Chat)
        .where(Message.status == Status.STREAMING, nobodys, Message.id.not_in(besides))
    ).all()


def owners(session: Session) -> set[str | None]:
    """Who makes replies now; None among them where nobody does."""
    return set(session.exec(select(Message.lease_owner).where(Message.status == Status.STREAMING).distinct()))


def without_maker(
    session: Session,
    *,
    dead: Collection[str],
    lapsed_s: float | None,
    late_s: float,
    besides: Collection[str],
) -> Sequence[tuple[str, str | None, str, bool]]:
    """(id, owner, whose, whether it is too late) of replies that nobody makes any more.

    Args:
        dead: owners that are known to be gone.
        lapsed_s: an owner whose lease ended so many seconds ago is gone too; None where leases tell nothing.
        late_s: a lease that ended so long ago makes it too late to go on.
        besides: replies that are left out.
    """
    gone = or_(
        Message.lease_owner.is_(None),
        Message.lease_owner.in_(dead),
        *([] if lapsed_s is None else [Message.lease_until < from_now(-lapsed_s)]),
    )
    is_late = or_(Message.lease_until.is_(None), Message.lease_until < from_now(-late_s))
    columns: list[Any] = [Message.id, Message.lease_owner, Chat.user_id, is_late]
    found = select(*columns).join(Chat).where(Message.status == Status.STREAMING, gone)
    return [tuple(row) for row in session.exec(found.where(Message.id.not_in(besides)))]


def write(session: Session, message_id: str, owner: str | None, **values: Any) -> bool:
    """Write these columns to a reply that is being made.

    Args:
        owner: the process that makes it; None for one that nobody makes.

    Returns:
        False, and nothing is written, where the reply has ended or has changed hands.
    """
    in_sql = {name: value for name, value in values.items() if isinstance(value, ColumnElement)}
    plain = {name: value for name, value in values.items() if name not in in_sql}
    statement = _WRITE_NOBODYS if owner is None else _WRITE
    which = {"its_id": message_id} | ({} if owner is None else {"its_owner": owner})
    session.flush()
    return bool(session.connection().execute(statement.values(in_sql), which | plain).rowcount)
