"""What Discover shows."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlmodel import Session

from oreai.database import Database
from oreai.models import Prompt, PromptText
from oreai.repositories import prompts


@dataclass(frozen=True)
class PromptCard:
    """A prompt as its card and its dialog show it."""

    key: str
    icon: str
    name: str
    description: str
    system: str
    categories: Sequence[str]


class Prompts:
    """Finds prompts for a user."""

    def __init__(self, database: Database):
        self._database = database

    async def category_keys(self) -> list[str]:
        """The categories, in the order of the tabs."""
        return await self._database.read(
            lambda session: [category.key for category in prompts.categories(session)]
        )

    async def card(self, user_id: str, locale: str, key: str) -> PromptCard | None:
        """One prompt the user may use."""

        def work(session: Session) -> PromptCard | None:
            found = prompts.get(session, user_id, key, locale)
            return _card(*found, categories=[]) if found else None

        return await self._database.read(work)

    async def cards(self, user_id: str, locale: str) -> list[PromptCard]:
        """All prompts the user may use."""

        def work(session: Session) -> list[PromptCard]:
            categories = prompts.categories_by_prompt(session)
            visible = prompts.visible(session, user_id, locale)
            return [_card(prompt, text, categories.get(prompt.id, [])) for prompt, text in visible]

        return await self._database.read(work)


def _card(prompt: Prompt, text: PromptText, categories: Sequence[str]) -> PromptCard:
    return PromptCard(prompt.key, prompt.icon, text.name, text.description, text.system, categories)
