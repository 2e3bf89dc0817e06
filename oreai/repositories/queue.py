"""Queued messages. A chat's id given to these functions must come from a chat loaded through its owner."""

from collections.abc import Sequence

from sqlalchemy import func
from sqlmodel import Session, delete, select

from oreai.models import Chat, QueuedMessage


def add(session: Session, queued: QueuedMessage) -> None:
    """Store it, the last of its chat."""
    session.add(queued)
    session.flush()


def first_words(session: Session, chat_id: str, characters: int) -> Sequence[tuple[str, str, int]]:
    """(id, first so many characters, tokens of attachments) of what waits in a chat, the next one first."""
    columns = select(
        QueuedMessage.id, func.substr(QueuedMessage.content, 1, characters), QueuedMessage.attachment_tokens
    )
    return [tuple(row) for row in session.exec(_in_order(columns, chat_id))]


def count(session: Session, chat_id: str) -> int:
    """How many messages are queued in a chat."""
    return session.exec(select(func.count()).where(QueuedMessage.chat_id == chat_id)).one()


def first(session: Session, chat_id: str) -> QueuedMessage | None:
    """The one that is sent next."""
    return session.exec(_in_order(select(QueuedMessage), chat_id)).first()


def owned(session: Session, owner_id: str, queued_id: str) -> QueuedMessage | None:
    """A queued message of one of the owner's chats, as it is stored now."""
    return session.exec(
        select(QueuedMessage)
        .join(Chat)
        .where(QueuedMessage.id == queued_id, Chat.user_id == owner_id, Chat.deleted_at.is_(None))
        .execution_options(populate_existing=True)
    ).first()


def by_idempotency_key(session: Session, chat_id: str, idempotency_key: str) -> QueuedMessage | None:
    """The queued message that was stored under this idempotency key, if any."""
    return session.exec(
        select(QueuedMessage).where(
            QueuedMessage.chat_id == chat_id, QueuedMessage.idempotency_key == idempotency_key
        )
    ).first()


def clear(session: Session, chat_id: str) -> None:
    """Delete all queued messages of a chat."""
    session.exec(delete(QueuedMessage).where(QueuedMessage.chat_id == chat_id))


def _in_order(query, chat_id: str):
    return query.where(QueuedMessage.chat_id == chat_id).order_by(QueuedMessage.created_at, QueuedMessage.id)
