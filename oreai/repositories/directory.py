"""Users as the owner sees them: sums and sizes, never a text of theirs."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, func, or_
from sqlmodel import Session, select

from oreai.models import Attachment, Chat, Message, User, UserRole

_ESCAPE = "\\"


@dataclass(frozen=True)
class Sums:
    """What one user has stored here."""

    chats: int = 0
    messages: int = 0
    attachment_bytes: int = 0


def page(session: Session, words: str, start: int, count: int) -> Sequence[User]:
    """So many users from that place on whose name holds these words: people first, the last seen before."""
    query = select(User).where(*_matching(words))
    by_visit = query.order_by(User.name.is_(None), User.last_seen_at.desc(), User.id)
    return session.exec(by_visit.offset(start).limit(count)).all()


def count(session: Session, words: str) -> int:
    """How many there are."""
    return session.exec(select(func.count()).select_from(User).where(*_matching(words))).one()


def called(session: Session, name: str, most: int) -> Sequence[User]:
    """Users who are shown by this name; there may be several, whom others have signed in."""
    return session.exec(select(User).where(User.name == name).limit(most)).all()


def by_id(session: Session, user_id: str, *, lock: bool = False) -> User | None:
    """The user of this id."""
    query = select(User).where(User.id == user_id)
    return session.exec(query.with_for_update() if lock else query).first()


def owners(session: Session, *, lock: bool = False) -> Sequence[User]:
    """Who owns the server, but for accounts on their way out; `lock` keeps others from changing it."""
    query = select(User).where(User.role == UserRole.OWNER, User.delete_at.is_(None))
    return session.exec(query.with_for_update() if lock else query).all()


def sums(session: Session, user_ids: Collection[str]) -> dict[str, Sums]:
    """What each of these users has stored."""
    chats = dict(_grouped(session, select(Chat.user_id, func.count()).group_by(Chat.user_id), user_ids))
    messages = select(Chat.user_id, func.count()).join(Message, Message.chat_id == Chat.id)
    of_each = dict(_grouped(session, messages.group_by(Chat.user_id), user_ids))
    files = dict(
        session.exec(
            select(Attachment.user_id, func.sum(Attachment.bytes))
            .where(Attachment.user_id.in_(user_ids))
            .group_by(Attachment.user_id)
        ).all()
    )
    return {one: Sums(chats.get(one, 0), of_each.get(one, 0), int(files.get(one) or 0)) for one in user_ids}


def _grouped(session: Session, query, user_ids: Collection[str]) -> Sequence[tuple[str, int]]:
    return session.exec(query.where(Chat.user_id.in_(user_ids))).all()


def _matching(words: str) -> list[ColumnElement[bool]]:
    if not words:
        return []
    plain = words.replace(_ESCAPE, _ESCAPE * 2).replace("%", r"\%").replace("_", r"\_")
    return [or_(User.id == words, User.name.like(f"%{plain}%", escape=_ESCAPE))]
