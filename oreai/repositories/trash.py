"""Chats in the trash. One that is not the owner's, or not in the trash, does not exist here."""

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy.orm import load_only
from sqlmodel import Session, delete, select

from oreai.models import Chat, Message


def get(session: Session, owner_id: str, chat_id: str) -> Chat | None:
    """The owner's deleted chat, locked: it is brought back or deleted for ever, not both."""
    return session.exec(_of(owner_id).where(Chat.id == chat_id).with_for_update()).first()


def several(session: Session, owner_id: str, chat_ids: Collection[str]) -> Sequence[Chat]:
    """Those of these chats that are in the owner's trash, locked."""
    found = _of(owner_id).where(Chat.id.in_(chat_ids)).order_by(Chat.id).with_for_update()
    return session.exec(found).all()


def rows(session: Session, owner_id: str) -> Sequence[Chat]:
    """The owner's deleted chats, the newest deletion first; without their long texts."""
    columns = load_only(Chat.icon, Chat.title, Chat.deleted_at)
    return session.exec(_of(owner_id).options(columns).order_by(Chat.deleted_at.desc(), Chat.id)).all()


def older_than(session: Session, before: datetime, limit: int) -> Sequence[tuple[str, str]]:
    """(chat, owner) ids of chats that were deleted before this time, whoever's they are; locked."""
    old = select(Chat.id, Chat.user_id).where(Chat.deleted_at < before)
    return session.exec(old.limit(limit).with_for_update()).all()


def destroy(session: Session, chat_ids: Collection[str]) -> None:
    """Delete these chats with all that belongs to them."""
    session.exec(delete(Message).where(Message.chat_id.in_(chat_ids)))
    session.exec(delete(Chat).where(Chat.id.in_(chat_ids)))


def _of(owner_id: str):
    return select(Chat).where(Chat.user_id == owner_id, Chat.deleted_at.is_not(None))
