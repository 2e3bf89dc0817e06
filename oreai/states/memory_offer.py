"""What the open chat's newest exchange asks to be remembered, and the visitor's answer."""

from contextlib import suppress

import reflex as rx

from oreai.bootstrap import services
from oreai.services.accounts.ownership import NoSuchChat
from oreai.services.accounts.visitors import Visitor
from oreai.services.conversation.memory_offers import NoSuchOffer
from oreai.services.conversation.views import ConversationView
from oreai.services.personalization.memory import MemoryFull
from oreai.states.changes import set_changed
from oreai.states.memory import MemoryState
from oreai.states.session import for_visitor


class MemoryOfferState(rx.State):
    """What is offered below the newest reply; `ChatState` brings it."""

    chat_id: str = ""
    "Where something is offered; empty where nothing is."
    message_id: str = ""
    "The message that asks for it."
    text: str = ""

    def _show(self, view: ConversationView) -> None:
        offer = view.memory_offer
        found = {"message_id": offer.message_id, "text": offer.text} if offer else {}
        set_changed(self, {"chat_id": view.chat_id if offer else "", **found})

    @rx.event
    @for_visitor
    async def accept_offer(self, visitor: Visitor):
        """Remember what is offered."""
        with suppress(NoSuchChat, NoSuchOffer, MemoryFull):
            await services().memory_offers.accept(visitor.user_id, self.chat_id, self.message_id)

    @rx.event
    @for_visitor
    async def decline_offer(self, visitor: Visitor):
        """Offer this no more."""
        with suppress(NoSuchChat, NoSuchOffer):
            await services().memory_offers.decline(visitor.user_id, self.chat_id, self.message_id)

    @rx.event
    @for_visitor
    async def edit_offer(self, visitor: Visitor):
        """Let the visitor say it otherwise; saving that is the answer."""
        sheet = await self.get_state(MemoryState)
        await sheet._open(visitor, self.text)
        sheet._answers = (self.chat_id, self.message_id)
