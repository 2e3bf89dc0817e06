"""Providers that users have for themselves; their keys are locked here."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import update
from sqlmodel import Session, select

from oreai.models import UserProvider


def of_user(session: Session, user_id: str) -> Sequence[UserProvider]:
    """The user's providers, in the order in which they were added."""
    owned = select(UserProvider).where(UserProvider.user_id == user_id)
    return session.exec(owned.order_by(UserProvider.created_at, UserProvider.id)).all()


def get(session: Session, user_id: str, provider_id: str) -> UserProvider | None:
    """The provider of this id, if it is this user's."""
    owned = select(UserProvider).where(UserProvider.id == provider_id, UserProvider.user_id == user_id)
    return session.exec(owned).first()


def note_use(session: Session, provider_id: str, at: datetime) -> None:
    """The provider was asked then."""
    session.exec(update(UserProvider).where(UserProvider.id == provider_id).values(used_at=at))


def locked_keys(session: Session) -> set[str]:
    """All keys as they are locked."""
    return set(session.exec(select(UserProvider.sealed_key).where(UserProvider.sealed_key != "")))


def after(session: Session, provider_id: str, limit: int) -> Sequence[UserProvider]:
    """The next providers with a key behind this one, of all users, locked against other writers."""
    behind = select(UserProvider).where(UserProvider.id > provider_id, UserProvider.sealed_key != "")
    return session.exec(behind.order_by(UserProvider.id).limit(limit).with_for_update()).all()
