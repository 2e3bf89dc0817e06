"""The personas that `/` in the composer offers."""

from dataclasses import dataclass
from urllib.parse import quote

import reflex as rx

from oreai.bootstrap import services
from oreai.services.accounts.ownership import NoSuchChat
from oreai.services.accounts.visitors import Visitor
from oreai.services.personas.form import InvalidPersona
from oreai.services.personas.own import NoSuchPersona
from oreai.services.personas.variables import MissingValues
from oreai.services.replies.start import StillReplying
from oreai.states.session import for_visitor


@dataclass
class PersonaLine:
    """A persona as a line of a list."""

    key: str
    icon: str
    name: str
    description: str


class PickerState(rx.State):
    """What can be chosen, once somebody has asked for it."""

    personas: list[PersonaLine] = []

    _locale: str = ""
    "The language they are in."

    @rx.event
    @for_visitor
    async def load_personas(self, visitor: Visitor):
        """Bring the personas, in the reader's language; the page has them then."""
        if self._locale == visitor.locale:
            return
        cards = await services().personas.cards(visitor.user_id, visitor.locale)
        self.personas = [PersonaLine(card.key, card.icon, card.name, card.description) for card in cards]
        self._locale = visitor.locale

    @rx.event
    @for_visitor
    async def take_persona(self, visitor: Visitor, here: str, key: str):
        """Let this chat play the persona if it is blank, else a new one; the assistant speaks first."""
        try:
            chat_id = await services().persona_chats.begin(
                visitor.user_id, visitor.locale, str(key), here=str(here)
            )
        except MissingValues:  # its dialog asks for them
            return rx.redirect(f"/find?open={quote(str(key))}")
        except (NoSuchPersona, InvalidPersona, NoSuchChat, StillReplying):
            return None
        return None if chat_id == here else rx.redirect(f"/chat/{chat_id}")
