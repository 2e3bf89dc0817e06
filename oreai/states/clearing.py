"""The question before a chat's messages are deleted."""

import reflex as rx

from oreai.bootstrap import services
from oreai.services.accounts.ownership import NoSuchChat
from oreai.services.accounts.visitors import Visitor
from oreai.states.session import for_visitor


class ClearState(rx.State):
    """Asks, and then does it."""

    chat_id: str = ""
    "The chat it is asked for; empty while nothing is asked."

    @rx.event
    def ask_to_clear(self, chat_id: str):
        """Ask before deleting anything."""
        self.chat_id = str(chat_id)

    @rx.event
    def keep_messages(self):
        """The user has thought better of it."""
        self.chat_id = ""

    @rx.event
    @for_visitor
    async def clear_messages(self, visitor: Visitor):
        """Delete the chat's messages; the user has confirmed it."""
        chat_id, self.chat_id = self.chat_id, ""
        try:
            await services().conversation.clear(visitor.user_id, chat_id)
        except NoSuchChat:
            return
