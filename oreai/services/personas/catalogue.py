"""All personas with their categories, for a program that goes from one to the other by their ids."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlmodel import Session

from oreai.database import Database
from oreai.repositories import personas


@dataclass(frozen=True)
class CataloguePersona:
    """A persona in one language."""

    id: str
    key: str
    icon: str
    name: str
    system: str
    category_keys: Sequence[str]


@dataclass(frozen=True)
class Catalogue:
    """What one user may use, in the order of Discover."""

    personas: Sequence[CataloguePersona]
    categories: Sequence[tuple[str, str]]
    "(id, key) of each."

    def named(self, id_or_key: str) -> CataloguePersona | None:
        """The persona of this id, or of this key."""
        return next((one for one in self.personas if id_or_key in (one.id, one.key)), None)


class Catalogues:
    """Reads catalogues."""

    def __init__(self, database: Database):
        self._database = database

    async def of(self, user_id: str, locale: str) -> Catalogue:
        """What this user may use; with no user's id what everybody may."""

        def work(session: Session) -> Catalogue:
            keys = personas.categories_by_persona(session, user_id)
            visible = personas.visible(session, user_id, locale)
            return Catalogue(
                [
                    CataloguePersona(one.id, one.key, one.icon, text.name, text.system, keys.get(one.id, []))
                    for one, text in visible
                ],
                [(category.id, category.key) for category in personas.categories(session)],
            )

        return await self._database.read(work)
