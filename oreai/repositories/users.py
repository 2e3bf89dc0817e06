"""Users and their browsers."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import or_, update
from sqlmodel import Session, delete, select

from oreai.models import (
    Attachment,
    Chat,
    LoginSession,
    Message,
    Passkey,
    Profile,
    SignInName,
    User,
    now,
)

IDLE = timedelta(days=90)
"An account's session ends after so long unused; a guest's does not: little else leads back to them."


@dataclass(frozen=True)
class Visit:
    """A user, and when the browser that asks was last seen before."""

    user: User
    seen_at: datetime


def by_token(session: Session, token_hash: str) -> Visit | None:
    """The user whose session has this token's hash; None where there is none, or it has expired."""
    found = session.exec(
        select(User, LoginSession.last_seen_at)
        .join(LoginSession, LoginSession.user_id == User.id)
        .where(
            LoginSession.token_hash == token_hash,
            LoginSession.expires_at > now(),
            or_(User.name.is_(None), LoginSession.last_seen_at > now() - IDLE),
        )
    ).first()
    return Visit(*found) if found else None


def by_name_key(session: Session, key_hash: str) -> User | None:
    """The user who signs in with the name of this key's hash."""
    return session.exec(select(User).join(SignInName).where(SignInName.key_hash == key_hash)).first()


def can_prove(session: Session, user_id: str) -> bool:
    """Whether there is anything by which this user can show again who they are."""
    has_passkey = session.exec(select(Passkey.id).where(Passkey.user_id == user_id).limit(1)).first()
    return has_passkey is not None or get(session, user_id).password_hash is not None


def add(session: Session, *, locale: str, calls_limit: int) -> User:
    """A new user, signed in nowhere."""
    user = User(locale=locale, calls_limit=calls_limit)
    session.add(user)
    session.flush()
    return user


def add_guest(
    session: Session, *, token_hash: str, device: str, locale: str, calls_limit: int, expires_at: datetime
) -> User:
    """A new user without a form, signed in at this browser."""
    user = add(session, locale=locale, calls_limit=calls_limit)
    session.add(LoginSession(token_hash=token_hash, user_id=user.id, device=device, expires_at=expires_at))
    session.flush()
    return user


def forget_over(session: Session, token_hash: str) -> None:
    """Forget the session of this token if its time is over; one that another tab has just begun stays."""
    is_over = or_(LoginSession.expires_at <= now(), LoginSession.last_seen_at <= now() - IDLE)
    session.exec(delete(LoginSession).where(LoginSession.token_hash == token_hash, is_over))


def forget_expired(session: Session, before: datetime) -> int:
    """Sign out all browsers whose time was over then; how many there were."""
    return session.exec(delete(LoginSession).where(LoginSession.expires_at < before)).rowcount


def get(session: Session, user_id: str, *, lock: bool = False) -> User:
    """The user of this id, who must exist; `lock` keeps their other writers waiting."""
    query = select(User).where(User.id == user_id)
    return session.exec(query.with_for_update() if lock else query).one()


def locale_of(session: Session, user_id: str) -> str:
    """The language this user reads; empty where there is no such user."""
    return session.exec(select(User.locale).where(User.id == user_id)).first() or ""


def seen(session: Session, user_id: str, token_hash: str, expires_at: datetime) -> None:
    """Note a visit, and let a guest's browser stay theirs for longer."""
    session.exec(update(User).where(User.id == user_id).values(last_seen_at=now()))
    browser = update(LoginSession).where(LoginSession.token_hash == token_hash)
    session.exec(browser.values(last_seen_at=now()))
    if get(session, user_id).name is None:
        session.exec(browser.values(expires_at=expires_at))


def spend_call(session: Session, user_id: str) -> bool:
    """Count one call, if any is left. One statement: parallel sends cannot both take the last one."""
    spent = session.exec(
        update(User)
        .where(User.id == user_id, User.calls_used < User.calls_limit)
        .values(calls_used=User.calls_used + 1)
    )
    return spent.rowcount == 1


def give_back_call(session: Session, user_id: str) -> None:
    """Give one counted call back, of a reply that brought nothing."""
    session.exec(
        update(User).where(User.id == user_id, User.calls_used > 0).values(calls_used=User.calls_used - 1)
    )


def bio_of(session: Session, user_id: str) -> str:
    """What the user tells about themselves; empty where they tell nothing."""
    return session.exec(select(Profile.bio).where(Profile.user_id == user_id)).first() or ""


def due_for_deletion(session: Session, at: datetime, limit: int) -> list[str]:
    """Users whose account goes by then, as they have asked."""
    return list(session.exec(select(User.id).where(User.delete_at <= at).limit(limit)))


def delete_due(session: Session, user_id: str, at: datetime) -> set[str]:
    """Delete this user with all that is theirs, if they still want it; the files that their rows named."""
    user = session.exec(
        select(User).where(User.id == user_id, User.delete_at <= at).with_for_update()
    ).first()
    if user is None:
        return set()
    files = set(session.exec(select(Attachment.file).where(Attachment.user_id == user_id)))
    chats = select(Chat.id).where(Chat.user_id == user_id)
    session.exec(delete(Message).where(Message.chat_id.in_(chats)))  # a cascade ends fifteen levels down
    session.delete(user)
    return files
