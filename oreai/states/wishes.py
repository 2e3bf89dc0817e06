"""The sheet in which a reply is asked for once more, with a wish."""

from typing import Any

import reflex as rx

from oreai.bootstrap import services
from oreai.services.accounts.ownership import NoSuchChat, NoSuchMessage
from oreai.services.accounts.visitors import Visitor
from oreai.services.conversation.wishes import IN_WORDS, Wish
from oreai.services.replies.start import StillReplying
from oreai.states.draft import DraftState
from oreai.states.rows import refusal
from oreai.states.session import for_visitor


class WishesState(rx.State):
    """What comes of a wish comes by `ChatState.follow_chat`."""

    message_id: str = ""
    "The reply that the sheet is open for; empty while it is closed."

    @rx.event
    def open_wishes(self, message_id: str):
        """Show what may be wished of this reply."""
        self.message_id = str(message_id)

    @rx.event
    def close_wishes(self):
        """Wish nothing."""
        self.message_id = ""

    @rx.event
    @for_visitor
    async def ask_with_wish(self, visitor: Visitor, kind: str):
        """Ask once more for this reply: shorter, longer or otherwise."""
        await self._ask(visitor, Wish(str(kind)))

    @rx.event
    @for_visitor
    async def ask_in_words(self, visitor: Visitor, form: dict[str, Any]):
        """Ask once more, in the user's own words."""
        await self._ask(visitor, Wish(IN_WORDS, str(form.get("wish", ""))))

    async def _ask(self, visitor: Visitor, wish: Wish) -> None:
        if not wish.is_one:
            return
        message_id, self.message_id = self.message_id, ""
        try:
            await services().conversation.retry(visitor.user_id, message_id, wish=wish)
        except StillReplying as error:
            (await self.get_state(DraftState)).refusal = refusal(error, visitor.locale)
        except (NoSuchMessage, NoSuchChat):
            return
