"""Personal tokens; only their hashes are known here."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import update
from sqlmodel import Session, select
from sqlmodel import delete as delete_rows

from oreai.columns import now
from oreai.models import ApiToken, User, UserRole


@dataclass(frozen=True)
class OwnedToken:
    """A token, and the language its owner reads."""

    token: ApiToken
    locale: str


def of_user(session: Session, user_id: str, at: datetime) -> Sequence[ApiToken]:
    """The user's tokens whose time is not over then, the newest first."""
    owned = select(ApiToken).where(ApiToken.user_id == user_id, ApiToken.expires_at > at)
    return session.exec(owned.order_by(ApiToken.created_at.desc(), ApiToken.id)).all()


def by_hash(session: Session, token_hash: str) -> OwnedToken | None:
    """The token of this hash, unless its time is over or its owner's account is, or was shut out."""
    is_active = User.delete_at.is_(None), User.role != UserRole.DISABLED
    found = session.exec(
        select(ApiToken, User.locale)
        .join(User, ApiToken.user_id == User.id)
        .where(ApiToken.token_hash == token_hash, ApiToken.expires_at > now(), *is_active)
    ).first()
    return OwnedToken(*found) if found else None


def note_use(session: Session, token_id: str, at: datetime) -> None:
    """The token was used then."""
    session.exec(update(ApiToken).where(ApiToken.id == token_id).values(used_at=at))


def delete(session: Session, user_id: str, token_id: str) -> None:
    """Forget a token of this user."""
    session.exec(delete_rows(ApiToken).where(ApiToken.id == token_id, ApiToken.user_id == user_id))


def forget_expired(session: Session, at: datetime) -> int:
    """Forget the tokens whose time is over then; how many there were."""
    return session.exec(delete_rows(ApiToken).where(ApiToken.expires_at <= at)).rowcount
