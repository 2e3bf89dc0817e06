"""The browsers that are signed in; only the hash of a token is known here."""

from datetime import datetime

from sqlalchemy import update
from sqlmodel import Session, delete, select

from oreai.columns import now
from oreai.models import LoginSession


def by_hash(session: Session, token_hash: str) -> LoginSession | None:
    """The session of this token, unless its time is over."""
    return session.exec(
        select(LoginSession).where(LoginSession.token_hash == token_hash, LoginSession.expires_at > now())
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


def end(session: Session, user_id: str, session_id: str) -> bool:
    """Sign one browser of this user out; whether there was such a one."""
    ended = session.exec(
        delete(LoginSession).where(LoginSession.id == session_id, LoginSession.user_id == user_id)
    )
    return ended.rowcount == 1


def end_all(session: Session, user_id: str, *, but: str = "") -> None:
    """Sign all browsers of this user out, but for the one with this token's hash."""
    session.exec(delete(LoginSession).where(LoginSession.user_id == user_id, LoginSession.token_hash != but))


def end_by_hash(session: Session, token_hash: str) -> str | None:
    """Sign the browser with this token's hash out; whose it was."""
    row = by_hash(session, token_hash)
    if row is None:
        return None
    session.delete(row)
    return row.user_id


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
