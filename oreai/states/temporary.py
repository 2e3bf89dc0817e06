"""The open chat as a temporary one, and the way to a new one."""

from contextlib import suppress

import reflex as rx

from oreai.bootstrap import services
from oreai.services.accounts.ownership import NoSuchChat
from oreai.services.accounts.visitors import Visitor
from oreai.services.conversation.views import ConversationView
from oreai.states.changes import set_changed
from oreai.states.session import for_visitor


class TemporaryState(rx.State):
    """Whether the open chat is one; `ChatState` brings it."""

    chat_id: str = ""
    "The open chat, where it is temporary."

    def _show(self, view: ConversationView) -> None:
        set_changed(self, {"chat_id": view.chat_id if view.temporary else ""})

    @rx.event
    @for_visitor
    async def open_temporary(self, visitor: Visitor):
        """Begin a chat that is kept nowhere."""
        chat_id = await services().temporary_chats.open(visitor.user_id, visitor.locale)
        return rx.redirect(f"/chat/{chat_id}")

    @rx.event
    @for_visitor
    async def keep_chat(self, visitor: Visitor, chat_id: str):
        """Make it a chat like any other."""
        with suppress(NoSuchChat):
            await services().temporary_chats.keep(visitor.user_id, str(chat_id)[:100])

    @rx.event
    @for_visitor
    async def delete_now(self, visitor: Visitor, chat_id: str):
        """Delete it without waiting, and go back to the list."""
        with suppress(NoSuchChat):
            await services().temporary_chats.delete(visitor.user_id, str(chat_id)[:100])
        return rx.redirect("/")
