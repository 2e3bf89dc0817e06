"""Links that sign another device in, by their hashes."""

from datetime import datetime

from sqlmodel import Session, delete, select

from oreai.models import DeviceLink


def forget(session: Session, user_id: str) -> None:
    """Delete the user's link."""
    session.exec(delete(DeviceLink).where(DeviceLink.user_id == user_id))


def take(session: Session, secret_hash: str, at: datetime) -> str | None:
    """Use this link up; whose it was, if it was still good then. Of two who take it at once, one has it."""
    link = session.exec(select(DeviceLink).where(DeviceLink.secret_hash == secret_hash)).first()
    if link is None:
        return None
    taken = session.exec(delete(DeviceLink).where(DeviceLink.id == link.id))
    return link.user_id if taken.rowcount == 1 and link.expires_at > at else None
