"""Which part of the open chat is shown: turning its pages, and sending again what a page has lost."""

from collections.abc import Awaitable, Callable

import reflex as rx

from oreai.bootstrap import services
from oreai.services.accounts.ownership import NoSuchChat, NoSuchMessage
from oreai.services.accounts.visitors import Visitor
from oreai.services.conversation.views import Shown
from oreai.states.chat import ChatState
from oreai.states.feed import REASONING, Feed
from oreai.states.rows import texts_of
from oreai.states.session import for_visitor


class ChatPages(rx.State):
    """Has no vars of its own: what is shown is `ChatState`'s."""

    @rx.event
    @for_visitor
    async def show_again(self, visitor: Visitor):
        """The page has missed something: show it everything."""
        await self._turn_page(visitor, _same_part, anew=True)

    @rx.event
    @for_visitor
    async def show_earlier(self, visitor: Visitor):
        """Show what stands before."""
        await self._turn_page(visitor, services().chat_views.earlier)

    @rx.event
    @for_visitor
    async def show_later(self, visitor: Visitor):
        """Show what stands after."""
        await self._turn_page(visitor, services().chat_views.later)

    @rx.event
    @for_visitor
    async def show_newest(self, visitor: Visitor):
        """Leave an older part of the chat for its newest."""
        await self._show_newest(visitor)

    async def _show_newest(self, visitor: Visitor) -> None:
        (await self.get_state(ChatState))._forget_part()
        await self._turn_page(visitor, _same_part, anew=True)

    async def _show_around(self, visitor: Visitor, message_id: str) -> None:
        """The part of the chat around this message."""

        async def turn(user_id: str, chat_id: str, _: Shown) -> Shown:
            return await services().chat_views.page_around(user_id, chat_id, message_id)

        await self._turn_page(visitor, turn)

    async def _turn_page(
        self,
        visitor: Visitor,
        turn: Callable[[str, str, Shown], Awaitable[Shown]],
        *,
        anew: bool = False,
    ) -> None:
        chat = await self.get_state(ChatState)
        try:
            shown = await turn(visitor.user_id, chat.opened_id, chat._shown())
            view = await services().chat_views.view(visitor.user_id, chat.opened_id, shown)
        except NoSuchChat:
            return
        await chat._show(view, visitor, anew=anew)

    @rx.event
    @for_visitor
    async def resend_text(self, visitor: Visitor, name: str):
        """The page has lost a part of this text: send it whole."""
        message_id = str(name).removesuffix(REASONING)
        try:
            message = await services().chat_views.message_of(visitor.user_id, message_id)
        except NoSuchMessage:
            return
        feed = await self.get_state(Feed)
        feed._grow(str(name), 0, texts_of(message).get(str(name), ""))


async def _same_part(user_id: str, chat_id: str, shown: Shown) -> Shown:
    return shown
