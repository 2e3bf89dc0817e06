"""The ledger and the sums that limits are held by. No limit is read first: a statement takes, or does not."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import and_, bindparam, func, or_, update
from sqlalchemy.dialects import mysql, sqlite
from sqlmodel import Session, delete, select

from oreai.models import Chat, EntryState, LoginSession, Message, Status, UsageDay, UsageEntry, User, now
from oreai.repositories.leases import from_now
from oreai.repositories.tables import run

# Built once, as in `messages.py`, and of the tables: these run several times at every send and every look.
_users, _days, _entries = User.__table__, UsageDay.__table__, UsageEntry.__table__
_USER = _users.c.id == bindparam("its_user_id")
_HAS_CALLS = _users.c.calls_used + _users.c.calls_reserved + bindparam("taken") <= _users.c.calls_limit
_BEGIN_OF_USER = (
    update(_users)
    .where(_USER, _users.c.replies_running < bindparam("at_once"))
    .values(replies_running=_users.c.replies_running + 1)
)
_TAKE_OF_USER = _BEGIN_OF_USER.where(_HAS_CALLS).values(
    calls_reserved=_users.c.calls_reserved + bindparam("taken")
)
_END_OF_USER = (
    update(_users)
    .where(_USER)
    .values(
        calls_reserved=_users.c.calls_reserved - bindparam("reserved"),
        calls_used=_users.c.calls_used + bindparam("used"),
        replies_running=_users.c.replies_running - 1,
    )
)
_DAY = (_days.c.subject == bindparam("its_subject"), _days.c.day == bindparam("its_day"))
_TAKE_OF_DAY = (
    update(_days)
    .where(*_DAY, _days.c.calls < bindparam("most_calls"), _days.c.tokens < bindparam("most_tokens"))
    .values(calls=_days.c.calls + 1)
)
_END_OF_DAY = (
    update(_days)
    .where(*_DAY)
    .values(calls=_days.c.calls - bindparam("back"), tokens=_days.c.tokens + bindparam("spent"))
)
_OF_DAY = select(_days.c.calls, _days.c.tokens).where(*_DAY)
_ADD_ON_SQLITE = sqlite.insert(_days).on_conflict_do_nothing()
# Not IGNORE: it would lock the row only for reading, and two that then write wait for each other.
_ADD_ON_MYSQL = mysql.insert(_days).on_duplicate_key_update(calls=_days.c.calls)
_NO_LIMIT = 2**62
_OPEN = (
    select(UsageEntry)
    .where(UsageEntry.message_id == bindparam("message_id"), UsageEntry.state == EntryState.RESERVED)
    .execution_options(populate_existing=True)
)
_ONE = (
    select(UsageEntry).where(UsageEntry.id == bindparam("entry_id")).execution_options(populate_existing=True)
)
_STILL_RESERVED = update(_entries).where(
    _entries.c.id == bindparam("its_id"), _entries.c.state == EntryState.RESERVED
)
_sessions = LoginSession.__table__
_NETWORK = (
    select(_sessions.c.network)
    .where(_sessions.c.user_id == bindparam("user_id"))
    .order_by(_sessions.c.last_seen_at.desc())
    .limit(1)
)


def take_of_user(session: Session, user_id: str, *, calls: int, at_once: int) -> bool:
    """Reserve calls of a user's own quota for a reply, if so many are left and fewer replies are being made.

    Args:
        calls: 0 where somebody else pays.
        at_once: how many replies may be made for them at the same time.
    """
    if calls:
        return run(session, _TAKE_OF_USER, its_user_id=user_id, taken=calls, at_once=at_once).rowcount == 1
    return run(session, _BEGIN_OF_USER, its_user_id=user_id, at_once=at_once).rowcount == 1


def end_of_user(session: Session, user_id: str, *, reserved: int, used: int) -> None:
    """A reply of this user has ended: of what was reserved for it, so much is used."""
    run(session, _END_OF_USER, its_user_id=user_id, reserved=reserved, used=used)


def running_replies(session: Session, user_id: str) -> int:
    """How many replies are being made for this user."""
    return session.exec(select(User.replies_running).where(User.id == user_id)).one()


def take_of_day(
    session: Session, subject: str, day: int, *, calls: int | None = None, tokens: int | None = None
) -> bool:
    """Take one call of what this subject may spend on this day, if one is left.

    Args:
        calls: how many they may take; None for any number.
        tokens: none is left either once so many were spent; None for any number.
    """
    which = {"its_subject": subject, "its_day": day}
    limits = {"most_calls": _NO_LIMIT if calls is None else calls}
    limits["most_tokens"] = _NO_LIMIT if tokens is None else tokens
    if run(session, _TAKE_OF_DAY, **which, **limits).rowcount == 1:
        return True
    if run(session, _OF_DAY, **which).first():
        return False
    _add_day(session, subject, day)
    return run(session, _TAKE_OF_DAY, **which, **limits).rowcount == 1


def _add_day(session: Session, subject: str, day: int) -> None:
    """A row with nothing spent; another transaction may add it at the same time."""
    is_sqlite = session.get_bind().dialect.name == "sqlite"
    run(session, _ADD_ON_SQLITE if is_sqlite else _ADD_ON_MYSQL, subject=subject, day=day, calls=0, tokens=0)


def end_of_day(session: Session, subject: str, day: int, *, calls: int, tokens: int) -> None:
    """Give back so many calls of that day, and note the tokens that were spent."""
    run(session, _END_OF_DAY, its_subject=subject, its_day=day, back=calls, spent=tokens)


def of_day(session: Session, subject: str, day: int) -> tuple[int, int]:
    """(calls, tokens) that this subject has spent, or reserved, on that day."""
    row = run(session, _OF_DAY, its_subject=subject, its_day=day).first()
    return (row.calls, row.tokens) if row else (0, 0)


def add(session: Session, entry: UsageEntry, lease_seconds: float) -> None:
    """Note what has been reserved, for so long."""
    until: Any = from_now(lease_seconds)
    entry.lease_until = until
    session.add(entry)


def open_of_message(session: Session, message_id: str) -> UsageEntry | None:
    """The reservation for this reply that is being made."""
    return session.exec(_OPEN, params={"message_id": message_id}).first()


def get(session: Session, entry_id: str) -> UsageEntry | None:
    """The entry of this id."""
    return session.exec(_ONE, params={"entry_id": entry_id}).first()


def renew(session: Session, entry_id: str, lease_seconds: float) -> None:
    """Keep a reservation for so long from now."""
    run(session, _STILL_RESERVED.values(lease_until=from_now(lease_seconds)), its_id=entry_id)


def end(session: Session, entry_id: str, **values: Any) -> bool:
    """End a reservation with these columns; False where it had ended before."""
    which = {"its_id": entry_id, "ended_at": now(), "lease_until": None}
    return run(session, _STILL_RESERVED, **which, **values).rowcount == 1


def lapsed(session: Session, limit: int) -> Sequence[str]:
    """Reservations that nobody stands for any more: their lease is over, and no reply is made of them."""
    is_made = select(Message.id).where(
        Message.id == UsageEntry.message_id, Message.status == Status.STREAMING
    )
    over = or_(UsageEntry.lease_until.is_(None), UsageEntry.lease_until < from_now())
    its = (UsageEntry.state == EntryState.RESERVED, over, ~is_made.exists())
    return session.exec(select(UsageEntry.id).where(*its).limit(limit)).all()


def forget_released(session: Session, quarter: int) -> int:
    """Forget what cost nothing and began before this quarter of an hour; how many entries that were."""
    its = (UsageEntry.state == EntryState.RELEASED, UsageEntry.quarter < quarter)
    return session.exec(delete(UsageEntry).where(*its)).rowcount


def forget_days(session: Session, day: int) -> int:
    """Forget the sums of the days before this one; they hold no limit any more."""
    return session.exec(delete(UsageDay).where(UsageDay.day < day)).rowcount


def network_of(session: Session, user_id: str) -> str:
    """The network from which this user was last here; empty where nobody knows."""
    return run(session, _NETWORK, user_id=user_id).scalar() or ""


def calls_of(session: Session, user_id: str) -> dict[str, int]:
    """What the user's own entries cost, by their state: what the user's row has to say."""
    its = (UsageEntry.user_id == user_id, UsageEntry.payer == "user")
    summed = select(UsageEntry.state, func.sum(UsageEntry.calls)).where(*its).group_by(UsageEntry.state)
    return {state: int(calls) for state, calls in session.exec(summed)}


@dataclass(frozen=True)
class UsageSum:
    """What requests have used together; what they were not grouped by is empty."""

    requests: int
    calls: int
    prompt_tokens: int
    completion_tokens: int
    quarter: int = 0
    provider: str = ""
    model: str = ""
    user_id: str = ""
    purpose: str = ""
    payer: str = ""


def sums(
    session: Session, columns: Collection[str], since: int, until: int, user_id: str | None = None
) -> Sequence[UsageSum]:
    """The settled entries, summed for each value of these columns.

    Args:
        columns: of `UsageSum`, those that are no number of what was used.
        since: the first quarter of an hour that counts.
        until: the first one that does not.
        user_id: this user's alone.
    """
    by = [getattr(UsageEntry, name) for name in columns]
    its = [UsageEntry.state == EntryState.SETTLED, UsageEntry.quarter >= since, UsageEntry.quarter < until]
    its += [UsageEntry.user_id == user_id] if user_id else []
    summed = [UsageEntry.calls, UsageEntry.prompt_tokens, UsageEntry.completion_tokens]
    found = select(func.count(), *(func.sum(one) for one in summed), *by).where(*its).group_by(*by)
    return [_sum(columns, row) for row in session.exec(found)]


def _sum(columns: Collection[str], row: Sequence[Any]) -> UsageSum:
    numbers = [int(one or 0) for one in row[:4]]
    values = {name: value for name, value in zip(columns, row[4:], strict=True) if value is not None}
    return UsageSum(*numbers, **values)


def page_of_user(
    session: Session, user_id: str, *, older_than: UsageEntry | None, limit: int
) -> Sequence[tuple[UsageEntry, str | None]]:
    """(entry, title of its chat) of this user's ended requests, the newest first; a temporary chat has none.

    Args:
        older_than: the last one of the page before.
    """
    its = [UsageEntry.user_id == user_id, UsageEntry.state != EntryState.RESERVED]
    if older_than:
        is_older = UsageEntry.began_at < older_than.began_at
        same = and_(UsageEntry.began_at == older_than.began_at, UsageEntry.id < older_than.id)
        its.append(or_(is_older, same))
    stands = Chat.deleted_at.is_(None), Chat.temporary_until.is_(None)
    its_chat = and_(Chat.id == UsageEntry.chat_id, Chat.user_id == user_id, *stands)
    found = select(UsageEntry, Chat.title).outerjoin(Chat, its_chat).where(*its)
    newest_first = found.order_by(UsageEntry.began_at.desc(), UsageEntry.id.desc())
    return [(entry, title) for entry, title in session.exec(newest_first.limit(limit))]
