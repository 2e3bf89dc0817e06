"""The sheet of what the model remembers of a chat's earlier messages."""

import reflex as rx

from oreai.bootstrap import services
from oreai.services.accounts.ownership import NoSuchChat
from oreai.services.accounts.visitors import Visitor
from oreai.states.session import for_visitor


class SummaryState(rx.State):
    """Of which chat it is shown; of none while it is closed."""

    chat_id: str = ""
    text: str = ""

    @rx.event
    @for_visitor
    async def open_summary(self, visitor: Visitor, chat_id: str):
        """Show what stands for this chat's earlier messages."""
        try:
            found = await services().details.summary(visitor.user_id, str(chat_id))
        except NoSuchChat:
            return
        self.chat_id, self.text = str(chat_id), found

    @rx.event
    def close_summary(self):
        """Put it away."""
        self.chat_id = self.text = ""
