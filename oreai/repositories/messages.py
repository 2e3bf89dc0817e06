"""Messages. A chat's id given to these functions must come from a chat loaded through its owner."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import and_, bindparam, func, or_, union, update
from sqlalchemy.orm import aliased
from sqlmodel import Session, delete, select

from oreai.models import Chat, Message, Status
from oreai.repositories.tables import run


@dataclass(frozen=True)
class MessageSummary:
    """A message without its texts: cheap enough to read a conversation of thousands."""

    id: str
    parent_id: str | None
    role: str
    status: str
    selected: bool
    tokens: int | None
    counted_by: str | None
    deleted_at: datetime | None
    attachment_tokens: int
    model: str | None
    provider: str | None

    @property
    def is_empty(self) -> bool:
        """Neither a word nor an attachment; one that was never counted may have both."""
        return self.tokens == 0 and not self.attachment_tokens


_messages = Message.__table__
_SUMMARY_COLUMNS = [_messages.c[name] for name in MessageSummary.__dataclass_fields__]
_OLDEST_FIRST = (_messages.c.created_at, _messages.c.revised_until.is_(None), _messages.c.revised_until)

# Built once: to build a statement costs as much as to run it, and these run at every send and every look.
_IN_CHAT = _messages.c.chat_id == bindparam("chat_id")
_SUMMARIES = select(*_SUMMARY_COLUMNS).where(_IN_CHAT).order_by(*_OLDEST_FIRST)
_NAMED = _messages.c.id.in_(bindparam("ids", expanding=True))
_TEXTS = select(_messages.c.id, _messages.c.content).where(_NAMED)
_WHOLE = select(Message).where(_NAMED)
_IS_STREAMING = _messages.c.status == Status.STREAMING
_RUNNING = select(Message).where(_IN_CHAT, _IS_STREAMING)
_RUNNING_ID = select(_messages.c.id).where(_IN_CHAT, _IS_STREAMING)
_KEYED = select(_messages.c.id).where(_IN_CHAT, _messages.c.idempotency_key == bindparam("idempotency_key"))
_STARTED_BY = (
    select(Message.chat_id)
    .join(Chat)
    .where(
        Message.idempotency_key == bindparam("idempotency_key"),
        Chat.user_id == bindparam("owner_id"),
        Chat.deleted_at.is_(None),
    )
)
_OWNED = (
    select(Message)
    .join(Chat)
    .where(
        Message.id == bindparam("message_id"),
        Chat.user_id == bindparam("owner_id"),
        Chat.deleted_at.is_(None),
    )
)
_OWNED_NOW = _OWNED.where(Message.deleted_at.is_(None)).execution_options(populate_existing=True)


def message_summaries(session: Session, chat_id: str) -> list[MessageSummary]:
    """All messages of a chat, in every version, oldest first."""
    found: Sequence[Any] = run(session, _SUMMARIES, chat_id=chat_id).all()
    return [MessageSummary(*row) for row in found]


def visible_branch(session: Session, chat_id: str) -> list[MessageSummary]:
    """The selected messages of a chat, from the first to the newest, without those that were deleted."""
    return visible(active_branch(message_summaries(session, chat_id)))


def active_branch(rows: Sequence[MessageSummary], after: str | None = None) -> list[MessageSummary]:
    """The selected ones among all messages of a chat, each below the one before, deleted or not.

    Args:
        after: only what follows this message.
    """
    by_parent = {row.parent_id: row for row in rows if row.selected}
    found: list[MessageSummary] = []
    following = by_parent.get(after)
    while following:
        found.append(following)
        following = by_parent.get(following.id)
    return found


def visible(rows: Sequence[MessageSummary]) -> list[MessageSummary]:
    """Those of these messages that were not deleted."""
    return [row for row in rows if row.deleted_at is None]


def versions(rows: Sequence[MessageSummary]) -> dict[str, list[str]]:
    """By the id of each visible message the ids of its versions, its own included, oldest first."""
    siblings: dict[tuple[str | None, str], list[str]] = {}
    for row in visible(rows):
        siblings.setdefault((row.parent_id, row.role), []).append(row.id)
    return {message_id: ids for ids in siblings.values() for message_id in ids}


def select_version(session: Session, message: Message, version_id: str) -> None:
    """Select this version of a message, and deselect the others."""
    deselect(session, message.chat_id, message.parent_id)
    session.exec(update(Message).where(Message.id == version_id).values(selected=True))


def ancestors(session: Session, chat_id: str, message_id: str | None) -> list[MessageSummary]:
    """A message with its parents, from the first on, deleted or not; none for no message."""
    by_id = {row.id: row for row in message_summaries(session, chat_id)}
    found: list[MessageSummary] = []
    row = by_id.get(message_id or "")
    while row:
        found.append(row)
        row = by_id.get(row.parent_id or "")
    return found[::-1]


def texts(session: Session, ids: Sequence[str]) -> dict[str, str]:
    """The texts of these messages, by id."""
    return {row.id: row.content for row in run(session, _TEXTS, ids=ids)} if ids else {}


def beginnings(session: Session, ids: Sequence[str], characters: int) -> dict[str, str]:
    """The first characters of the texts of these messages, by id."""
    columns: list[Any] = [Message.id, func.substr(Message.content, 1, characters)]
    return dict(session.exec(select(*columns).where(Message.id.in_(ids))).all()) if ids else {}


def revisions(session: Session, chat_id: str) -> Sequence[tuple[str, str, datetime]]:
    """(id, the message that had this text, until when) of all revisions in a chat, oldest first."""
    columns: list[Any] = [Message.id, Message.revision_of, Message.revised_until]
    earlier = select(*columns).where(Message.chat_id == chat_id, Message.revision_of.is_not(None))
    return [tuple(row) for row in session.exec(earlier.order_by(Message.revised_until))]


def whole(session: Session, ids: Sequence[str]) -> list[Message]:
    """These messages, in this order."""
    found = session.exec(_WHOLE, params={"ids": ids}) if ids else ()
    by_id = {message.id: message for message in found}
    return [by_id[message_id] for message_id in ids]


def any_reasoning(session: Session, ids: Sequence[str]) -> bool:
    """Whether the model thought before any of these messages."""
    with_reasoning = select(Message.id).where(Message.id.in_(ids), Message.reasoning != "").limit(1)
    return bool(ids) and session.exec(with_reasoning).first() is not None


def note_tokens(session: Session, counts: Mapping[str, int], encoding: str) -> None:
    """Store how many tokens each of these messages has.

    Args:
        counts: tokens by id.
        encoding: by which they were counted, as `llm.tokens` names it.
    """
    # Not the session's own update of many: that raises where a row has been deleted meanwhile.
    noted = update(Message).where(Message.id == bindparam("message_id"))
    rows = [{"message_id": key, "counted": tokens} for key, tokens in counts.items()]
    if rows:
        values = noted.values(tokens=bindparam("counted"), counted_by=encoding)
        session.connection().execute(values, rows)


def owned(session: Session, owner_id: str, message_id: str) -> Message | None:
    """A message in one of the owner's chats, read anew; None for one that was deleted."""
    return session.exec(_OWNED_NOW, params={"owner_id": owner_id, "message_id": message_id}).first()


