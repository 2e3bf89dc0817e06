"""Sending what has waited in the browser for the network, from whichever screen is open then."""

import reflex as rx

from oreai.bootstrap import services
from oreai.services.accounts.ownership import NoSuchChat
from oreai.services.accounts.visitors import Visitor
from oreai.states.rows import NOT_SENT, refusal
from oreai.states.sending import Send, send_in
from oreai.states.session import for_visitor


class OutboxState(rx.State):
    """What became of those messages; the browser sends each until it is told."""

    stored: str = ""
    "The idempotency key of the newest that is stored; the browser lets go of it."
    stored_in: str = ""
    "The chat that it is in."
    refused: str = ""
    "The key of the newest that is not; it goes back into its box."
    is_homeless: bool = False
    "The chat of that one is gone: the first screen's box takes it."
    refusal: str = ""
    "Why it is not, in the reader's language."

    @rx.event
    def close_refusal(self):
        """The reader has seen why."""
        self.refusal = ""

    @rx.event
    @for_visitor
    async def send_waiting(
        self,
        visitor: Visitor,
        chat_id: str,
        text: str,
        idempotency_key: str,
        attachment_ids: list[str] | None = None,
    ):
        """Store a message that was sent in this chat."""
        if sent := send_in(text, idempotency_key, attachment_ids):
            await self._send(visitor, str(chat_id), sent)

    @rx.event
    @for_visitor
    async def begin_waiting(
        self,
        visitor: Visitor,
        folder_id: str,
        text: str,
        idempotency_key: str,
        attachment_ids: list[str] | None = None,
    ):
        """Store one that was sent on the first screen: in a chat of its own, in this folder."""
        if sent := send_in(text, idempotency_key, attachment_ids):
            key, chats = sent.idempotency_key, services().chats
            chat_id = await chats.open_for(visitor.user_id, visitor.locale, key, str(folder_id))
            await self._send(visitor, chat_id, sent)

    async def _send(self, visitor: Visitor, chat_id: str, sent: Send):
        try:
            await services().conversation.send_message(visitor.user_id, chat_id, *sent)
        except NOT_SENT as error:
            self.refused, self.is_homeless = sent.idempotency_key, isinstance(error, NoSuchChat)
            self.refusal = refusal(error, visitor.locale, has_attachments=bool(sent.attachment_ids))
        else:
            self.stored, self.stored_in = sent.idempotency_key, chat_id
