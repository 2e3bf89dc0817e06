"""Chats and own personas that change their owner, with all that hangs on them by a user's id."""

from sqlalchemy import or_, update
from sqlmodel import Session, select
from sqlmodel.sql.expression import SelectOfScalar

from oreai.models import Attachment, Chat, Folder, Message, Persona, QueuedMessage


def count_own(session: Session, user_id: str) -> int:
    """How many chats of this user are more than a sample nobody has written in."""
    return len(session.exec(_own(user_id)).all())


def move_own(session: Session, from_id: str, to_id: str) -> int:
    """Give own personas and folders, and chats that are more than untouched samples, to another user.

    Returns:
        How many chats.
    """
    chat_ids = session.exec(_own(from_id).with_for_update()).all()
    session.exec(update(Chat).where(Chat.id.in_(chat_ids)).values(user_id=to_id))
    session.exec(update(Persona).where(Persona.owner_id == from_id).values(owner_id=to_id))
    session.exec(update(Folder).where(Folder.user_id == from_id).values(user_id=to_id))
    messages = select(Message.id).where(Message.chat_id.in_(chat_ids))
    waiting = select(QueuedMessage.id).where(QueuedMessage.chat_id.in_(chat_ids))
    session.exec(
        update(Attachment)
        .where(
            Attachment.user_id == from_id,
            or_(
                Attachment.message_id.in_(messages),
                Attachment.queued_id.in_(waiting),
                Attachment.message_id.is_(None) & Attachment.queued_id.is_(None),  # of drafts: these all come
            ),
        )
        .values(user_id=to_id)
    )
    return len(chat_ids)


def _own(user_id: str) -> SelectOfScalar[str]:
    has_messages = select(Message.id).where(Message.chat_id == Chat.id).exists()
    queued = select(QueuedMessage.id).where(QueuedMessage.chat_id == Chat.id).exists()
    has_draft = (Chat.draft.is_not(None)) & (Chat.draft != "")
    return select(Chat.id).where(
        Chat.user_id == user_id,
        Chat.deleted_at.is_(None),
        Chat.temporary_until.is_(None),
        or_(has_messages, queued, has_draft, Chat.sample_key.is_(None)),
    )
