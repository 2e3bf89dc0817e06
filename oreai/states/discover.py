"""Discover: categories and cards."""

import reflex as rx

from oreai.bootstrap import services
from oreai.services.accounts.visitors import Visitor
from oreai.services.personas.cards import PersonaCard
from oreai.states.session import for_visitor

ALL, OWN = "all", "mine"


class DiscoverState(rx.State):
    """What Discover shows."""

    category_keys: list[str] = [ALL, OWN]
    category: str = ALL
    cards: list[PersonaCard] = []
    last_used: list[PersonaCard] = []
    has_own: bool = False
    loaded: bool = False

    @rx.event
    @for_visitor
    async def load(self, visitor: Visitor):
        """Show all cards; their long texts wait until one is touched."""
        await self._read(visitor)

    async def _read(self, visitor: Visitor) -> None:
        personas = services().personas
        keys = await personas.category_keys()
        cards = await personas.cards(visitor.user_id, visitor.locale)
        by_key = {card.key: card for card in cards}
        used = await personas.last_used(visitor.user_id)
        self.category_keys, self.cards = [ALL, OWN, *keys], cards
        self.last_used = [by_key[key] for key in used if key in by_key]
        self.has_own = any(card.is_own for card in cards)
        self.loaded = True

    @rx.event
    @for_visitor
    async def read_again(self, visitor: Visitor, category: str):
        """Something was made or deleted: show the cards as they are, under this tab where one is named."""
        await self._read(visitor)
        if category in self.category_keys:
            self.category = category

    @rx.event
    def choose_category(self, key: str):
        """Show one category's cards."""
        if key in self.category_keys:
            self.category = key
