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

    _has_room: bool = False
    "The window has grown wide since its page was loaded."

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
    def follow_beside_a_chat(self):
        """The same, where the page has room to show it (beside.js)."""
        if self._has_room or "oreai-wide=true" in self.router.headers.cookie:
            return ChatsState.follow_chats
        return None

    @rx.event
    async def show_beside_a_chat(self):
        """There is room since now: show the list; it is followed from the next chat on."""
        self._has_room = True
        visitor = await visitor_of(self)
        async with aclosing(services().chats.follow(visitor.user_id)) as lists:
            self.rows, self.loaded = await anext(lists), True

    @rx.event
    async def new_chat(self):
        """Open an empty chat."""
        visitor = await visitor_of(self)
        chat_id = await services().chats.open_free(visitor.user_id, visitor.locale)
        return rx.redirect(f"/chat/{chat_id}")
