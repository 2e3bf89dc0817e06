"""The prompts that `/` in the composer offers."""

from dataclasses import dataclass

import reflex as rx

from oreai.bootstrap import services
from oreai.services.accounts.ownership import NoSuchChat
from oreai.services.chats.chat_list import NoSuchPrompt
from oreai.services.replies.start import StillReplying
from oreai.states.session import visitor_of


@dataclass
class PromptLine:
    """A prompt as a line of a list."""

    key: str
    icon: str
    name: str
    description: str


class PickerState(rx.State):
    """What can be chosen, once somebody has asked for it."""

    prompts: list[PromptLine] = []

    _locale: str = ""
    "The language they are in."

    @rx.event
    async def load_prompts(self):
        """Bring the prompts, in the reader's language; the page has them then."""
        visitor = await visitor_of(self)
        if self._locale == visitor.locale:
            return
        cards = await services().prompts.cards(visitor.user_id, visitor.locale)
        self.prompts = [PromptLine(card.key, card.icon, card.name, card.description) for card in cards]
        self._locale = visitor.locale

    @rx.event
    async def take_prompt(self, here: str, key: str):
        """Let this chat play the prompt if it is blank, else a new one; the assistant speaks first."""
        visitor, here = await visitor_of(self), str(here)
        try:
            chat_id = await services().chats.open_from_prompt(
                visitor.user_id, visitor.locale, str(key), here=here
            )
            await services().conversation.begin_reply(visitor.user_id, chat_id)
        except (NoSuchPrompt, NoSuchChat, StillReplying):
            return None
        return None if chat_id == here else rx.redirect(f"/chat/{chat_id}")
