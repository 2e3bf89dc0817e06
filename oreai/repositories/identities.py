"""Who users are elsewhere."""

from sqlmodel import Session, select

from oreai.models import Identity


def user_of(session: Session, key_hash: str) -> str | None:
    """The user whose identity has this key."""
    return session.exec(select(Identity.user_id).where(Identity.key_hash == key_hash)).first()
