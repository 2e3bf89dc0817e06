"""Shared links. One of a chat in the trash does not exist."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import delete, update
from sqlmodel import Session, col, func, or_, select

from oreai.models import Chat, SharedLink


def owned(session: Session, owner_id: str, link_id: str) -> SharedLink | None:
    """The owner's link, whose chat is not in the trash."""
    return session.exec(
        select(SharedLink).join(Chat).where(SharedLink.id == link_id, *_in_list(owner_id))
    ).first()


def with_chats(session: Session, owner_id: str) -> Sequence[tuple[SharedLink, Chat]]:
    """The owner's links with their chats, the newest first."""
    found = session.exec(
        select(SharedLink, Chat)
        .join(Chat)
        .where(*_in_list(owner_id))
        .order_by(col(SharedLink.created_at).desc(), col(SharedLink.id))
    )
    return [(link, chat) for link, chat in found]


def of_chat(session: Session, chat_id: str) -> Sequence[SharedLink]:
    """The links to a chat, which must come from its owner, the newest first."""
    newest_first = col(SharedLink.created_at).desc(), col(SharedLink.id)
    return session.exec(select(SharedLink).where(SharedLink.chat_id == chat_id).order_by(*newest_first)).all()


def count(session: Session, owner_id: str) -> int:
    """How many links the owner has."""
    query = select(func.count()).select_from(SharedLink).join(Chat).where(Chat.user_id == owner_id)
    return session.exec(query).one()


def by_token(session: Session, token: str, at: datetime) -> tuple[SharedLink, Chat] | None:
    """What a link leads to, while it is good."""
    is_good = or_(col(SharedLink.expires_at).is_(None), col(SharedLink.expires_at) > at)
    found = session.exec(
        select(SharedLink, Chat)
        .join(Chat)
        .where(SharedLink.token == token, col(Chat.deleted_at).is_(None), is_good)
    ).first()
    return (found[0], found[1]) if found else None


def count_views(session: Session, counted: Mapping[str, int]) -> None:
    """So many more have looked: numbers by the ids of links, always in one order, as locks want it."""
    for link_id in sorted(counted):
        more = SharedLink.views + counted[link_id]
        session.exec(update(SharedLink).where(col(SharedLink.id) == link_id).values(views=more))


def forget_expired(session: Session, before: datetime) -> int:
    """Delete the links whose time was over by then; returns how many there were."""
    return session.exec(delete(SharedLink).where(col(SharedLink.expires_at) < before)).rowcount


def _in_list(owner_id: str) -> tuple[object, ...]:
    return Chat.user_id == owner_id, col(Chat.deleted_at).is_(None)
