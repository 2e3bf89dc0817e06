"""The trash."""

from contextlib import aclosing, suppress

import reflex as rx

from oreai.bootstrap import services
from oreai.services.accounts.ownership import NoSuchChat
from oreai.services.accounts.visitors import Visitor
from oreai.services.chats.trash import TrashedRow
from oreai.states.retrying import retry_until_done
from oreai.states.session import for_visitor


class TrashState(rx.State):
    """The deleted chats, kept up to date while they are on the screen."""

    rows: list[TrashedRow] = []
    loaded: bool = False

    asked_id: str = ""
    "The chat that is deleted for ever if the reader says so."
    asked_title: str = ""

    @rx.event(background=True, supersedes=True)
    @for_visitor
    async def follow_trash(self, visitor: Visitor):
        """Show the deleted chats, and every change to them, until the reader leaves."""
        async with self:
            self.asked_id = ""
        await retry_until_done(lambda: self._follow(visitor))

    async def _follow(self, visitor: Visitor) -> None:
        async with aclosing(services().trash.follow(visitor.user_id)) as lists:
            async for rows in lists:
                async with self:
                    self.rows, self.loaded = rows, True

    @rx.event
    @for_visitor
    async def restore_chat(self, visitor: Visitor, chat_id: str):
        """Give a chat its place in the list back."""
        with suppress(NoSuchChat):
            await services().trash.restore(visitor.user_id, str(chat_id))

    @rx.event
    def ask_to_destroy(self, chat_id: str):
        """Ask before anything is gone for ever."""
        for row in self.rows:
            if row.id == chat_id:
                self.asked_id, self.asked_title = row.id, row.title

    @rx.event
    def keep_chat(self):
        """The reader has thought better of it."""
        self.asked_id = ""

    @rx.event
    @for_visitor
    async def destroy_chat(self, visitor: Visitor):
        """Delete the chat for ever; the reader has confirmed it."""
        chat_id, self.asked_id = self.asked_id, ""
        with suppress(NoSuchChat):
            await services().trash.destroy(visitor.user_id, chat_id)
