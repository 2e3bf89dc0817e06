"""What is searched: whose it is and what it says now is asked here, whatever an index says."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import and_, exists, func, or_
from sqlmodel import Session, select

from oreai.columns import from_now
from oreai.models import Attachment, Chat, Message, Persona, Status


@dataclass(frozen=True)
class SearchedChat:
    """A chat in which something was found."""

    id: str
    icon: str
    title: str
    at: datetime


@dataclass(frozen=True)
class FoundMessage:
    """A message as it is now."""

    id: str
    chat_id: str
    role: str
    content: str
    at: datetime


@dataclass(frozen=True)
class Filters:
    """Which messages are searched; all that are the owner's unless told."""

    persona_id: str = ""
    model: str = ""
    provider: str | None = None
    "Whose model that is; None for the default provider's."
    since: datetime | None = None
    has_attachments: bool = False
    is_pinned: bool = False
    chat_id: str = ""


NO_FILTERS = Filters()


def database_time(session: Session) -> datetime:
    """Now, by the database's clock."""
    return session.exec(select(from_now())).one()


def written_since(session: Session, since: datetime, after_id: str, limit: int) -> Sequence[Any]:
    """(id, created_at, written_at) of messages that were written then or later; deleted ones too.

    Args:
        after_id: of those that were written at that very time, only those with a greater id.
    """
    columns: list[Any] = [Message.id, Message.created_at, Message.written_at]
    # Not as "later, or then and after": SQLite would go through all messages for that.
    later = Message.written_at >= since, or_(Message.written_at > since, Message.id > after_id)
    return session.exec(
        select(*columns)
        .where(*later, Message.status != Status.STREAMING)
        .order_by(Message.written_at, Message.id)
        .limit(limit)
    ).all()


def all_by_id(session: Session, after_id: str, limit: int) -> Sequence[Any]:
    """(id, created_at, written_at) of whatever can be found, whoever's, from one id on."""
    columns: list[Any] = [Message.id, Message.created_at, Message.written_at]
    return session.exec(
        select(*columns)
        .where(Message.id > after_id, *_stands(), Message.content != "")
        .order_by(Message.id)
        .limit(limit)
    ).all()


def all_of_chats(session: Session, chat_ids: Collection[str]) -> Sequence[Any]:
    """The same of these chats."""
    columns: list[Any] = [Message.id, Message.created_at, Message.written_at]
    return session.exec(select(*columns).where(Message.chat_id.in_(chat_ids), *_stands())).all()


def to_index(session: Session, ids: Collection[str]) -> Sequence[Any]:
    """(id, chat, owner, content) of those of these messages that can be found, whoever's they are."""
    columns: list[Any] = [Message.id, Message.chat_id, Chat.user_id, Message.content]
    return session.exec(
        select(*columns).join(Chat).where(Message.id.in_(ids), _is_kept(), *_stands(), Message.content != "")
    ).all()


def titles(session: Session, owner_id: str) -> dict[str, str]:
    """What all chats of the owner that are not in the trash are called, by id, the last used first."""
    found = select(Chat.id, Chat.title).where(*_is_of(owner_id)).order_by(Chat.last_message_at.desc())
    return dict(session.exec(found).all())


def chats_by_id(session: Session, owner_id: str, ids: Collection[str]) -> dict[str, SearchedChat]:
    """Those of these chats that are the owner's, by id."""
    columns: list[Any] = [Chat.id, Chat.icon, Chat.title, Chat.last_message_at]
    owner = func.coalesce(Chat.user_id, Chat.user_id)  # in a call, as in `by_id`
    found = select(*columns).where(Chat.id.in_(ids), owner == owner_id)
    return {row[0]: SearchedChat(*row) for row in session.exec(found)}


