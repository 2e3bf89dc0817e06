"""What Discover shows, and what its parts do with it."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlmodel import Session

from oreai.database import Database
from oreai.models import Persona, PersonaText
from oreai.repositories import personas
from oreai.services.personas.form import form_of
from oreai.services.personas.links import PersonaLinks
from oreai.services.personas.own import OwnPersonas
from oreai.services.personas.persona_file import PersonaFiles
from oreai.services.personas.sheet import PersonaSheet

_LAST_USED = 6  # cards


@dataclass(frozen=True)
class PersonaCard:
    """A persona as its card shows it; its long texts wait until one is touched."""

    key: str
    icon: str
    name: str
    description: str
    categories: Sequence[str]
    is_own: bool


class Personas:
    """Finds personas for a user; what is done with them is done by its parts."""

    def __init__(self, database: Database, *, sharing: bool):
        """
        Args:
            sharing: whether links lead anywhere on this server.
        """
        self._database = database
        self.own = OwnPersonas(database)
        self.links = PersonaLinks(database, is_on=sharing)
        self.files = PersonaFiles(database)

    async def category_keys(self) -> list[str]:
        """The categories, in the order of the tabs."""
        return await self._database.read(
            lambda session: [category.key for category in personas.categories(session)]
        )

    async def sheet(self, user_id: str, locale: str, key: str) -> PersonaSheet | None:
        """One persona the user may use."""

        def work(session: Session) -> PersonaSheet | None:
            found = personas.get(session, user_id, key, locale)
            if found is None:
                return None
            persona, text = found
            form = form_of(persona, text, personas.category_of(session, persona.id))
            return PersonaSheet(persona.key, form, persona.owner_id is not None, persona.share_token)

        return await self._database.read(work)

    async def cards(self, user_id: str, locale: str) -> list[PersonaCard]:
        """All personas the user may use, their own first."""

        def work(session: Session) -> list[PersonaCard]:
            categories = personas.categories_by_persona(session, user_id)
            on_cards = personas.on_cards(session, user_id, locale)
            return [_card(persona, text, categories.get(persona.id, [])) for persona, text in on_cards]

        return await self._database.read(work)

    async def last_used(self, user_id: str) -> list[str]:
        """The keys of the personas the user has begun chats with, the last one first; no more than a few."""
        return await self._database.read(
            lambda session: list(personas.last_used(session, user_id, _LAST_USED))
        )


def _card(persona: Persona, text: PersonaText, categories: Sequence[str]) -> PersonaCard:
    is_own = persona.owner_id is not None
    return PersonaCard(persona.key, persona.icon, text.name, text.description, categories, is_own)
