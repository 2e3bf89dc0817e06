"""The list of chats."""

from contextlib import aclosing

import reflex as rx

from oreai.bootstrap import services
from oreai.services.chats import ChatRow
from oreai.states.session import visitor_of


class ChatsState(rx.State):
    """The rows, kept up to date while the list is on the screen."""

    rows: list[ChatRow] = []
    loaded: bool = False

    @rx.event(background=True)
    async def follow_chats(self):
        """Show the list, and every change to it, until the reader leaves."""
        async with self:
            visitor = await visitor_of(self)
        async with aclosing(services().chats.follow(visitor.user_id)) as lists:
            async for rows in lists:
                async with self:
                    self.rows, self.loaded = rows, True

    @rx.event
    async def new_chat(self):
        """Open an empty chat."""
        visitor = await visitor_of(self)
        chat_id = await services().chats.open_free(visitor.user_id, visitor.locale)
        return rx.redirect(f"/chat/{chat_id}")
