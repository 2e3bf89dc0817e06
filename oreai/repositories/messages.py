"""Messages. A chat's id given to these functions must come from a chat loaded through its owner."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import update
from sqlmodel import Session, delete, select

from oreai.models import Chat, Message, Status


def path(session: Session, chat_id: str) -> list[Message]:
    """The selected messages of a chat, from the first to the newest."""
    by_parent: dict[str | None, Message] = {}
    for message in session.exec(
        select(Message).where(Message.chat_id == chat_id, Message.selected).order_by(Message.created_at)
    ):
        by_parent[message.parent_id] = message
    found: list[Message] = []
    following = by_parent.get(None)
    while following:
        found.append(following)
        following = by_parent.get(following.id)
    return found


def owned(session: Session, owner_id: str, message_id: str) -> Message | None:
    """A message in one of the owner's chats."""
    return session.exec(
        select(Message)
        .join(Chat)
        .where(Message.id == message_id, Chat.user_id == owner_id, Chat.deleted_at.is_(None))
    ).first()


def sent_as(session: Session, chat_id: str, send_key: str) -> Message | None:
    """The message that this send made in the chat, if it arrived before."""
    return session.exec(
        select(Message).where(Message.chat_id == chat_id, Message.send_key == send_key)
    ).first()


def running(session: Session, chat_id: str) -> Message | None:
    """The chat's reply that is being made."""
    return session.exec(
        select(Message).where(Message.chat_id == chat_id, Message.status == Status.STREAMING)
    ).first()


def running_chats(session: Session, owner_id: str) -> set[str]:
    """The ids of the owner's chats with a reply being made."""
    return set(
        session.exec(
            select(Message.chat_id)
            .join(Chat)
            .where(Chat.user_id == owner_id, Message.status == Status.STREAMING)
        )
    )


def deselect(session: Session, message: Message) -> None:
    """Let another version take this message's place among its siblings."""
    session.exec(
        update(Message)
        .where(Message.chat_id == message.chat_id, _same_parent(message.parent_id))
        .values(selected=False)
    )


def add(session: Session, message: Message) -> Message:
    """Store a message as the selected one among its siblings, of which no other may be selected."""
    session.add(message)
    session.flush()
    return message


def snapshot(session: Session, message_id: str, **values: Any) -> None:
    """Write what has come so far to a reply that is being made; one that has ended stays as it is."""
    session.exec(
        update(Message).where(Message.id == message_id, Message.status == Status.STREAMING).values(**values)
    )


def clear(session: Session, chat_id: str) -> None:
    """Delete all messages of a chat, in every version."""
    session.exec(delete(Message).where(Message.chat_id == chat_id))


def abandoned(session: Session, at: datetime, *, besides: Collection[str]) -> Sequence[tuple[Message, str]]:
    """Replies whose maker is gone, with whose they are: their lease ended before `at`."""
    return session.exec(
        select(Message, Chat.user_id)
        .join(Chat)
        .where(Message.status == Status.STREAMING, Message.lease_until < at, Message.id.not_in(besides))
    ).all()


def _same_parent(parent_id: str | None):
    return Message.parent_id.is_(None) if parent_id is None else Message.parent_id == parent_id
