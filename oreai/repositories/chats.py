"""Chats and their examples. A chat that is not the owner's, or is in the trash, does not exist.

A temporary one is found by its id alone, and in no list.
"""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from sqlalchemy import bindparam, exists, insert
from sqlalchemy.orm import defer, load_only
from sqlmodel import Session, delete, select

from oreai.models import Chat, Example, Message, TitledBy, new_id

_NOT_LISTED = (Chat.system, Chat.questions, Chat.parameters, Chat.summary, Chat.draft)

# Built once, as in `messages.py`.
_OWNED = select(Chat).where(Chat.user_id == bindparam("owner_id"), Chat.deleted_at.is_(None))
_ONE = _OWNED.where(Chat.id == bindparam("chat_id"))
_ONE_LOCKED = _ONE.with_for_update()
_OWNER = select(Chat.user_id).where(Chat.id == bindparam("chat_id"))
_LISTED = (
    _OWNED.where(Chat.archived_at.is_(None), Chat.temporary_until.is_(None))
    .options(*map(defer, _NOT_LISTED))
    .order_by(Chat.pinned_at.is_(None), Chat.pinned_at.desc(), Chat.last_message_at.desc(), Chat.id)
)
_EXAMPLES = select(Example).where(Example.chat_id == bindparam("chat_id")).order_by(Example.position)


def get(session: Session, owner_id: str, chat_id: str, *, lock: bool = False) -> Chat | None:
    """The owner's chat; `lock` keeps other writers of the same chat waiting until this transaction ends."""
    which = {"owner_id": owner_id, "chat_id": chat_id}
    return session.exec(_ONE_LOCKED if lock else _ONE, params=which).first()


def several(session: Session, owner_id: str, chat_ids: Collection[str]) -> Sequence[Chat]:
    """Those of these chats that are the owner's, locked."""
    found = _of(owner_id).where(Chat.id.in_(chat_ids)).order_by(Chat.id).with_for_update()
    return session.exec(found).all()


def known(session: Session, owner_id: str, chat_ids: Collection[str]) -> list[str]:
    """The ids of those of these chats that are the owner's, in the order they were made."""
    found = select(Chat.id).where(*_is_kept(owner_id), Chat.id.in_(chat_ids))
    return list(session.exec(found.order_by(Chat.created_at, Chat.id)))


def owner_of(session: Session, chat_id: str) -> str | None:
    """Whose this chat is; not for what a visitor asks, who sees only what is theirs."""
    return session.exec(_OWNER, params={"chat_id": chat_id}).first()


def rows(session: Session, owner_id: str) -> Sequence[Chat]:
    """The owner's chats that are not archived: pinned first, then by last activity; without the texts
    no list shows.
    """
    return session.exec(_LISTED, params={"owner_id": owner_id}).all()


def archived(session: Session, owner_id: str) -> Sequence[Chat]:
    """The owner's archived chats, the last one to be archived first; without their long texts."""
    columns = load_only(Chat.icon, Chat.title, Chat.last_message_at)
    query = _of(owner_id).where(Chat.archived_at.is_not(None)).options(columns)
    return session.exec(query.order_by(Chat.archived_at.desc(), Chat.id)).all()


def oldest_first(session: Session, owner_id: str) -> Sequence[Chat]:
    """All chats of the owner in the order they were made; without the texts no list shows."""
    return session.exec(
        _of(owner_id).options(*map(defer, _NOT_LISTED)).order_by(Chat.created_at, Chat.id)
    ).all()


def untouched(session: Session, owner_id: str) -> Chat | None:
    """An empty chat that the owner made and never named: *new chat* opens it again."""
    is_new = Chat.titled_by == TitledBy.NOBODY, Chat.archived_at.is_(None)
    return session.exec(_of(owner_id).where(*is_new, *_is_blank())).first()


def blank(session: Session, owner_id: str, chat_id: str) -> Chat | None:
    """The owner's chat, if it has neither a persona nor a message."""
    return session.exec(_of(owner_id).where(Chat.id == chat_id, *_is_blank())).first()


def untouched_samples(session: Session, owner_id: str) -> Sequence[Chat]:
    """The owner's sample chats without a message."""
    return session.exec(_of(owner_id).where(Chat.sample_key.is_not(None), ~_has_messages())).all()


def examples(session: Session, chat_id: str) -> Sequence[Example]:
    """The example turns of a chat that was loaded through its owner."""
    return session.exec(_EXAMPLES, params={"chat_id": chat_id}).all()


def replace_examples(session: Session, chat_id: str, turns: Sequence[tuple[str, str]]) -> None:
    """Give a chat these (role, content) turns as its only examples."""
    session.exec(delete(Example).where(Example.chat_id == chat_id))
    add_examples(session, {chat_id: turns})


def add_examples(session: Session, turns_of: Mapping[str, Sequence[tuple[str, str]]]) -> None:
    """Give new chats, by their ids, these (role, content) turns as their examples."""
    _insert(
        session,
        Example.__table__,
        [
            {"id": new_id(), "chat_id": chat_id, "position": position, "role": role, "content": content}
            for chat_id, turns in turns_of.items()
            for position, (role, content) in enumerate(turns)
        ],
    )


def add_rows(session: Session, rows: Sequence[dict[str, Any]]) -> None:
    """Store new chats, each with all its columns by their names."""
    _insert(session, Chat.__table__, rows)


def _insert(session: Session, table: Any, rows: Sequence[dict[str, Any]]) -> None:
    session.flush()  # what they belong to
    if rows:
        session.connection().execute(insert(table), rows)


def _of(owner_id: str):
    """The owner's chats, but for the temporary ones."""
    return select(Chat).where(*_is_kept(owner_id))


def _is_kept(owner_id: str):
    return Chat.user_id == owner_id, Chat.deleted_at.is_(None), Chat.temporary_until.is_(None)


def _is_blank():
    return Chat.sample_key.is_(None), Chat.persona_id.is_(None), Chat.system == "", ~_has_messages()


def _has_messages():
    return exists().where(Message.chat_id == Chat.id)
