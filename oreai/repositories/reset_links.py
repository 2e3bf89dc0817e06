"""Links by which a user sets a new password, by their hashes."""

from datetime import datetime

from sqlalchemy import update
from sqlmodel import Session, delete, select

from oreai.models import ResetLink


def forget_unused(session: Session, user_id: str) -> None:
    """Delete the user's links that were not used."""
    session.exec(delete(ResetLink).where(ResetLink.user_id == user_id, ResetLink.used_at.is_(None)))


def good(session: Session, secret_hash: str, at: datetime) -> ResetLink | None:
    """The link of this hash, if it can be used then."""
    return session.exec(
        select(ResetLink).where(
            ResetLink.secret_hash == secret_hash, ResetLink.used_at.is_(None), ResetLink.expires_at > at
        )
    ).first()


def use(session: Session, link_id: str, at: datetime) -> bool:
    """Use the link up; of two who do it at once, one has it."""
    used = update(ResetLink).where(ResetLink.id == link_id, ResetLink.used_at.is_(None)).values(used_at=at)
    return session.exec(used).rowcount == 1


def newest(session: Session, user_id: str) -> ResetLink | None:
    """The last link that was made for this user."""
    return session.exec(
        select(ResetLink).where(ResetLink.user_id == user_id).order_by(ResetLink.created_at.desc())
    ).first()


def forget_before(session: Session, at: datetime) -> int:
    """Forget the links that were made before then; how many there were."""
    return session.exec(delete(ResetLink).where(ResetLink.created_at < at)).rowcount
