"""Discover: categories, cards, and the dialog that makes a chat of one."""

import reflex as rx

from oreai.bootstrap import services
from oreai.services.accounts.visitors import Visitor
from oreai.services.chats.chat_list import NoSuchPersona
from oreai.services.personas.cards import PersonaCard
from oreai.states.session import for_visitor

ALL = "all"


class DiscoverState(rx.State):
    """What Discover shows."""

    category_keys: list[str] = [ALL]
    category: str = ALL
    cards: list[PersonaCard] = []
    loaded: bool = False

    open_key: str = ""
    "The card whose dialog is open."
    open_icon: str = ""
    open_name: str = ""
    open_system: str = ""

    @rx.event
    @for_visitor
    async def load(self, visitor: Visitor):
        """Show all cards; their long texts wait until one is touched."""
        self.category_keys = [ALL, *await services().personas.category_keys()]
        cards = await services().personas.cards(visitor.user_id, visitor.locale)
        self.cards, self.loaded = cards, True
        self.open_key = ""

    @rx.event
    def choose_category(self, key: str):
        """Show one category's cards."""
        if key in self.category_keys:
            self.category = key

    @rx.event
    @for_visitor
    async def open_card(self, visitor: Visitor, key: str):
        """Show what this persona tells the model, before a chat is made of it."""
        card = await services().personas.card(visitor.user_id, visitor.locale, str(key))
        if card:
            self.open_key, self.open_icon = card.key, card.icon
            self.open_name, self.open_system = card.name, card.system

    @rx.event
    def close_card(self):
        """Leave the dialog without a chat."""
        self.open_key = ""

    @rx.event
    @for_visitor
    async def create_chat(self, visitor: Visitor):
        """Make a chat of the open card; the assistant speaks first."""
        key, self.open_key = self.open_key, ""
        if not key:  # touched twice: the first touch has made the chat
            return None
        try:
            chat_id = await services().chats.open_from_persona(visitor.user_id, visitor.locale, key)
        except NoSuchPersona:
            return None
        await services().conversation.start_reply(visitor.user_id, chat_id)
        return rx.redirect(f"/chat/{chat_id}")
