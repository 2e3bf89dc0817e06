"""Attachments' rows. The ids of messages and chats given to these must come from a load through the owner."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import func, update
from sqlmodel import Session, delete, select

from oreai.models import Attachment, Message, User
from oreai.repositories import messages


def get(session: Session, owner_id: str, attachment_id: str) -> Attachment | None:
    """The owner's attachment."""
    return session.exec(_of(owner_id).where(Attachment.id == attachment_id)).first()


def named(session: Session, owner_id: str, ids: Collection[str]) -> Sequence[Attachment]:
    """Those of these attachments that are the owner's."""
    return session.exec(_of(owner_id).where(Attachment.id.in_(ids))).all() if ids else []


def bytes_of(session: Session, owner_id: str) -> int:
    """How many bytes the owner's files have, each counted once; who else counts waits until then."""
    session.exec(select(User.id).where(User.id == owner_id).with_for_update()).one()
    files = _of(owner_id).with_only_columns(Attachment.file, Attachment.bytes).distinct().subquery()
    return int(session.exec(select(func.coalesce(func.sum(files.c.bytes), 0))).one())


def attach(session: Session, owner_id: str, ids: Sequence[str], **to: str | None) -> bool:
    """Let these attachments of the owner, none sent before, belong to a message or a queued one.

    Args:
        to: its `message_id` or `queued_id`.

    Returns:
        Whether all of them could.
    """
    for position, attachment_id in enumerate(ids):
        waiting = (Attachment.id == attachment_id, Attachment.user_id == owner_id, *_unsent())
        taken = session.exec(update(Attachment).where(*waiting).values(position=position, **to))
        if taken.rowcount != 1:
            return False
    return True


def release(session: Session, queued_id: str) -> Sequence[str]:
    """Take its attachments from a queued message that is about to be sent; their ids, in their order."""
    its = Attachment.queued_id == queued_id
    ids = session.exec(select(Attachment.id).where(its).order_by(Attachment.position)).all()
    session.exec(update(Attachment).where(its).values(queued_id=None))
    return ids


def bytes_in(session: Session, message_ids: Collection[str]) -> dict[str, int]:
    """How many bytes the attachments of each of these messages have, where there are any."""
    if not message_ids:
        return {}
    of_messages = select(Attachment.message_id, func.sum(Attachment.bytes)).where(
        Attachment.message_id.in_(message_ids)
    )
    sums = session.exec(of_messages.group_by(Attachment.message_id))
    return {message_id: int(size) for message_id, size in sums if message_id}


def kinds_in(session: Session, message_ids: Collection[str]) -> dict[str, set[str]]:
    """The kinds of the attachments of each of these messages that has any."""
    return _kinds(session, Attachment.message_id, message_ids)


def kinds_in_queue(session: Session, queued_ids: Collection[str]) -> dict[str, set[str]]:
    """The same of queued messages."""
    return _kinds(session, Attachment.queued_id, queued_ids)


def _kinds(session: Session, owner: Any, ids: Collection[str]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    if ids:
        for key, kind in session.exec(select(owner, Attachment.kind).where(owner.in_(ids)).distinct()):
            found.setdefault(key, set()).add(kind)
    return found


def copy(session: Session, copies: Mapping[str, str], owner_id: str = "") -> None:
    """Give messages the attachments of others: old id to new id. The files are shared.

    Args:
        owner_id: whose the copies are; unless given, whose the others are.
    """
    for old_id, attachments in of_messages(session, copies).items():
        for attachment in attachments:
            columns = attachment.model_dump(exclude={"id", "user_id", "message_id", "queued_id"})
            owner = owner_id or attachment.user_id
            session.add(Attachment(user_id=owner, message_id=copies[old_id], **columns))


def of_messages(session: Session, ids: Collection[str]) -> dict[str, list[Attachment]]:
    """The attachments of each of these messages that has any, in their order."""
    found: dict[str, list[Attachment]] = {}
    if ids:
        query = select(Attachment).where(Attachment.message_id.in_(ids)).order_by(Attachment.position)
        for attachment in session.exec(query):
            found.setdefault(attachment.message_id, []).append(attachment)
    return found


def files_in(session: Session, chat_ids: Collection[str]) -> set[str]:
    """The names of the files that the attachments in these chats have."""
    return set(session.exec(select(Attachment.file).join(Message).where(Message.chat_id.in_(chat_ids))))


def still_named(session: Session, files: Collection[str]) -> set[str]:
    """Those of these files that some attachment has."""
    return set(session.exec(select(Attachment.file).where(Attachment.file.in_(files))))


def any_there(session: Session) -> bool:
    """Whether anybody has an attachment."""
    return session.exec(select(Attachment.id).limit(1)).first() is not None


def forget_deleted(session: Session, before: datetime) -> set[str]:
    """Delete the attachments of messages that were deleted before then, and of their revisions.

    Returns:
        The names of the files they had.
    """
    return _forget(session, Attachment.message_id.in_(select(messages.gone(before).c.id)))


def forget_waiting(session: Session, before: datetime) -> set[str]:
    """The same for those that came before then and were never sent."""
    return _forget(session, *_unsent(), Attachment.created_at < before)


def forget_surplus(session: Session, owner_id: str, most: int) -> set[str]:
    """The same for the owner's that were never sent, except so many of the newest."""
    newest_first = _of(owner_id).where(*_unsent()).order_by(Attachment.created_at.desc(), Attachment.id)
    surplus = session.exec(newest_first.with_only_columns(Attachment.id).offset(most)).all()
    return _forget(session, Attachment.id.in_(surplus), *_unsent()) if surplus else set()


def _forget(session: Session, *which) -> set[str]:
    files = set(session.exec(select(Attachment.file).where(*which)))
    session.exec(delete(Attachment).where(*which))
    return files


def _unsent():
    return Attachment.message_id.is_(None), Attachment.queued_id.is_(None)


def _of(owner_id: str):
    return select(Attachment).where(Attachment.user_id == owner_id)
