"""Invitations, by the hashes of their tokens."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import update
from sqlmodel import Session, delete, func, select

from oreai.models import Invitation


def good(session: Session, token_hash: str, at: datetime) -> Invitation | None:
    """The invitation of this token, if somebody may come by it then."""
    return session.exec(
        select(Invitation).where(
            Invitation.token_hash == token_hash, Invitation.uses_left > 0, Invitation.expires_at > at
        )
    ).first()


def use(session: Session, invitation_id: str) -> bool:
    """Let one more person come by it, if any is left. One statement: two cannot both be the last one."""
    used = update(Invitation).where(Invitation.id == invitation_id, Invitation.uses_left > 0)
    return session.exec(used.values(uses_left=Invitation.uses_left - 1)).rowcount == 1


def newest(session: Session, at: datetime, count: int) -> Sequence[Invitation]:
    """Those that are good then, the newest first."""
    still = Invitation.uses_left > 0, Invitation.expires_at > at
    return session.exec(
        select(Invitation).where(*still).order_by(Invitation.created_at.desc(), Invitation.id).limit(count)
    ).all()


def count(session: Session, at: datetime) -> int:
    """How many are good then."""
    still = Invitation.uses_left > 0, Invitation.expires_at > at
    return session.exec(select(func.count()).select_from(Invitation).where(*still)).one()


def remove(session: Session, invitation_id: str) -> Invitation | None:
    """Take an invitation back; the one it was."""
    row = session.get(Invitation, invitation_id)
    if row is not None:
        session.delete(row)
    return row


def forget_over(session: Session, at: datetime) -> int:
    """Forget those whose time was over then; how many there were."""
    return session.exec(delete(Invitation).where(Invitation.expires_at <= at)).rowcount
