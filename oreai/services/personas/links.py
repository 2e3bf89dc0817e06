"""Links to personas: who has one may look at the persona, begin a chat with it, and keep a copy."""

import secrets

from sqlmodel import Session

from oreai.database import Database
from oreai.models import Persona, PersonaText
from oreai.repositories import personas
from oreai.services.personas.form import form_for
from oreai.services.personas.own import NoSuchPersona, add_own
from oreai.services.personas.sheet import PersonaSheet

_TOKEN_BYTES = 16  # 128 random bits, in hex: MySQL takes small and capital letters for the same


class PersonaSharingIsOff(Exception):
    """The owner of the server has switched links off."""


class PersonaLinks:
    """Makes, follows and revokes the links."""

    def __init__(self, database: Database, *, is_on: bool):
        self._database = database
        self._is_on = is_on

    async def share(self, user_id: str, key: str) -> str:
        """The token of the link to the user's own persona, made where there is none yet.

        Raises:
            PersonaSharingIsOff, NoSuchPersona: there is none.
        """
        if not self._is_on:
            raise PersonaSharingIsOff

        def work(session: Session) -> str:
            persona = _owned(session, user_id, key)
            persona.share_token = persona.share_token or secrets.token_hex(_TOKEN_BYTES)
            session.add(persona)
            return persona.share_token

        return await self._database.write(work)

    async def revoke(self, user_id: str, key: str) -> None:
        """The link leads nowhere from now on; copies that others kept are theirs.

        Raises:
            NoSuchPersona: it is not the user's own.
        """

        def work(session: Session) -> None:
            persona = _owned(session, user_id, key)
            persona.share_token = None
            session.add(persona)

        await self._database.write(work)

    async def sheet(self, user_id: str, token: str) -> PersonaSheet | None:
        """What a link shows; none where it is not good any more. Whose it is nobody is told."""
        found = await self._database.read(lambda session: self.found(session, token))
        if found is None:
            return None
        persona, text = found
        is_own = persona.owner_id == user_id
        form = form_for(user_id, persona, text, "")
        return PersonaSheet(persona.key if is_own else "", form, is_own, share_token=token)

    async def keep(self, user_id: str, token: str) -> str:
        """A copy of what a link shows, which is this user's own; its key.

        Raises:
            NoSuchPersona: the link is not good any more.
            TooManyPersonas: the user has too many already.
        """

        def work(session: Session) -> str:
            found = self.found(session, token)
            if found is None:
                raise NoSuchPersona
            persona, text = found
            form = form_for(user_id, persona, text, personas.category_of(session, persona.id))
            return add_own(session, user_id, form)

        return await self._database.write(work)

    def found(self, session: Session, token: str) -> tuple[Persona, PersonaText] | None:
        """What a link leads to, in the caller's transaction."""
        return personas.shared(session, token) if self._is_on and token else None


def _owned(session: Session, user_id: str, key: str) -> Persona:
    found = personas.own(session, user_id, key)
    if found is None:
        raise NoSuchPersona
    return found[0]
