"""Queued messages. A chat's id given to these functions must come from a chat loaded through its owner."""

from collections.abc import Collection, Sequence

from sqlalchemy import bindparam, func
from sqlmodel import Session, delete, select

from oreai.models import Chat, QueuedMessage
from oreai.repositories import attachments
from oreai.repositories.tables import run

# Built once, as in `messages.py`.
_IN_CHAT = QueuedMessage.chat_id == bindparam("chat_id")
_IN_ORDER = (QueuedMessage.created_at, QueuedMessage.id)
_FIRST_WORDS = (
    select(QueuedMessage.id, func.substr(QueuedMessage.content, 1, bindparam("characters")))
    .where(_IN_CHAT)
    .order_by(*_IN_ORDER)
)
_FIRST = select(QueuedMessage).where(_IN_CHAT).order_by(*_IN_ORDER)
_queued = QueuedMessage.__table__
_KEYED = select(_queued.c.id).where(
    _queued.c.chat_id == bindparam("chat_id"), _queued.c.idempotency_key == bindparam("idempotency_key")
)


def add(session: Session, queued: QueuedMessage) -> None:
    """Store it, the last of its chat."""
    session.add(queued)
    session.flush()


def first_words(
    session: Session, chat_id: str, characters: int
) -> Sequence[tuple[str, str, Collection[str]]]:
    """(id, first so many characters, kinds of attachments) of what waits in a chat, the next one first."""
    which = {"chat_id": chat_id, "characters": characters}
    rows = session.exec(_FIRST_WORDS, params=which).all()
    kinds = attachments.kinds_in_queue(session, [queued_id for queued_id, _ in rows])
    return [(queued_id, text, kinds.get(queued_id, ())) for queued_id, text in rows]


def count(session: Session, chat_id: str) -> int:
    """How many messages are queued in a chat."""
    return session.exec(select(func.count()).where(QueuedMessage.chat_id == chat_id)).one()


def first(session: Session, chat_id: str) -> QueuedMessage | None:
    """The one that is sent next."""
    return session.exec(_FIRST, params={"chat_id": chat_id}).first()


def owned(session: Session, owner_id: str, queued_id: str) -> QueuedMessage | None:
    """A queued message of one of the owner's chats, as it is stored now."""
    return session.exec(
        select(QueuedMessage)
        .join(Chat)
        .where(QueuedMessage.id == queued_id, Chat.user_id == owner_id, Chat.deleted_at.is_(None))
        .execution_options(populate_existing=True)
    ).first()


def by_idempotency_key(session: Session, chat_id: str, idempotency_key: str) -> str | None:
    """The id of the queued message that was stored under this idempotency key, if any."""
    return run(session, _KEYED, chat_id=chat_id, idempotency_key=idempotency_key).scalar()


def clear(session: Session, chat_id: str) -> None:
    """Delete all queued messages of a chat."""
    session.exec(delete(QueuedMessage).where(QueuedMessage.chat_id == chat_id))
