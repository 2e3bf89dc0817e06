"""Users and their browsers."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import bindparam, inspect, or_, update
from sqlmodel import Session, delete, select

from oreai.models import (
    ApiToken,
    Attachment,
    Chat,
    DeviceLink,
    Identity,
    LoginSession,
    Message,
    Passkey,
    Profile,
    RecoveryCode,
    SignInName,
    User,
    UserRole,
    now,
)

IDLE = timedelta(days=90)
"An account's session ends after so long unused; a guest's does not: little else leads back to them."


# Built once, as in `messages.py`.
_BY_TOKEN = (
    select(User, LoginSession.last_seen_at, LoginSession.network)
    .join(LoginSession, LoginSession.user_id == User.id)
    .where(
        LoginSession.token_hash == bindparam("token_hash"),
        LoginSession.expires_at > bindparam("now"),
        or_(User.name.is_(None), LoginSession.last_seen_at > bindparam("in_use_since")),
    )
)
_ONE = select(User).where(User.id == bindparam("user_id"))
_ONE_LOCKED = _ONE.with_for_update()
_held_as = inspect(User).identity_key_from_primary_key


@dataclass(frozen=True)
class Visit:
    """A user, and when and from where the browser that asks was last seen before."""

    user: User
    seen_at: datetime
    network: str


def by_token(session: Session, token_hash: str) -> Visit | None:
    """The user whose session has this token's hash; None where there is none, or it has expired."""
    at = now()
    which = {"token_hash": token_hash, "now": at, "in_use_since": at - IDLE}
    found = session.exec(_BY_TOKEN, params=which).first()
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


def add_guest(session: Session, browser: LoginSession, *, locale: str, calls_limit: int) -> User:
    """A new user without a form, signed in at this browser, whose row has nobody yet."""
    user = add(session, locale=locale, calls_limit=calls_limit)
    browser.user_id = user.id
    session.add(browser)
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
    held = None if lock else session.identity_map.get(_held_as((user_id,)))
    return held or session.exec(_ONE_LOCKED if lock else _ONE, params={"user_id": user_id}).one()


def locale_of(session: Session, user_id: str) -> str:
    """The language this user reads; empty where there is no such user."""
    return session.exec(select(User.locale).where(User.id == user_id)).first() or ""


def seen(session: Session, user_id: str, token_hash: str, expires_at: datetime, network: str = "") -> None:
    """Note a visit, from this network if it is known, and let a guest's browser stay theirs for longer."""
    session.exec(update(User).where(User.id == user_id).values(last_seen_at=now()))
    browser = update(LoginSession).where(LoginSession.token_hash == token_hash)
    session.exec(browser.values(last_seen_at=now(), **({"network": network} if network else {})))
    if get(session, user_id).name is None:
        session.exec(browser.values(expires_at=expires_at))


def names(session: Session, ids: Collection[str]) -> dict[str, str]:
    """What those of these users are called who have a name."""
    named = select(User.id, User.name).where(User.id.in_(ids), User.name.is_not(None))
    return {user_id: name for user_id, name in session.exec(named) if name}


def bio_of(session: Session, user_id: str) -> str:
    """What the user tells about themselves; empty where they tell nothing."""
    return session.exec(select(Profile.bio).where(Profile.user_id == user_id)).first() or ""


def lost_guests(session: Session, seen_before: datetime, limit: int) -> list[str]:
    """Guests whom nothing leads back to what is theirs any more, last seen before then."""
    ways_back = (
        select(LoginSession.id).where(or_(LoginSession.user_id == User.id, LoginSession.guest_id == User.id)),
        select(RecoveryCode.id).where(RecoveryCode.user_id == User.id),
        select(DeviceLink.id).where(DeviceLink.user_id == User.id),
        select(Passkey.id).where(Passkey.user_id == User.id),
        select(ApiToken.id).where(ApiToken.user_id == User.id),
        select(Identity.id).where(Identity.user_id == User.id),
    )
    return list(
        session.exec(
            select(User.id)
            .where(User.name.is_(None), User.role == UserRole.USER, User.delete_at.is_(None))
            .where(User.last_seen_at < seen_before)
            .where(*(~way.exists() for way in ways_back))
            .limit(limit)
        )
    )


def mark_for_deletion(session: Session, ids: Collection[str], at: datetime) -> None:
    """Let these users go at that time."""
    session.exec(update(User).where(User.id.in_(ids)).values(delete_at=at))


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


def newest_visit(session: Session) -> datetime | None:
    """When anybody was here last."""
    return session.exec(select(User.last_seen_at).order_by(User.last_seen_at.desc()).limit(1)).first()
