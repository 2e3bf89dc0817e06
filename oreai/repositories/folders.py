"""Folders of chats. One that is not the owner's does not exist."""

from collections.abc import Sequence

from sqlalchemy import bindparam, update
from sqlalchemy.orm import defer
from sqlmodel import Session, func, select

from oreai.models import Chat, Folder

# Built once, as in `messages.py`: every change of a list asks this.
_ROWS = (
    select(Folder)
    .where(Folder.user_id == bindparam("owner_id"))
    .options(defer(Folder.instructions))
    .order_by(Folder.created_at, Folder.id)
)


def rows(session: Session, owner_id: str) -> Sequence[Folder]:
    """The owner's folders, the oldest first; without their instructions."""
    return session.exec(_ROWS, params={"owner_id": owner_id}).all()


def whole(session: Session, owner_id: str) -> Sequence[Folder]:
    """The same with their instructions."""
    query = select(Folder).where(Folder.user_id == owner_id)
    return session.exec(query.order_by(Folder.created_at, Folder.id)).all()


def get(session: Session, owner_id: str, folder_id: str, *, lock: bool = False) -> Folder | None:
    """The owner's folder; `lock` keeps it from being deleted until this transaction ends."""
    query = select(Folder).where(Folder.id == folder_id, Folder.user_id == owner_id)
    return session.exec(query.with_for_update() if lock else query).first()


def named(session: Session, owner_id: str, name: str) -> Folder | None:
    """The owner's folder of this name; the oldest of several."""
    query = select(Folder).where(Folder.user_id == owner_id, Folder.name == name)
    found = session.exec(query.order_by(Folder.created_at, Folder.id)).all()
    return next((folder for folder in found if folder.name == name), None)  # MySQL compares more loosely


def count(session: Session, owner_id: str) -> int:
    """How many folders the owner has."""
    return session.exec(select(func.count()).where(Folder.user_id == owner_id)).one()


def of_chat(session: Session, chat: Chat) -> Folder | None:
    """The folder that a chat, which was loaded through its owner, is in."""
    return get(session, chat.user_id, chat.folder_id) if chat.folder_id else None


def chat_ids(session: Session, owner_id: str, folder_id: str) -> set[str]:
    """The chats in a folder, those in the trash too."""
    return set(session.exec(select(Chat.id).where(Chat.user_id == owner_id, Chat.folder_id == folder_id)))


def empty(session: Session, owner_id: str, folder_id: str) -> set[str]:
    """Take all chats out of a folder, those in the trash too; their ids."""
    left = chat_ids(session, owner_id, folder_id)
    within = Chat.user_id == owner_id, Chat.folder_id == folder_id
    session.exec(update(Chat).where(*within).values(folder_id=None))
    return left
