"""A link of the owner's by which somebody who has lost their password sets a new one, once and within a day.

The owner never learns the password; the user sees on their page that such a link was made.
"""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlmodel import Session

from oreai.columns import now
from oreai.database import Database
from oreai.models import ResetLink, SessionKind, User
from oreai.repositories import reset_links, users
from oreai.services.accounts.device_links import LinkIsOver
from oreai.services.accounts.devices import Device
from oreai.services.accounts.passwords import Passwords, require_strong
from oreai.services.accounts.registration import SignedIn, enter_as
from oreai.services.accounts.sessions import Sessions, end_everywhere, hashed
from oreai.services.accounts.throttle import Throttle

GOOD_FOR = timedelta(hours=24)
TOLD_FOR = timedelta(days=30)
_TRIES_AN_HOUR = 30  # of one network


class NoPassword(Exception):
    """A guest, or somebody who signs in elsewhere: there is no password to set anew."""


@dataclass(frozen=True)
class ResetNote:
    """That the owner has made such a link for the user."""

    at: datetime
    was_used: bool


class ResetLinks:
    """Takes such links, and tells users of theirs."""

    def __init__(self, database: Database, sessions: Sessions, throttle: Throttle, passwords: Passwords):
        self._database = database
        self._sessions = sessions
        self._throttle = throttle
        self._passwords = passwords

    async def use(self, token: str, secret: str, password: str, device: Device) -> SignedIn:
        """Set a new password, sign the user in here, and out everywhere else.

        Raises:
            LinkIsOver: it was used, or its day is over.
            Disabled: the owner has disabled this account since.
            WeakPassword, SlowDown, TooManyAtOnce: as at signing up.
        """
        await self._throttle.network("reset", device.network, an_hour=_TRIES_AN_HOUR)
        user = await self._database.read(lambda session: _user_of(session, secret))
        require_strong(password, user.name or "", user.email or "")
        password_hash = await self._passwords.hash(password)

        def work(session: Session) -> tuple[SignedIn, list[str]]:
            link = _good(session, secret)
            if not reset_links.use(session, link.id, now()):
                raise LinkIsOver
            users.get(session, link.user_id, lock=True).password_hash = password_hash
            ended = end_everywhere(session, link.user_id)
            return enter_as(session, token, link.user_id, SessionKind.RECOVERY, device), ended

        signed_in, ended = await self._database.write(work)
        self._sessions.tell_ended(ended)
        return signed_in

    async def note(self, user_id: str) -> ResetNote | None:
        """The last link that was made for this user, for thirty days."""
        link = await self._database.read(lambda session: reset_links.newest(session, user_id))
        if link is None or now() - link.created_at > TOLD_FOR:
            return None
        return ResetNote(link.created_at, link.used_at is not None)

    async def sweep(self) -> int:
        """Forget the links that nobody is told of any more; how many there were."""
        return await self._database.write(
            lambda session: reset_links.forget_before(session, now() - TOLD_FOR)
        )


def make(session: Session, user: User) -> str:
    """The secret of a new link for this user, in place of one that was not used; in the caller's transaction.

    Raises:
        NoPassword: they sign in without one.
    """
    if user.password_hash is None:
        raise NoPassword
    secret = secrets.token_urlsafe(32)
    reset_links.forget_unused(session, user.id)
    session.add(ResetLink(user_id=user.id, secret_hash=hashed(secret), expires_at=now() + GOOD_FOR))
    return secret


def _user_of(session: Session, secret: str) -> User:
    return users.get(session, _good(session, secret).user_id)


def _good(session: Session, secret: str) -> ResetLink:
    link = reset_links.good(session, hashed(secret[:100]), now())
    if link is None:
        raise LinkIsOver
    return link
