"""What a reader does to a message that stands: say it differently, look at its versions, branch off."""

from collections.abc import Awaitable

import reflex as rx

from oreai.bootstrap import services
from oreai.services.accounts.ownership import NoSuchChat, NoSuchMessage
from oreai.services.accounts.visitors import Visitor
from oreai.services.conversation.written import TooMuchWritten
from oreai.services.models.chat_models import MessageTooLong, OverWindow
from oreai.services.replies.start import StillReplying
from oreai.states.chat import ChatState
from oreai.states.draft import DraftState
from oreai.states.rows import refusal
from oreai.states.session import for_visitor


class VersionsState(rx.State):
    """Mostly handlers: what changes comes back by way of follow_chat."""

    refused: str = ""
    "The newest edit that the server did not take; the browser keeps its words."

    @rx.event
    @for_visitor
    async def edit_message(self, visitor: Visitor, message_id: str, text: str, idempotency_key: str):
        """Ask again in other words; the earlier ones stay beside them."""
        key = str(idempotency_key)[:64]
        edit = services().conversation.edit(visitor.user_id, str(message_id), str(text), key)
        await self._take_words(edit, visitor, key)

    @rx.event
    @for_visitor
    async def revise_message(self, visitor: Visitor, message_id: str, text: str, idempotency_key: str):
        """Change the words of a prompt, and nothing that follows."""
        key = str(idempotency_key)[:64]
        revise = services().conversation.revise(visitor.user_id, str(message_id), str(text))
        await self._take_words(revise, visitor, key)

    async def _take_words(self, edit: Awaitable[object], visitor: Visitor, key: str) -> None:
        draft = await self.get_state(DraftState)
        try:
            await edit
        except NoSuchMessage:
            return
        except (StillReplying, MessageTooLong, OverWindow, NoSuchChat) as error:
            self.refused, draft.refusal = key, refusal(error, visitor.locale)
        else:
            draft.refusal = ""

    @rx.event
    @for_visitor
    async def choose_version(self, visitor: Visitor, message_id: str, step: int):
        """Show the version before or after this one."""
        if step not in (-1, 1):
            return
        chat = await self.get_state(ChatState)
        try:
            chosen = await services().conversation.choose_version(visitor.user_id, str(message_id), step)
            chat._keep_first(message_id, chosen)
        except StillReplying as error:
            (await self.get_state(DraftState)).refusal = refusal(error, visitor.locale)
        except (NoSuchMessage, NoSuchChat):
            return

    @rx.event
    @for_visitor
    async def branch_off(self, visitor: Visitor, message_id: str):
        """Go on from here in a chat of its own."""
        try:
            chat_id = await services().branches.branch(visitor.user_id, str(message_id))
        except (StillReplying, TooMuchWritten) as error:
            (await self.get_state(DraftState)).refusal = refusal(error, visitor.locale)
            return None
        except NoSuchMessage:
            return None
        return rx.redirect(f"/chat/{chat_id}")
