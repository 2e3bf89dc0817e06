"""Recovery codes, by their hashes."""

from sqlalchemy import func, update
from sqlmodel import Session, delete, select

from oreai.columns import now
from oreai.models import RecoveryCode


def forget(session: Session, user_id: str) -> None:
    """Delete all codes of this user."""
    session.exec(delete(RecoveryCode).where(RecoveryCode.user_id == user_id))


def unused(session: Session, user_id: str) -> int:
    """How many of the user's codes are left."""
    return session.exec(
        select(func.count()).where(RecoveryCode.user_id == user_id, RecoveryCode.used_at.is_(None))
    ).one()


def use(session: Session, code_hash: str) -> str | None:
    """Use this code up; whose it was. One statement: of two who use it at once, one comes in."""
    row = session.exec(select(RecoveryCode).where(RecoveryCode.code_hash == code_hash)).first()
    if row is None:
        return None
    used = session.exec(
        update(RecoveryCode)
        .where(RecoveryCode.id == row.id, RecoveryCode.used_at.is_(None))
        .values(used_at=now())
    )
    return row.user_id if used.rowcount == 1 else None
