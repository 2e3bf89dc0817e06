"""Temporary chats: those that are deleted for good a while after nobody has them open any more."""

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import update
from sqlmodel import Session, select

from oreai.columns import from_now
from oreai.models import Chat, LoginSession, Message


def get(session: Session, owner_id: str, chat_id: str) -> Chat | None:
    """The owner's chat of this id if it is temporary, locked: it is kept or deleted, not both."""
    return session.exec(_of(owner_id).where(Chat.id == chat_id).with_for_update()).first()


def untouched(session: Session, owner_id: str) -> Chat | None:
    """A temporary chat of the owner in which nobody has said anything yet."""
    has_messages = select(Message.id).where(Message.chat_id == Chat.id).exists()
    return session.exec(_of(owner_id).where(~has_messages, Chat.deleted_at.is_(None))).first()


def stay(session: Session, chat_ids: Collection[str], token_hashes: Collection[str], until: datetime) -> None:
    """Let those of these chats live until then that are temporary, and of a user of these sessions."""
    owners = select(LoginSession.user_id).where(LoginSession.token_hash.in_(token_hashes))
    session.exec(
        update(Chat)
        .where(Chat.id.in_(chat_ids), Chat.temporary_until.is_not(None), Chat.user_id.in_(owners))
        .values(temporary_until=until)
    )


def index_anew(session: Session, chat_id: str) -> None:
    """Let the search find what was said in a chat that is kept now: its index takes in what is written."""
    session.exec(update(Message).where(Message.chat_id == chat_id).values(written_at=from_now()))


def left(session: Session, before: datetime, limit: int) -> Sequence[tuple[str, str]]:
    """(chat, owner) ids of temporary chats whose time was over then, whoever's they are."""
    over = select(Chat.id, Chat.user_id).where(Chat.temporary_until < before)
    return session.exec(over.limit(limit)).all()


def _of(owner_id: str):
    return select(Chat).where(Chat.user_id == owner_id, Chat.temporary_until.is_not(None))
