"""The list of what owners have done."""

from collections.abc import Sequence
from datetime import datetime

from sqlmodel import Session, delete, select

from oreai.models import AuditEntry


def newest(session: Session, count: int, before: datetime | None = None) -> Sequence[AuditEntry]:
    """So many acts, the newest first; those before that moment where one is given."""
    query = select(AuditEntry).order_by(AuditEntry.at.desc(), AuditEntry.id)
    return session.exec((query.where(AuditEntry.at < before) if before else query).limit(count)).all()


def forget_before(session: Session, at: datetime) -> int:
    """Forget what was done before then; how much that was."""
    return session.exec(delete(AuditEntry).where(AuditEntry.at < at)).rowcount
