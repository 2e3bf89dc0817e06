"""A link that signs another device in: shown as a QR code, good once and for five minutes."""

import hashlib
import secrets
from datetime import timedelta

from sqlmodel import Session

from oreai.columns import now
from oreai.database import Database
from oreai.models import DeviceLink, SessionKind
from oreai.repositories import device_links
from oreai.services.accounts.devices import Device
from oreai.services.accounts.registration import SignedIn, enter_as
from oreai.services.accounts.throttle import Throttle
from oreai.services.live.topics import Live

GOOD_FOR = timedelta(minutes=5)
_TRIES_AN_HOUR = 30  # of one network


class LinkIsOver(Exception):
    """No such link, or it was used, or its minutes are over."""


class DeviceLinks:
    """Links that sign in another device of the same user: makes and takes them."""

    def __init__(self, database: Database, live: Live, throttle: Throttle):
        self._database = database
        self._live = live
        self._throttle = throttle

    async def make(self, user_id: str) -> str:
        """The secret of a new link, in place of the user's last one."""
        secret = secrets.token_urlsafe(32)

        def work(session: Session) -> None:
            device_links.forget(session, user_id)
            session.add(DeviceLink(user_id=user_id, secret_hash=_hashed(secret), expires_at=now() + GOOD_FOR))

        await self._database.write(work)
        return secret

    async def cancel(self, user_id: str) -> None:
        """The link is no good any more."""
        await self._database.write(lambda session: device_links.forget(session, user_id))

    async def sign_in(self, token: str, secret: str, device: Device) -> SignedIn:
        """Begin a session of the user who made the link, and use it up.

        Raises:
            LinkIsOver: it is good no more.
            SlowDown: too many tries from this network.
        """
        await self._throttle.network("device-link", device.network, an_hour=_TRIES_AN_HOUR)

        def work(session: Session) -> SignedIn:
            user_id = device_links.take(session, _hashed(secret), now())
            if user_id is None:
                raise LinkIsOver
            return enter_as(session, token, user_id, SessionKind.LINK, device)

        signed_in = await self._database.write(work)
        self._live.notify_changed(signed_in.user_id)
        return signed_in


def _hashed(secret: str) -> str:
    return hashlib.sha256(secret[:100].encode("utf-8", "surrogatepass")).hexdigest()
