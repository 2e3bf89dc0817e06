"""Chats and their examples. A chat that is not the owner's, or is in the trash, does not exist."""

from collections.abc import Sequence

from sqlalchemy import exists
from sqlalchemy.orm import defer
from sqlmodel import Session, delete, select

from oreai.models import Chat, Example, Message, TitledBy

_NOT_LISTED = (Chat.system, Chat.questions, Chat.parameters, Chat.summary, Chat.draft)


def get(session: Session, owner_id: str, chat_id: str, *, lock: bool = False) -> Chat | None:
    """The owner's chat; `lock` keeps other writers of the same chat waiting until this transaction ends."""
    query = _of(owner_id).where(Chat.id == chat_id)
    return session.exec(query.with_for_update() if lock else query).first()


def owner_of(session: Session, chat_id: str) -> str | None:
    """Whose this chat is; not for what a visitor asks, who sees only what is theirs."""
    return session.exec(select(Chat.user_id).where(Chat.id == chat_id)).first()


def rows(session: Session, owner_id: str) -> Sequence[Chat]:
    """All chats of the owner: pinned first, then by last activity; without the texts no list shows."""
    return session.exec(
        _of(owner_id)
        .options(*map(defer, _NOT_LISTED))
        .order_by(Chat.pinned_at.is_(None), Chat.pinned_at.desc(), Chat.last_message_at.desc(), Chat.id)
    ).all()


def oldest_first(session: Session, owner_id: str) -> Sequence[Chat]:
    """All chats of the owner in the order they were made; without the texts no list shows."""
    return session.exec(
        _of(owner_id).options(*map(defer, _NOT_LISTED)).order_by(Chat.created_at, Chat.id)
    ).all()


def untouched(session: Session, owner_id: str) -> Chat | None:
    """An empty chat that the owner made and never named: *new chat* opens it again."""
    return session.exec(_of(owner_id).where(Chat.titled_by == TitledBy.NOBODY, *_is_blank())).first()


def blank(session: Session, owner_id: str, chat_id: str) -> Chat | None:
    """The owner's chat, if it has neither a persona nor a message."""
    return session.exec(_of(owner_id).where(Chat.id == chat_id, *_is_blank())).first()


def untouched_samples(session: Session, owner_id: str) -> Sequence[Chat]:
    """The owner's sample chats without a message."""
    return session.exec(_of(owner_id).where(Chat.sample_key.is_not(None), ~_has_messages())).all()


def examples(session: Session, chat_id: str) -> Sequence[Example]:
    """The example turns of a chat that was loaded through its owner."""
    return session.exec(select(Example).where(Example.chat_id == chat_id).order_by(Example.position)).all()


def replace_examples(session: Session, chat_id: str, turns: Sequence[tuple[str, str]]) -> None:
    """Give a chat these (role, content) turns as its only examples."""
    session.exec(delete(Example).where(Example.chat_id == chat_id))
    add_examples(session, chat_id, turns)


def add_examples(session: Session, chat_id: str, turns: Sequence[tuple[str, str]]) -> None:
    """Give a new chat these (role, content) turns as its examples."""
    session.add_all(
        Example(chat_id=chat_id, position=position, role=role, content=content)
        for position, (role, content) in enumerate(turns)
    )


def _of(owner_id: str):
    return select(Chat).where(Chat.user_id == owner_id, Chat.deleted_at.is_(None))


def _is_blank():
    return Chat.sample_key.is_(None), Chat.persona_id.is_(None), Chat.system == "", ~_has_messages()


def _has_messages():
    return exists().where(Message.chat_id == Chat.id)
