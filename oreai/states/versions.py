"""What a reader does to a message that stands: say it differently, look at its versions, branch off."""

import reflex as rx

from oreai.bootstrap import services
from oreai.services.beginnings import StillReplying
from oreai.services.chat_models import OverWindow
from oreai.services.chats import NoSuchChat, NoSuchMessage
from oreai.services.conversation import PromptTooLong
from oreai.states.chat import ChatState
from oreai.states.rows import refusal
from oreai.states.session import visitor_of


class VersionsState(rx.State):
    """Only handlers: what changes comes back by way of follow_chat."""

    @rx.event
    async def edit_prompt(self, message_id: str, text: str, send_key: str):
        """Ask again in other words; the earlier ones stay beside them."""
        visitor = await visitor_of(self)
        edit = services().conversation.edit
        try:
            await edit(visitor.user_id, str(message_id), str(text), str(send_key)[:64])
        except NoSuchMessage:
            return
        except (StillReplying, PromptTooLong, OverWindow, NoSuchChat) as error:
            (await self.get_state(ChatState)).refusal = refusal(error, visitor.locale)

    @rx.event
    async def choose_version(self, message_id: str, step: int):
        """Show the version before or after this one."""
        visitor = await visitor_of(self)
        if step not in (-1, 1):
            return
        try:
            await services().conversation.choose_version(visitor.user_id, str(message_id), step)
        except StillReplying as error:
            (await self.get_state(ChatState)).refusal = refusal(error, visitor.locale)
        except (NoSuchMessage, NoSuchChat):
            return

    @rx.event
    async def branch_off(self, message_id: str):
        """Go on from here in a chat of its own."""
        visitor = await visitor_of(self)
        try:
            chat_id = await services().branches.branch(visitor.user_id, str(message_id))
        except StillReplying as error:
            (await self.get_state(ChatState)).refusal = refusal(error, visitor.locale)
            return None
        except NoSuchMessage:
            return None
        return rx.redirect(f"/chat/{chat_id}")
