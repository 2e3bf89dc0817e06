"""Users who are signed in by somebody else: another provider of sign-in, or a proxy in front of OreAI.

An identity is the issuer and its own name for the person; an e-mail address is never one, whoever says so:
it can change hands.
"""

import hashlib
from dataclasses import dataclass

from sqlalchemy.exc import IntegrityError
from sqlmodel import Session

from oreai.database import Database
from oreai.i18n import DEFAULT_LOCALE
from oreai.models import Identity, SessionKind
from oreai.repositories import identities, sessions, users
from oreai.seeds import first_run
from oreai.services.accounts.devices import Device
from oreai.services.accounts.registration import SignedIn, enter_as
from oreai.services.accounts.sessions import hashed

LONGEST_SUBJECT = 255  # characters; OpenID Connect Core 1.0, 2
BY_HEADER = "trusted header"
"The issuer of whom a proxy in front of OreAI has signed in."
_LONGEST_NAME = 64


@dataclass(frozen=True)
class Person:
    """Somebody as another provider knows them; the name is only shown."""

    issuer: str
    subject: str
    name: str = ""


class Identities:
    """Knows people by who they are elsewhere."""

    def __init__(self, database: Database, *, calls_limit: int):
        self._database = database
        self._calls_limit = calls_limit

    async def sign_in(
        self, token: str, person: Person, device: Device, locale: str = DEFAULT_LOCALE
    ) -> SignedIn:
        """Begin a session of this person.

        Who is known signs in. Who is not becomes the guest of this browser, with all their chats, unless that
        is somebody with a name: then a new user.
        """

        def work(session: Session) -> SignedIn:
            known = identities.user_of(session, key_of(person))
            user_id = known or self._become(session, token, person, locale)
            kind = SessionKind.HEADER if person.issuer == BY_HEADER else SessionKind.OIDC
            return enter_as(session, token, user_id, kind, device)

        try:
            return await self._database.write(work)
        except IntegrityError:  # another tab of the same person was faster; now it finds that user
            return await self._database.write(work)

    async def is_of(self, token: str, person: Person) -> bool:
        """Whether this browser's session is this person's."""

        def work(session: Session) -> bool:
            row = sessions.by_hash(session, hashed(token))
            return row is not None and identities.user_of(session, key_of(person)) == row.user_id

        return await self._database.read(work)

    def _become(self, session: Session, token: str, person: Person, locale: str) -> str:
        here = sessions.by_hash(session, hashed(token))
        guest = users.get(session, here.user_id, lock=True) if here else None
        if guest is None or guest.name:
            guest = users.add(session, locale=locale, calls_limit=self._calls_limit)
            first_run.write_sample_chats(session, guest.id, locale)
        guest.name = (person.name or person.subject)[:_LONGEST_NAME]
        session.add(
            Identity(
                user_id=guest.id,
                issuer=person.issuer,
                subject=person.subject[:LONGEST_SUBJECT],
                key_hash=key_of(person),
            )
        )
        session.flush()
        return guest.id


def key_of(person: Person) -> str:
    """The key by which an identity is unique."""
    return hashlib.sha256(f"{person.issuer}\n{person.subject}".encode("utf-8", "surrogatepass")).hexdigest()