def deleted(session: Session, owner_id: str, message_id: str, since: datetime) -> Message | None:
    """A message in one of the owner's chats that was deleted, but not before this time."""
    not_before = _OWNED.where(Message.deleted_at >= since)
    return session.exec(not_before, params={"owner_id": owner_id, "message_id": message_id}).first()


def by_idempotency_key(session: Session, chat_id: str, idempotency_key: str) -> str | None:
    """The id of the message that was stored in the chat under this idempotency key, if any."""
    return run(session, _KEYED, chat_id=chat_id, idempotency_key=idempotency_key).scalar()


def chat_started_by(session: Session, owner_id: str, idempotency_key: str) -> str | None:
    """The id of the owner's chat that holds the message of this idempotency key, if any."""
    key = {"owner_id": owner_id, "idempotency_key": idempotency_key}
    return session.exec(_STARTED_BY, params=key).first()


def running(session: Session, chat_id: str) -> Message | None:
    """The chat's reply that is being made."""
    return session.exec(_RUNNING, params={"chat_id": chat_id}).first()


def is_running(session: Session, chat_id: str) -> bool:
    """Whether the chat has such a reply."""
    return run(session, _RUNNING_ID, chat_id=chat_id).first() is not None


def running_ones(session: Session, ids: Sequence[str]) -> Sequence[Message]:
    """Those of these messages that are replies being made."""
    return session.exec(select(Message).where(Message.id.in_(ids), Message.status == Status.STREAMING)).all()


def models_used(session: Session, owner_id: str, limit: int) -> Sequence[tuple[str | None, str]]:
    """(provider, model) of the owner's replies, the last used first, each once; what failed is not used."""
    columns: list[Any] = [Message.provider, Message.model]
    return session.exec(
        select(*columns)
        .join(Chat)
        .where(Chat.user_id == owner_id, Message.model.is_not(None), Message.status != Status.FAILED)
        .group_by(*columns)
        .order_by(func.max(Message.created_at).desc())
        .limit(limit)
    ).all()


def running_chats(session: Session, owner_id: str) -> set[str]:
    """The ids of the owner's chats with a reply being made."""
    return set(
        session.exec(
            select(Message.chat_id)
            .join(Chat)
            .where(Chat.user_id == owner_id, Message.status == Status.STREAMING)
        )
    )


def deselect(session: Session, chat_id: str, parent_id: str | None) -> None:
    """Deselect all messages below this one, so that another may be selected."""
    session.exec(
        update(Message).where(Message.chat_id == chat_id, _same_parent(parent_id)).values(selected=False)
    )


def add(session: Session, message: Message) -> Message:
    """Store a message as the selected one among its siblings, of which no other may be selected."""
    session.add(message)
    return message


def clear(session: Session, chat_id: str) -> None:
    """Delete all messages of a chat, in every version."""
    session.exec(delete(Message).where(Message.chat_id == chat_id))


def gone(before: datetime):
    """A table of ids: messages deleted before this time, and their revisions."""
    deleted = aliased(Message)
    earlier = (
        select(Message.id)
        .join(deleted, and_(Message.chat_id == deleted.chat_id, Message.revision_of == deleted.id))
        .where(deleted.deleted_at < before, Message.selected.is_(False))
    )
    return union(select(Message.id).where(Message.deleted_at < before), earlier).subquery()


def forget(session: Session, before: datetime, limit: int) -> int:
    """Empty the texts of messages that were deleted before this time, and of their revisions.

    The rows stay: the messages below them refer to them.

    Returns:
        How many there were.
    """
    texts = (Message.reasoning, Message.request_record, Message.error_text, Message.wish, Message.follow_ups)
    with_texts = or_(Message.content != "", *(text.is_not(None) for text in texts))
    its = gone(before)
    found = select(Message.id).join(its, its.c.id == Message.id).where(with_texts)
    ids = session.exec(found.limit(limit)).all()
    nothing = {text.key: None for text in texts}
    session.exec(update(Message).where(Message.id.in_(ids)).values(content="", **nothing))
    return len(ids)


def _same_parent(parent_id: str | None):
    return Message.parent_id.is_(None) if parent_id is None else Message.parent_id == parent_id
