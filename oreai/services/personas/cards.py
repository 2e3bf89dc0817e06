"""What Discover shows."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlmodel import Session

from oreai.database import Database
from oreai.models import Persona, PersonaText
from oreai.repositories import personas


@dataclass(frozen=True)
class PersonaCard:
    """A persona as its card and its dialog show it."""

    key: str
    icon: str
    name: str
    description: str
    system: str
    categories: Sequence[str]


class Personas:
    """Finds personas for a user."""

    def __init__(self, database: Database):
        self._database = database

    async def category_keys(self) -> list[str]:
        """The categories, in the order of the tabs."""
        return await self._database.read(
            lambda session: [category.key for category in personas.categories(session)]
        )

    async def card(self, user_id: str, locale: str, key: str) -> PersonaCard | None:
        """One persona the user may use."""

        def work(session: Session) -> PersonaCard | None:
            found = personas.get(session, user_id, key, locale)
            return _card(*found, categories=[]) if found else None

        return await self._database.read(work)

    async def cards(self, user_id: str, locale: str) -> list[PersonaCard]:
        """All personas the user may use."""

        def work(session: Session) -> list[PersonaCard]:
            categories = personas.categories_by_persona(session)
            visible = personas.visible(session, user_id, locale)
            return [_card(persona, text, categories.get(persona.id, [])) for persona, text in visible]

        return await self._database.read(work)


def _card(persona: Persona, text: PersonaText, categories: Sequence[str]) -> PersonaCard:
    return PersonaCard(persona.key, persona.icon, text.name, text.description, text.system, categories)
