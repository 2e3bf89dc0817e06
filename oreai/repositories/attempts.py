"""What was tried: failed sign-ins, and other things that one network may do only so often."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func
from sqlmodel import Session, delete, select

from oreai.models import Attempt


@dataclass(frozen=True)
class Tried:
    """How often something was tried, and when."""

    count: int
    oldest: datetime | None
    newest: datetime | None


def add(session: Session, subject: str) -> None:
    """Note one try now."""
    session.add(Attempt(subject=subject))


def count_since(session: Session, subject: str, since: datetime) -> Tried:
    """What was tried since then."""
    count, oldest, newest = session.exec(
        select(func.count(), func.min(Attempt.at), func.max(Attempt.at)).where(
            Attempt.subject == subject, Attempt.at >= since
        )
    ).one()
    return Tried(count, oldest, newest)


def forget(session: Session, subject: str) -> None:
    """As if nothing had been tried."""
    session.exec(delete(Attempt).where(Attempt.subject == subject))


def forget_before(session: Session, before: datetime) -> int:
    """Forget what is older; how many tries that were."""
    return session.exec(delete(Attempt).where(Attempt.at < before)).rowcount
