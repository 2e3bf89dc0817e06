"""What can be done with a whole chat, from its row or from inside it."""

from contextlib import suppress

import reflex as rx

from oreai.bootstrap import services
from oreai.services.accounts.ownership import NoSuchChat
from oreai.services.accounts.visitors import Visitor
from oreai.states.session import for_visitor


class ChatActions(rx.State):
    """The chat that was deleted last: for some seconds it can be had back at once."""

    deleted_id: str = ""
    deleted_title: str = ""

    @rx.event
    @for_visitor
    async def rename_chat(self, visitor: Visitor, chat_id: str, title: str):
        """Call a chat what its owner wants."""
        with suppress(NoSuchChat):
            await services().chats.rename(visitor.user_id, str(chat_id), str(title))

    @rx.event
    @for_visitor
    async def pin_chat(self, visitor: Visitor, chat_id: str, pinned: bool):
        """Keep a chat on top, or let it go."""
        with suppress(NoSuchChat):
            await services().chats.pin(visitor.user_id, str(chat_id), pinned is True)

    @rx.event
    @for_visitor
    async def delete_chat(self, visitor: Visitor, chat_id: str):
        """Put a chat into the trash, and offer to undo that."""
        await self._delete(visitor, str(chat_id))

    @rx.event
    @for_visitor
    async def delete_open_chat(self, visitor: Visitor, chat_id: str):
        """The same from inside the chat: the list comes back, with the offer."""
        await self._delete(visitor, str(chat_id))
        return rx.redirect("/")

    async def _delete(self, visitor: Visitor, chat_id: str) -> None:
        with suppress(NoSuchChat):
            self.deleted_title = await services().trash.put(visitor.user_id, chat_id)
            self.deleted_id = chat_id

    @rx.event
    @for_visitor
    async def undo_delete(self, visitor: Visitor):
        """Bring the chat back that was deleted last."""
        chat_id, self.deleted_id = self.deleted_id, ""
        with suppress(NoSuchChat):
            await services().trash.restore(visitor.user_id, chat_id)

    @rx.event
    def withdraw_offer(self):
        """Undo is no longer offered; the trash still has the chat."""
        self.deleted_id = ""

    @rx.event
    @for_visitor
    async def look_at_chat(self, visitor: Visitor, chat_id: str):
        """The reader has seen the chat as it stands."""
        with suppress(NoSuchChat):
            await services().chats.look_at(visitor.user_id, str(chat_id))
