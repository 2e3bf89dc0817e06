"""Deleting a message, and having it back."""

from contextlib import suppress

import reflex as rx

from oreai.bootstrap import services
from oreai.services.accounts.ownership import NoSuchChat, NoSuchMessage
from oreai.services.accounts.visitors import Visitor
from oreai.services.replies.start import StillReplying
from oreai.states.draft import DraftState
from oreai.states.rows import refusal
from oreai.states.session import for_visitor


class DeletionsState(rx.State):
    """The message that was deleted last: for some seconds it can be had back at once."""

    deleted_id: str = ""
    chat_id: str = ""
    "Where it stood: nowhere else is it offered."

    @rx.event
    @for_visitor
    async def delete_message(self, visitor: Visitor, message_id: str):
        """Take a message out of its conversation, and offer to undo that."""
        with suppress(NoSuchMessage, NoSuchChat):
            try:
                self.chat_id = await services().deletions.delete(visitor.user_id, str(message_id))
                self.deleted_id = str(message_id)
            except StillReplying as error:
                (await self.get_state(DraftState)).refusal = refusal(error, visitor.locale)

    @rx.event
    @for_visitor
    async def undo_delete(self, visitor: Visitor):
        """Bring the message back that was deleted last."""
        message_id, self.deleted_id = self.deleted_id, ""
        with suppress(NoSuchMessage, NoSuchChat):
            try:
                await services().deletions.restore(visitor.user_id, message_id)
            except StillReplying as error:
                self.deleted_id = message_id
                (await self.get_state(DraftState)).refusal = refusal(error, visitor.locale)

    @rx.event
    def withdraw_offer(self):
        """Undo is no longer offered."""
        self.deleted_id = ""
