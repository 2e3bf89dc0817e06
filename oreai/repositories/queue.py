"""Queued prompts. A chat's id given to these functions must come from a chat loaded through its owner."""

from collections.abc import Sequence

from sqlalchemy import func
from sqlmodel import Session, delete, select

from oreai.models import Chat, QueuedPrompt


def add(session: Session, queued: QueuedPrompt) -> None:
    """Store it, the last of its chat."""
    session.add(queued)
    session.flush()


def beginnings(session: Session, chat_id: str, characters: int) -> Sequence[tuple[str, str, int]]:
    """(id, first so many characters, tokens of pictures) of what waits in a chat, the next one first."""
    columns = select(
        QueuedPrompt.id, func.substr(QueuedPrompt.content, 1, characters), QueuedPrompt.image_tokens
    )
    return [tuple(row) for row in session.exec(_in_order(columns, chat_id))]


def count(session: Session, chat_id: str) -> int:
    """How many wait in a chat."""
    return session.exec(select(func.count()).where(QueuedPrompt.chat_id == chat_id)).one()


def first(session: Session, chat_id: str) -> QueuedPrompt | None:
    """The one that is said next."""
    return session.exec(_in_order(select(QueuedPrompt), chat_id)).first()


def owned(session: Session, owner_id: str, queued_id: str) -> QueuedPrompt | None:
    """A prompt that waits in one of the owner's chats, as it stands now."""
    return session.exec(
        select(QueuedPrompt)
        .join(Chat)
        .where(QueuedPrompt.id == queued_id, Chat.user_id == owner_id, Chat.deleted_at.is_(None))
        .execution_options(populate_existing=True)
    ).first()


def sent_as(session: Session, chat_id: str, send_key: str) -> QueuedPrompt | None:
    """The queued prompt that this send made in the chat, if it arrived before."""
    return session.exec(
        select(QueuedPrompt).where(QueuedPrompt.chat_id == chat_id, QueuedPrompt.send_key == send_key)
    ).first()


def clear(session: Session, chat_id: str) -> None:
    """Forget all that waits in a chat."""
    session.exec(delete(QueuedPrompt).where(QueuedPrompt.chat_id == chat_id))


def _in_order(query, chat_id: str):
    return query.where(QueuedPrompt.chat_id == chat_id).order_by(QueuedPrompt.created_at, QueuedPrompt.id)
