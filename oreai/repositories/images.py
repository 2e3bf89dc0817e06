"""Pictures' rows. The ids of messages and chats given to these must come from a load through the owner."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from sqlalchemy import func, update
from sqlmodel import Session, delete, select

from oreai.models import Image, Message, User
from oreai.repositories import messages


def get(session: Session, owner_id: str, image_id: str) -> Image | None:
    """The owner's picture."""
    return session.exec(_of(owner_id).where(Image.id == image_id)).first()


def named(session: Session, owner_id: str, ids: Collection[str]) -> Sequence[Image]:
    """Those of these pictures that are the owner's."""
    return session.exec(_of(owner_id).where(Image.id.in_(ids))).all() if ids else []


def bytes_of(session: Session, owner_id: str) -> int:
    """How many bytes the owner's files have, each counted once; who else counts waits until then."""
    session.exec(select(User.id).where(User.id == owner_id).with_for_update()).one()
    files = _of(owner_id).with_only_columns(Image.file, Image.bytes).distinct().subquery()
    return int(session.exec(select(func.coalesce(func.sum(files.c.bytes), 0))).one())


def attach(session: Session, owner_id: str, ids: Sequence[str], **to: str | None) -> bool:
    """Let these pictures of the owner, none of them sent before, belong to a message or to a queued prompt.

    Args:
        to: its `message_id` or `queued_id`.

    Returns:
        Whether all of them could.
    """
    for position, image_id in enumerate(ids):
        waiting = (Image.id == image_id, Image.user_id == owner_id, *_unsent())
        taken = session.exec(update(Image).where(*waiting).values(position=position, **to))
        if taken.rowcount != 1:
            return False
    return True


def hand_on(session: Session, queued_id: str, message_id: str) -> None:
    """Let a message have the pictures of the prompt that has waited."""
    session.exec(
        update(Image).where(Image.queued_id == queued_id).values(queued_id=None, message_id=message_id)
    )


def bytes_in(session: Session, message_ids: Collection[str]) -> dict[str, int]:
    """How many bytes the pictures of each of these messages have, where there are any."""
    if not message_ids:
        return {}
    of_messages = select(Image.message_id, func.sum(Image.bytes)).where(Image.message_id.in_(message_ids))
    sums = session.exec(of_messages.group_by(Image.message_id))
    return {message_id: int(size) for message_id, size in sums if message_id}


def copy(session: Session, copies: Mapping[str, str]) -> None:
    """Give messages the pictures of others: old id to new id. The files are shared."""
    for old_id, images in of_messages(session, copies).items():
        for image in images:
            columns = image.model_dump(exclude={"id", "message_id", "queued_id"})
            session.add(Image(message_id=copies[old_id], **columns))


def of_messages(session: Session, ids: Collection[str]) -> dict[str, list[Image]]:
    """The pictures of each of these messages that has any, in their order."""
    found: dict[str, list[Image]] = {}
    if ids:
        query = select(Image).where(Image.message_id.in_(ids)).order_by(Image.position)
        for image in session.exec(query):
            found.setdefault(image.message_id, []).append(image)
    return found


def files_in(session: Session, chat_ids: Collection[str]) -> set[str]:
    """The names of the files that the pictures in these chats have."""
    return set(session.exec(select(Image.file).join(Message).where(Message.chat_id.in_(chat_ids))))


def still_named(session: Session, files: Collection[str]) -> set[str]:
    """Those of these files that some picture has."""
    return set(session.exec(select(Image.file).where(Image.file.in_(files))))


def any_there(session: Session) -> bool:
    """Whether anybody has a picture."""
    return session.exec(select(Image.id).limit(1)).first() is not None


def forget_deleted(session: Session, before: datetime) -> set[str]:
    """Delete the pictures of messages that were deleted before then, and of the words these had before.

    Returns:
        The names of the files they had.
    """
    return _forget(session, Image.message_id.in_(select(messages.gone(before).c.id)))


def forget_waiting(session: Session, before: datetime) -> set[str]:
    """The same for those that came before then and were never sent."""
    return _forget(session, *_unsent(), Image.created_at < before)


def forget_surplus(session: Session, owner_id: str, most: int) -> set[str]:
    """The same for the owner's that were never sent, except so many of the newest."""
    newest_first = _of(owner_id).where(*_unsent()).order_by(Image.created_at.desc(), Image.id)
    surplus = session.exec(newest_first.with_only_columns(Image.id).offset(most)).all()
    return _forget(session, Image.id.in_(surplus), *_unsent()) if surplus else set()


def _forget(session: Session, *which) -> set[str]:
    files = set(session.exec(select(Image.file).where(*which)))
    session.exec(delete(Image).where(*which))
    return files


def _unsent():
    return Image.message_id.is_(None), Image.queued_id.is_(None)


def _of(owner_id: str):
    return select(Image).where(Image.user_id == owner_id)
