"""Imports, and the chats and messages that came with them."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import insert, or_, update
from sqlmodel import Session, col, func, select

from oreai.models import Attachment, Chat, ChatImport, ImportStatus, Message

_HELD = (ImportStatus.READING, ImportStatus.RUNNING)


def owned(session: Session, owner_id: str, import_id: str, *, lock: bool = False) -> ChatImport | None:
    """The owner's import; `lock` keeps other writers of it waiting until this transaction ends."""
    query = select(ChatImport).where(ChatImport.id == import_id, ChatImport.user_id == owner_id)
    return session.exec(query.with_for_update() if lock else query).first()


def newest(session: Session, owner_id: str, limit: int) -> Sequence[ChatImport]:
    """The owner's imports, the newest first."""
    query = select(ChatImport).where(ChatImport.user_id == owner_id)
    return session.exec(query.order_by(col(ChatImport.created_at).desc()).limit(limit)).all()


def active(session: Session, owner_id: str) -> ChatImport | None:
    """The owner's import that is not at its end, if there is one."""
    going = (ImportStatus.UPLOADING, *_HELD)
    return session.exec(
        select(ChatImport).where(ChatImport.user_id == owner_id, col(ChatImport.status).in_(going))
    ).first()


def end_lost_uploads(session: Session, at: datetime) -> None:
    """End the imports whose files come no more: nobody has renewed their lease."""
    lost = col(ChatImport.status) == ImportStatus.UPLOADING, col(ChatImport.lease_until) < at
    session.exec(update(ChatImport).where(*lost).values(status=ImportStatus.CANCELLED, finished_at=at))


def count_uploading(session: Session, network: str | None = None) -> int:
    """How many files are coming in, of all users, or from this network."""
    coming = [ChatImport.status == ImportStatus.UPLOADING]
    coming += [] if network is None else [ChatImport.network == network]
    return session.exec(select(func.count()).select_from(ChatImport).where(*coming)).one()


def bytes_under_way(session: Session) -> int:
    """How large the files are together that are coming in or being read."""
    under_way = col(ChatImport.status).in_((ImportStatus.UPLOADING, ImportStatus.READING))
    return int(session.exec(select(func.coalesce(func.sum(ChatImport.file_bytes), 0)).where(under_way)).one())


def waiting(session: Session, owner_id: str) -> Sequence[ChatImport]:
    """The owner's imports that were read and wait for a choice."""
    return session.exec(
        select(ChatImport).where(ChatImport.user_id == owner_id, ChatImport.status == ImportStatus.READY)
    ).all()


def lapsed(session: Session, at: datetime) -> Sequence[ChatImport]:
    """Imports that somebody worked on whose lease is over."""
    return session.exec(
        select(ChatImport).where(
            col(ChatImport.status).in_(_HELD),
            or_(col(ChatImport.lease_until).is_(None), col(ChatImport.lease_until) < at),
        )
    ).all()


def take(session: Session, import_id: str, maker: str, at: datetime, until: datetime) -> bool:
    """Hold the lease of an import that nobody else holds; of two who try, one does."""
    free = or_(col(ChatImport.lease_until).is_(None), col(ChatImport.lease_until) < at)
    return _changed(session, import_id, free, lease_owner=maker, lease_until=until)


def renew(session: Session, import_id: str, maker: str, until: datetime) -> bool:
    """Hold it longer, if it is still held."""
    return write(session, import_id, maker, lease_until=until)


def write(session: Session, import_id: str, maker: str, **values: object) -> bool:
    """Write down how far an import is; not where its owner has ended it, or another process works on it."""
    still = col(ChatImport.status).in_(_HELD)
    return _changed(session, import_id, still, col(ChatImport.lease_owner) == maker, **values)


def step(session: Session, import_id: str, maker: str, position: int, gained: tuple[int, int]) -> bool:
    """One more of the chosen chats is done, in the same transaction in which it was stored.

    Args:
        gained: how many messages and pictures have come with it.
    """
    messages, pictures = gained
    return write(
        session,
        import_id,
        maker,
        position=position + 1,
        chats=ChatImport.chats + (1 if messages else 0),
        messages=ChatImport.messages + messages,
        pictures=ChatImport.pictures + pictures,
    )


def skip(session: Session, import_id: str, maker: str, position: int) -> bool:
    """One of the chosen chats could not be stored."""
    return write(session, import_id, maker, position=position + 1, failed=ChatImport.failed + 1)


def _changed(session: Session, import_id: str, *conditions: Any, **values: object) -> bool:
    found = session.exec(
        update(ChatImport).where(col(ChatImport.id) == import_id, *conditions).values(**values)
    )
    return found.rowcount == 1


def chat_from(session: Session, owner_id: str, source: str, source_id: str) -> Chat | None:
    """The owner's chat that came from there before, unless it is in the trash."""
    return session.exec(
        select(Chat)
        .where(Chat.user_id == owner_id, Chat.source == source, Chat.source_id == source_id)
        .where(col(Chat.deleted_at).is_(None))
        .with_for_update()
    ).first()


def messages_from(session: Session, chat_id: str) -> dict[str, str]:
    """The ids of a chat's messages by the names they had where they came from."""
    rows = session.exec(
        select(Message.source_id, Message.id).where(
            Message.chat_id == chat_id, col(Message.source_id).is_not(None)
        )
    )
    return {str(source_id): message_id for source_id, message_id in rows}


def parents(session: Session, chat_id: str) -> set[str | None]:
    """What the selected messages of a chat stand below."""
    return set(
        session.exec(select(Message.parent_id).where(Message.chat_id == chat_id, col(Message.selected)))
    )


def add_all(session: Session, kind: type[Message] | type[Attachment], rows: list[dict[str, Any]]) -> None:
    """Store many rows at once, in this order."""
    if rows:
        session.connection().execute(insert(kind), rows)


def chats_of(session: Session, owner_id: str, import_id: str) -> Sequence[Chat]:
    """The owner's chats that an import has made and that are not in the trash."""
    return session.exec(
        select(Chat).where(
            Chat.user_id == owner_id, Chat.import_id == import_id, col(Chat.deleted_at).is_(None)
        )
    ).all()


def with_later_messages(session: Session, chat_ids: Iterable[str], import_id: str) -> set[str]:
    """Those of these chats in which something stands that did not come with the import."""
    foreign = or_(col(Message.import_id).is_(None), Message.import_id != import_id)
    return set(
        session.exec(
            select(Message.chat_id).where(col(Message.chat_id).in_(list(chat_ids)), foreign).distinct()
        )
    )


def delete_added(session: Session, owner_id: str, import_id: str, at: datetime) -> set[str]:
    """Delete the messages that an import has added to chats that were there before; the chats' ids."""
    added = (
        select(Message.chat_id)
        .join(Chat)
        .where(Message.import_id == import_id, Chat.user_id == owner_id)
        .where(or_(col(Chat.import_id).is_(None), Chat.import_id != import_id))
        .distinct()
    )
    chat_ids = set(session.exec(added))
    if chat_ids:
        session.exec(
            update(Message)
            .where(col(Message.chat_id).in_(chat_ids), col(Message.import_id) == import_id)
            .values(deleted_at=at, selected=False)
        )
    return chat_ids


def count_imported(session: Session, owner_id: str, since: datetime) -> int:
    """How many messages the owner has brought in since then."""
    query = select(func.coalesce(func.sum(ChatImport.messages), 0)).where(
        ChatImport.user_id == owner_id, ChatImport.created_at >= since
    )
    return int(session.exec(query).one())