def passing(session: Session, owner_id: str, filters: Filters) -> set[str]:
    """The owner's chats that pass those filters that ask for something of a chat."""
    query = select(Chat.id).where(*_is_of(owner_id))
    if filters.persona_id:
        query = query.where(Chat.persona_id == filters.persona_id)
    if filters.is_pinned:
        query = query.where(Chat.pinned_at.is_not(None))
    if filters.since:
        query = query.where(Chat.last_message_at >= filters.since)
    return set(session.exec(query))


def personas_of(session: Session, owner_id: str) -> set[str | None]:
    """The personas of the owner's chats."""
    return set(session.exec(select(Chat.persona_id).where(*_is_of(owner_id)).distinct()))


def persona_keys(session: Session, ids: Collection[str]) -> dict[str, str]:
    """The keys of these personas, by id."""
    return dict(session.exec(select(Persona.id, Persona.key).where(Persona.id.in_(ids))).all())


def by_id(
    session: Session, owner_id: str, ids: Collection[str], filters: Filters = NO_FILTERS
) -> list[FoundMessage]:
    """Those of these messages that are the owner's and pass the filters."""
    # In calls, since SQLite else goes through all the owner's chats.
    whose, gone = func.coalesce(Chat.user_id, Chat.user_id), func.coalesce(Chat.deleted_at, Chat.deleted_at)
    query = _found(owner_id, filters, whose, gone).where(Message.id.in_(ids))
    return [FoundMessage(*row) for row in session.exec(query)]


def present(session: Session, ids: Collection[str]) -> set[str]:
    """Those of these messages that can be found by their owner, if they are not in the trash."""
    return set(session.exec(select(Message.id).where(Message.id.in_(ids), *_stands())))


def like(
    session: Session,
    owner_id: str,
    *,
    patterns: Sequence[Sequence[str]],
    filters: Filters,
    before: tuple[datetime, str] | None,
    limit: int,
) -> list[FoundMessage]:
    """The owner's messages that pass the filters and are like one of each of these, the newest first.

    Args:
        patterns: escaped by a backslash.
        before: the time and the id of the last one that was found before.
    """
    query = _found(owner_id, filters)
    for choices in patterns:
        query = query.where(or_(*(Message.content.like(choice, escape="\\") for choice in choices)))
    if before:
        at, last_id = before
        older = and_(Message.created_at == at, Message.id < last_id)
        query = query.where(or_(Message.created_at < at, older))
    newest_first = query.order_by(Message.created_at.desc(), Message.id.desc()).limit(limit)
    return [FoundMessage(*row) for row in session.exec(newest_first)]


def _found(owner_id: str, filters: Filters, whose: Any = Chat.user_id, gone: Any = Chat.deleted_at):
    columns: list[Any] = [Message.id, Message.chat_id, Message.role, Message.content, Message.created_at]
    query = select(*columns).join(Chat).where(whose == owner_id, gone.is_(None), _is_kept(), *_stands())
    if filters.chat_id:
        query = query.where(Message.chat_id == filters.chat_id)
    if filters.persona_id:
        query = query.where(Chat.persona_id == filters.persona_id)
    if filters.is_pinned:
        query = query.where(Chat.pinned_at.is_not(None))
    if filters.model:
        query = query.where(Message.model == filters.model, _is_from(filters.provider))
    if filters.since:
        query = query.where(Message.created_at >= filters.since)
    if filters.has_attachments:
        query = query.where(exists().where(Attachment.message_id == Message.id))
    return query


def _is_from(provider: str | None):
    return Message.provider.is_(None) if provider is None else Message.provider == provider


def _is_of(owner_id: str):
    return Chat.user_id == owner_id, Chat.deleted_at.is_(None), _is_kept()


def _is_kept():
    """A temporary chat is found by nobody."""
    return Chat.temporary_until.is_(None)


def _stands():
    """It is made, was not deleted, and is no earlier text of another one."""
    # In a call, since SQLite else goes through the index of what is not deleted: everybody's messages.
    return (
        Message.status != Status.STREAMING,
        func.coalesce(Message.deleted_at, Message.deleted_at).is_(None),
        Message.revision_of.is_(None),
    )
