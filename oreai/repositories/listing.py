"""What the list shows of each chat besides the chat itself: its newest message, or an example."""

from collections.abc import Collection, Sequence
from datetime import datetime
from functools import cache
from typing import Any, NamedTuple

from sqlalchemy import bindparam, func
from sqlalchemy.orm import aliased
from sqlmodel import Session, select

from oreai.characters import beginning
from oreai.models import Chat, Example, Message
from oreai.repositories import attachments

_LENGTH = 300  # characters: enough for one line, whatever marks stand in it
_READ = _LENGTH + 1  # and one more, to know whether the last sign is whole


class Newest(NamedTuple):
    """The newest message of a chat, as far as a list needs it."""

    role: str
    status: str
    beginning: str
    at: datetime
    attachment_kinds: Collection[str]
    "Those of its attachments, where it has not a word."


def newest(session: Session, owner_id: str, chat_id: str | None = None) -> dict[str, Newest]:
    """The newest message of each of the owner's chats that the list shows, or of this one."""
    query = _newest_of_listed() if chat_id is None else _newest_of_each().where(Chat.id == chat_id)
    found = session.exec(query, params={"owner_id": owner_id}).all()
    wordless = [row.id for row in found if row.has_attachments and not row.beginning]
    kinds = attachments.kinds_in(session, wordless)
    return {row.chat_id: _newest(row, kinds.get(row.id, ())) for row in found}


def first_examples(session: Session, owner_id: str) -> dict[str, str]:
    """How the first example of each of the owner's sample chats begins."""
    found: Sequence[tuple[str, str]] = session.exec(_first_of_all(), params={"owner_id": owner_id}).all()
    return {chat_id: beginning(text, _LENGTH) for chat_id, text in found}


# Writing these two down costs several times what running them does, and every change of a list asks them.
@cache
def _newest_of_listed():
    return _newest_of_each().where(Chat.archived_at.is_(None))


@cache
def _newest_of_each():
    return (
        select(
            Message.chat_id,
            Message.id,
            Message.role,
            Message.status,
            func.substr(Message.content, 1, _READ).label("beginning"),
            func.coalesce(Message.finished_at, Message.created_at).label("at"),
            (Message.attachment_tokens > 0).label("has_attachments"),
        )
        .join(Chat, Chat.id == Message.chat_id)
        .where(_is_owners(), Chat.deleted_at.is_(None), Message.id == _newest_id())
    )


@cache
def _first_of_all():
    return (
        select(Example.chat_id, func.substr(Example.content, 1, _READ))
        .join(Chat)
        .where(_is_owners(), Chat.deleted_at.is_(None), Example.position == 0)
    )


def _is_owners():
    return Chat.user_id == bindparam("owner_id")


def _newest(row: Any, kinds: Collection[str]) -> Newest:
    return Newest(row.role, row.status, beginning(row.beginning, _LENGTH), row.at, kinds)


def _newest_id():
    other = aliased(Message)
    return (
        select(other.id)
        .where(other.chat_id == Chat.id, other.selected, other.deleted_at.is_(None))
        .order_by(other.created_at.desc())
        .limit(1)
        .correlate(Chat)
        .scalar_subquery()
    )
