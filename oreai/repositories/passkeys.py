"""Passkeys and the challenges that wait for their answer."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import update
from sqlmodel import Session, delete, select

from oreai.models import Passkey, PasskeyChallenge


def of_user(session: Session, user_id: str) -> Sequence[Passkey]:
    """The user's passkeys, the oldest first."""
    own = select(Passkey).where(Passkey.user_id == user_id)
    return session.exec(own.order_by(Passkey.created_at, Passkey.id)).all()


def by_hash(session: Session, credential_hash: str) -> Passkey | None:
    """The passkey of this credential, locked: its count rises one use at a time."""
    wanted = select(Passkey).where(Passkey.credential_hash == credential_hash)
    return session.exec(wanted.with_for_update()).first()


def rename(session: Session, user_id: str, passkey_id: str, name: str) -> None:
    """Give the user's passkey another name."""
    own = (Passkey.id == passkey_id, Passkey.user_id == user_id)
    session.exec(update(Passkey).where(*own).values(name=name))


def remove(session: Session, user_id: str, passkey_id: str) -> None:
    """Forget the user's passkey."""
    session.exec(delete(Passkey).where(Passkey.id == passkey_id, Passkey.user_id == user_id))


def make_room(session: Session, browser: str, most: int) -> None:
    """Forget this browser's oldest challenges, until so many are left."""
    newest_first = select(PasskeyChallenge).where(PasskeyChallenge.browser == browser)
    for row in session.exec(newest_first.order_by(PasskeyChallenge.expires_at.desc()).offset(most)):
        session.delete(row)


def take(session: Session, browser: str, challenge: str, at: datetime) -> bool:
    """Use up a challenge of this browser; whether it was there and still good."""
    taken = session.exec(
        delete(PasskeyChallenge).where(
            PasskeyChallenge.browser == browser,
            PasskeyChallenge.challenge == challenge,
            PasskeyChallenge.expires_at > at,
        )
    )
    return taken.rowcount == 1


def forget_challenges(session: Session, before: datetime) -> int:
    """Forget the challenges whose time was over then; how many there were."""
    return session.exec(delete(PasskeyChallenge).where(PasskeyChallenge.expires_at < before)).rowcount
