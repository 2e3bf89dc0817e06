"""Sessions: which browsers are signed in as whom, since when, and how one is ended.

A token is new whenever rights change, so that nobody can plant one and wait for its owner to sign in with it.
A guest's session lasts as long as it is used: little else leads back to a guest. An account's ends after 90
days without a visit, and after 400 in any case.
"""

import asyncio
import hashlib
from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlmodel import Session

from oreai.columns import now
from oreai.database import Database
from oreai.models import LoginSession, SessionKind
from oreai.repositories import device_links, sessions, users
from oreai.repositories.users import IDLE
from oreai.services.accounts.devices import Device
from oreai.services.accounts.session_token import SESSION_DAYS, new_token
from oreai.services.live.bus import Bus

LONGEST = timedelta(days=SESSION_DAYS)
PROOF = timedelta(minutes=10)
"How long a password or passkey that was just given counts as fresh."
_PROVEN_BY = {SessionKind.PASSWORD, SessionKind.PASSKEY, SessionKind.RECOVERY, SessionKind.OIDC}
_ENDED = "sessions-ended"
_A_MOMENT_S = 1.5
_AT_ONCE = 500  # hashes in one question
_MOST = 50  # sessions of one account; the one that was unused the longest makes room


CutOff = Callable[[set[str]], None]


class NotSignedIn(Exception):
    """This session is a guest's, or nobody's."""


class ProofNeeded(Exception):
    """The password or passkey has to be given once more before this."""


@dataclass(frozen=True)
class SessionView:
    """A session as its owner sees it in the list."""

    id: str
    device: str
    network: str
    kind: str
    created_at: datetime
    last_seen_at: datetime
    is_this: bool


class Sessions:
    """Begins, lists and ends sessions."""

    def __init__(self, database: Database, bus: Bus):
        self._database = database
        self._bus = bus
        self._cut_off: CutOff = _nothing_open

    async def list(self, user_id: str, token: str) -> list[SessionView]:
        """The user's sessions, the one that asks first, then by their last visit."""
        this = hashed(token)
        rows = await self._database.read(lambda session: sessions.of_user(session, user_id, now() - IDLE))
        views = [_view(row, this) for row in rows]
        return sorted(views, key=lambda view: (not view.is_this, -view.last_seen_at.timestamp()))

    async def end(self, user_id: str, session_id: str) -> None:
        """Sign one browser of the user out; what is not theirs does not exist."""
        self.tell_ended(
            await self._database.write(lambda session: sessions.end(session, user_id, session_id))
        )

    async def end_others(self, user_id: str, token: str) -> None:
        """Sign the user out everywhere but here."""
        this = hashed(token)
        self.tell_ended(
            await self._database.write(lambda session: end_everywhere(session, user_id, but=this))
        )

    async def sign_out(self, token: str) -> None:
        """Sign this browser out."""
        this = hashed(token)
        self.tell_ended(await self._database.write(lambda session: sessions.end_by_hash(session, this)))

    def tell_ended(self, hashes: Collection[str]) -> None:
        """Let every process cut off the open pages of these sessions, by the hashes of their tokens.

        A moment later: the page that has asked for it is on its way to where the answer leads.
        """
        if hashes:
            asyncio.get_running_loop().call_later(_A_MOMENT_S, self._tell_ended, set(hashes))

    def _tell_ended(self, hashes: set[str]) -> None:
        self._cut_off(hashes)
        self._bus.publish(_ENDED, " ".join(hashes).encode())

    def on_ended(self, cut_off: CutOff) -> None:
        """Call this with the hashes of sessions that end, in whichever process."""
        self._cut_off = cut_off
        self._bus.subscribe(_ENDED, lambda message: cut_off(set(message.decode().split())))

    async def missing(self, hashes: Collection[str]) -> set[str]:
        """Those of these tokens' hashes that no session has any more."""
        asked = list(hashes)

        def work(session: Session) -> set[str]:
            parts = (asked[start : start + _AT_ONCE] for start in range(0, len(asked), _AT_ONCE))
            return {found for part in parts for found in sessions.existing(session, part)}

        return set(asked) - await self._database.read(work)

    async def require_proof(self, token: str) -> str:
        """The user's id, where the password or passkey was given in the last minutes; or they have none.

        Raises:
            NotSignedIn: the token is nobody's.
            ProofNeeded: that was too long ago.
        """

        def work(session: Session) -> str:
            row = sessions.by_hash(session, hashed(token))
            if row is None:
                raise NotSignedIn
            is_fresh = row.proved_at is not None and now() - row.proved_at <= PROOF
            if not is_fresh and users.can_prove(session, row.user_id):
                raise ProofNeeded
            return row.user_id

        return await self._database.read(work)

    async def prove(self, token: str) -> None:
        """Note that the password or passkey was given just now."""
        await self._database.write(lambda session: sessions.prove(session, hashed(token)))


def _nothing_open(_: set[str]) -> None:
    """Where no page is served there is none to cut off."""


def begin(
    session: Session, user_id: str, kind: SessionKind, device: Device, *, guest_id: str | None = None
) -> str:
    """A new session of this user, in the caller's transaction; its token.

    Args:
        guest_id: the guest who was here before, whose chats may still be brought along.
    """
    token = new_token()
    sessions.make_room(session, user_id, _MOST - 1)
    session.add(
        LoginSession(
            token_hash=hashed(token),
            user_id=user_id,
            guest_id=guest_id,
            kind=kind,
            device=device.name,
            network=device.network,
            proved_at=now() if kind in _PROVEN_BY else None,
            expires_at=now() + LONGEST,
        )
    )
    return token


def end_everywhere(session: Session, user_id: str, *, but: str = "") -> list[str]:
    """Sign the user out, in the caller's transaction; a link that would sign in one more device is over too.

    Args:
        but: the hash of the token whose browser stays.

    Returns:
        The hashes of the tokens whose sessions have ended.
    """
    device_links.forget(session, user_id)
    return sessions.end_all(session, user_id, but=but)


def hashed(token: str) -> str:
    """What is kept of a token: SHA-256 is enough for 256 random bits."""
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()


def _view(row: LoginSession, this: str) -> SessionView:
    return SessionView(
        id=row.id,
        device=row.device,
        network=row.network,
        kind=row.kind,
        created_at=row.created_at,
        last_seen_at=row.last_seen_at,
        is_this=row.token_hash == this,
    )
