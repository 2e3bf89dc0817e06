"""What can be done with a reply: ask for it again, let it go on, stop it."""

from collections.abc import Awaitable, Callable
from functools import partial

import reflex as rx

from oreai.bootstrap import services
from oreai.services.accounts.ownership import NoSuchChat, NoSuchMessage
from oreai.services.accounts.visitors import Visitor
from oreai.services.replies.start import StillReplying
from oreai.states.draft import DraftState
from oreai.states.rows import refusal
from oreai.states.session import for_visitor


class RepliesState(rx.State):
    """Has no vars of its own: what becomes of a reply comes by `ChatState.follow_chat`."""

    @rx.event
    @for_visitor
    async def retry_reply(self, visitor: Visitor, message_id: str):
        """Ask once more for a reply."""
        await self._ask_again(visitor, services().conversation.retry, message_id)

    @rx.event
    @for_visitor
    async def retry_longer(self, visitor: Visitor, message_id: str):
        """Ask once more, with more room for thinking and words."""
        await self._ask_again(visitor, partial(services().conversation.retry, longer=True), message_id)

    @rx.event
    @for_visitor
    async def continue_reply(self, visitor: Visitor, message_id: str):
        """Let a reply that ended early go on."""
        await self._ask_again(visitor, services().conversation.continue_reply, message_id)

    async def _ask_again(
        self, visitor: Visitor, ask: Callable[[str, str], Awaitable[str]], message_id: str
    ) -> None:
        try:
            await ask(visitor.user_id, str(message_id))
        except StillReplying as error:
            (await self.get_state(DraftState)).refusal = refusal(error, visitor.locale)
        except (NoSuchMessage, NoSuchChat):
            return

    @rx.event
    @for_visitor
    async def stop_reply(self, visitor: Visitor, message_id: str):
        """Stop this reply; what has come stays. The next one of the queue is not this one."""
        await services().conversation.stop(visitor.user_id, str(message_id))
