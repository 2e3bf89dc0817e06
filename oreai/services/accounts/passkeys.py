"""Passkeys: added by who is signed in, and good to sign in and to prove who one is.

WebAuthn Level 3. A passkey belongs to a site's name for ever, so there has to be one: the setting
`OREAI_PUBLIC_URL`, or localhost while trying; browsers take no IP address.
"""

import hashlib
import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from ipaddress import ip_address
from typing import Any
from urllib.parse import urlsplit

import webauthn
from sqlmodel import Session
from webauthn.helpers import base64url_to_bytes, bytes_to_base64url
from webauthn.helpers.exceptions import WebAuthnException
from webauthn.helpers.structs import (
    AuthenticatorSelectionCriteria,
    PublicKeyCredentialDescriptor,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from oreai.columns import now
from oreai.database import Database
from oreai.models import Passkey, PasskeyChallenge, SessionKind
from oreai.repositories import passkeys, users
from oreai.services.accounts.devices import Device
from oreai.services.accounts.registration import SignedIn, enter_as
from oreai.services.accounts.sessions import hashed
from oreai.services.accounts.throttle import Throttle

GOOD_FOR = timedelta(minutes=5)
MOST = 20  # passkeys of one user
LONGEST_NAME = 64  # characters
_CHALLENGES = 5  # of one browser at once: a page asks for one when it opens, and for one at each touch
_TRIES_AN_HOUR = 60  # of one network
_CHALLENGE_BYTES = 32
_NAME = "OreAI"


class PasskeyRefused(Exception):
    """No passkey of anybody here, or not what was asked for."""


class TooManyPasskeys(Exception):
    """The user has as many as they may have."""


@dataclass(frozen=True)
class Site:
    """What passkeys belong to: a name, and the address of the pages that may use them."""

    name: str
    origin: str


@dataclass(frozen=True)
class PasskeyView:
    """A passkey as its owner sees it in the list."""

    id: str
    name: str
    created_at: datetime
    used_at: datetime | None


def site_of(public_url: str, asked: str) -> Site | None:
    """The site that passkeys belong to here; None where browsers would take none.

    Args:
        public_url: the address that people type, where it is set.
        asked: the address by which the page was asked for.
    """
    address = urlsplit(public_url or asked)
    name = address.hostname or ""
    if not public_url and name != "localhost":
        return None
    try:
        ip_address(name)
    except ValueError:
        is_secure = address.scheme == "https" or name == "localhost"
        return Site(name, f"{address.scheme}://{address.netloc}") if is_secure else None
    return None


class Passkeys:
    """Adds, uses, names and removes passkeys."""

    def __init__(self, database: Database, throttle: Throttle):
        self._database = database
        self._throttle = throttle

    async def list(self, user_id: str) -> list[PasskeyView]:
        """The user's passkeys, the oldest first."""
        rows = await self._database.read(lambda session: passkeys.of_user(session, user_id))
        return [PasskeyView(row.id, row.name, row.created_at, row.used_at) for row in rows]

    async def ask_for_new(self, user_id: str, token: str, site: Site) -> str:
        """What the browser needs to make a passkey, as JSON.

        Raises:
            TooManyPasskeys: there are enough.
        """

        def work(session: Session) -> str:
            known = passkeys.of_user(session, user_id)
            if len(known) >= MOST:
                raise TooManyPasskeys
            name = users.get(session, user_id).name or _NAME
            options = webauthn.generate_registration_options(
                rp_id=site.name,
                rp_name=_NAME,
                challenge=secrets.token_bytes(_CHALLENGE_BYTES),
                user_id=hashlib.sha256(f"passkeys of {user_id}".encode()).digest(),
                user_name=name,
                authenticator_selection=AuthenticatorSelectionCriteria(
                    resident_key=ResidentKeyRequirement.REQUIRED,
                    user_verification=UserVerificationRequirement.PREFERRED,
                ),
                exclude_credentials=[
                    PublicKeyCredentialDescriptor(id=base64url_to_bytes(row.credential)) for row in known
                ],
            )
            _keep(session, _to_add(token), options.challenge)
            return webauthn.options_to_json(options)

        return await self._database.write(work)

    async def add(self, user_id: str, token: str, site: Site, made: Mapping[str, Any], name: str) -> None:
        """Keep the passkey that the browser has made.

        Args:
            made: the credential as the browser's `toJSON` gives it.

        Raises:
            PasskeyRefused: it is none, or answers no challenge of this browser.
        """

        def work(session: Session) -> None:
            challenge = _taken(session, _to_add(token), made)
            try:
                verified = webauthn.verify_registration_response(
                    credential=dict(made),
                    expected_challenge=challenge,
                    expected_rp_id=site.name,
                    expected_origin=site.origin,
                )
            except (WebAuthnException, ValueError, TypeError, KeyError) as error:
                raise PasskeyRefused from error
            credential = bytes_to_base64url(verified.credential_id)
            session.add(
                Passkey(
                    user_id=user_id,
                    credential_hash=_hashed(credential),
                    credential=credential,
                    public_key=bytes_to_base64url(verified.credential_public_key),
                    sign_count=verified.sign_count,
                    is_backed_up=verified.credential_backed_up,
                    name=name[:LONGEST_NAME],
                )
            )

        await self._database.write(work)

    async def ask(self, token: str, site: Site) -> str:
        """What the browser needs to show that it has a passkey, as JSON; any passkey of this site will do."""
        options = webauthn.generate_authentication_options(
            rp_id=site.name, challenge=secrets.token_bytes(_CHALLENGE_BYTES)
        )
        await self._database.write(lambda session: _keep(session, _to_show(token), options.challenge))
        return webauthn.options_to_json(options)

    async def sign_in(self, token: str, site: Site, shown: Mapping[str, Any], device: Device) -> SignedIn:
        """Begin a session of whom this passkey belongs to.

        Raises:
            PasskeyRefused: it is nobody's, or answers no challenge of this browser.
            SlowDown: too many tries from this network.
        """
        await self._throttle.network("passkey", device.network, an_hour=_TRIES_AN_HOUR)

        def work(session: Session) -> SignedIn:
            user_id = _owner_shown(session, token, site, shown)
            return enter_as(session, token, user_id, SessionKind.PASSKEY, device)

        return await self._database.write(work)

    async def prove(self, user_id: str, token: str, site: Site, shown: Mapping[str, Any]) -> None:
        """Check that this passkey is the user's.

        Raises:
            PasskeyRefused: it is not.
        """
        if await self._database.write(lambda session: _owner_shown(session, token, site, shown)) != user_id:
            raise PasskeyRefused

    async def rename(self, user_id: str, passkey_id: str, name: str) -> None:
        """Give a passkey another name; what is not the user's does not exist."""
        await self._database.write(
            lambda session: passkeys.rename(session, user_id, passkey_id, name[:LONGEST_NAME])
        )

    async def remove(self, user_id: str, passkey_id: str) -> None:
        """Forget a passkey; what is not the user's does not exist."""
        await self._database.write(lambda session: passkeys.remove(session, user_id, passkey_id))

    async def sweep(self) -> int:
        """Forget the challenges that nobody has answered in time; how many there were."""
        return await self._database.write(lambda session: passkeys.forget_challenges(session, now()))


def _owner_shown(session: Session, token: str, site: Site, shown: Mapping[str, Any]) -> str:
    """Whose passkey the browser has shown."""
    challenge = _taken(session, _to_show(token), shown)
    row = passkeys.by_hash(session, _hashed(str(shown.get("id", ""))))
    if row is None:
        raise PasskeyRefused
    try:
        verified = webauthn.verify_authentication_response(
            credential=dict(shown),
            expected_challenge=challenge,
            expected_rp_id=site.name,
            expected_origin=site.origin,
            credential_public_key=base64url_to_bytes(row.public_key),
            credential_current_sign_count=row.sign_count,
        )
    except (WebAuthnException, ValueError, TypeError, KeyError) as error:
        raise PasskeyRefused from error
    row.sign_count, row.used_at = verified.new_sign_count, now()
    return row.user_id


def _to_add(token: str) -> str:
    """Whose challenge it is to add a passkey: a proof was asked for before it, as for no other."""
    return hashed(f"add {token}")


def _to_show(token: str) -> str:
    """Whose challenge it is to show a passkey, which anybody may ask for."""
    return hashed(token)


def _keep(session: Session, browser: str, challenge: bytes) -> None:
    passkeys.make_room(session, browser, _CHALLENGES - 1)
    words = bytes_to_base64url(challenge)
    session.add(PasskeyChallenge(browser=browser, challenge=words, expires_at=now() + GOOD_FOR))


def _taken(session: Session, browser: str, answer: Mapping[str, Any]) -> bytes:
    """The challenge that this answers: one of this browser's for just that, used up by it."""
    try:
        told = json.loads(base64url_to_bytes(answer["response"]["clientDataJSON"]))["challenge"]
    except (ValueError, TypeError, KeyError) as error:
        raise PasskeyRefused from error
    if not isinstance(told, str) or not passkeys.take(session, browser, told[:64], now()):
        raise PasskeyRefused
    return base64url_to_bytes(told)


def _hashed(credential: str) -> str:
    return hashlib.sha256(credential[:4096].encode("utf-8", "surrogatepass")).hexdigest()
