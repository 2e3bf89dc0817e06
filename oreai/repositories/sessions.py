"""The browsers that are signed in; only the hash of a token is known here."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlalchemy import or_, update
from sqlmodel import Session, delete, select

from oreai.columns import now
from oreai.models import LoginSession, SigningKey, User
from oreai.repositories.users import IDLE


def by_hash(session: Session, token_hash: str) -> LoginSession | None:
    """The session of this token, unless its time is over, or that of an account was not used for too long."""
    at = now()
    is_in_use = or_(User.name.is_(None), LoginSession.last_seen_at > at - IDLE)
    return session.exec(
        select(LoginSession)
        .join(User, LoginSession.user_id == User.id)
        .where(LoginSession.token_hash == token_hash, LoginSession.expires_at > at, is_in_use)
    ).first()


def of_user(session: Session, user_id: str, seen_since: datetime) -> list[LoginSession]:
    """The user's sessions that were used since then."""
    return list(
        session.exec(
            select(LoginSession).where(
                LoginSession.user_id == user_id,
                LoginSession.expires_at > now(),
                LoginSession.last_seen_at > seen_since,
            )
        )
    )


def end(session: Session, user_id: str, session_id: str) -> list[str]:
    """Sign one browser of this user out; the hash of its token, if there was such a one."""
    return _end(session, LoginSession.id == session_id, LoginSession.user_id == user_id)


def end_all(session: Session, user_id: str, *, but: str = "") -> list[str]:
    """Sign all browsers of this user out, but for the one with this token's hash; the others' hashes."""
    return _end(session, LoginSession.user_id == user_id, LoginSession.token_hash != but)


def end_by_hash(session: Session, token_hash: str) -> list[str]:
    """Sign the browser with this token's hash out; the hash, if somebody was signed in there."""
    return _end(session, LoginSession.token_hash == token_hash)


def _end(session: Session, *which: Any) -> list[str]:
    hashes = list(session.exec(select(LoginSession.token_hash).where(*which)))
    session.exec(delete(LoginSession).where(*which))
    return hashes


def existing(session: Session, hashes: Collection[str]) -> set[str]:
    """Those of these hashes that a session has."""
    found = select(LoginSession.token_hash).where(LoginSession.token_hash.in_(hashes))
    return set(session.exec(found))


def make_room(session: Session, user_id: str, most: int) -> None:
    """End the user's sessions that were unused the longest, until so many are left."""
    surplus = session.exec(
        select(LoginSession)
        .where(LoginSession.user_id == user_id)
        .order_by(LoginSession.last_seen_at.desc())
        .offset(most)
    )
    for row in surplus:
        session.delete(row)


def prove(session: Session, token_hash: str) -> None:
    """Note that this browser's user has just shown who they are."""
    session.exec(update(LoginSession).where(LoginSession.token_hash == token_hash).values(proved_at=now()))


def signing_key(session: Session, name: str) -> str | None:
    """The key of this name, in hex; None where it has not been made yet."""
    return session.exec(select(SigningKey.key).where(SigningKey.name == name)).first()


def add_signing_key(session: Session, name: str, key: str) -> str:
    """Keep this key, in hex, under its name; there is one of each name."""
    session.add(SigningKey(name=name, key=key))
    session.flush()
    return key
