"""What is written in the composer of the open chat, and what became of it."""

import reflex as rx

from oreai.bootstrap import services
from oreai.i18n import texts_for
from oreai.services.accounts.ownership import NoSuchChat
from oreai.services.accounts.visitors import Visitor
from oreai.services.models.chat_models import MessageTooLong
from oreai.states.rows import refusal
from oreai.states.session import for_visitor


class DraftState(rx.State):
    """The draft as the server has it; the page keeps its own until a send is accepted."""

    draft: str = ""
    "What the server has of what is written here, maybe on another device."
    accepted: str = ""
    "The newest send the server has stored; the composer lets go of that draft."
    refused: str = ""
    "The newest send it has not stored; the composer keeps that draft."
    refusal: str = ""
    "Why not, in the reader's language."
    can_shorten: bool = False
    "The refused draft could go if its middle were left out."
    shortened: str = ""
    "The draft without its middle."

    _chat_id: str = ""
    "Whose draft it is."

    def _enter(self, chat_id: str) -> None:
        """The composer of this chat: nothing is offered yet, and in another chat nothing is refused."""
        if chat_id != self._chat_id:
            self.refusal = ""
        self._chat_id, self.can_shorten, self.shortened = chat_id, False, ""

    def _accept(self, idempotency_key: str) -> None:
        self.accepted, self.refusal, self.draft = idempotency_key, "", ""

    @rx.event
    @for_visitor
    async def keep_draft(self, visitor: Visitor, chat_id: str, text: str):
        """Keep what has been written so far, and tell the page that it is kept."""
        try:
            is_kept = await services().drafts.keep(visitor.user_id, str(chat_id), str(text))
        except NoSuchChat:
            return
        if is_kept and chat_id == self._chat_id:
            self.draft = str(text)

    @rx.event
    @for_visitor
    async def shorten_draft(self, visitor: Visitor, chat_id: str, text: str):
        """Leave out the middle of a draft that is too long for the model; the reader sees it first."""
        texts = texts_for(visitor.locale)
        try:
            self.shortened = await services().models.shortened(
                visitor.user_id, str(chat_id), str(text), texts.instructions.left_out_middle
            )
        except NoSuchChat:
            return
        except MessageTooLong as error:
            self.can_shorten, self.refusal = False, refusal(error, visitor.locale)
            return
        self.can_shorten, self.refusal = False, texts.composer.shortened_hint
