"""Saying something on the first screen, where no chat is open: it makes one."""

import reflex as rx

from oreai.bootstrap import services
from oreai.i18n import texts_for
from oreai.models import new_id
from oreai.services.accounts.visitors import Visitor
from oreai.states.rows import NOT_SENT, refusal
from oreai.states.sending import Send, send_in
from oreai.states.session import for_visitor


class FirstMessageState(rx.State):
    """What became of a message that began a chat."""

    accepted: str = ""
    "The newest send the server has stored; the box lets go of that draft."
    refused: str = ""
    "The newest send it has not stored; the box keeps that draft."
    refusal: str = ""
    "Why not, in the reader's language."

    _question_key: str = ""
    "The idempotency key of a suggestion, by however many touches."

    @rx.event
    def enter_first_screen(self):
        """Nothing has been said here yet."""
        self.refusal, self._question_key = "", new_id()

    @rx.event
    @for_visitor
    async def begin_chat(
        self,
        visitor: Visitor,
        folder_id: str,
        text: str,
        idempotency_key: str,
        attachment_ids: list[str] | None = None,
    ):
        """Open a chat with this message, in words or files, in the folder that the list is narrowed to."""
        sent = send_in(text, idempotency_key, attachment_ids)
        return await self._begin(visitor, str(folder_id), sent) if sent else None

    @rx.event
    @for_visitor
    async def ask(self, visitor: Visitor, question: str, folder_id: str = ""):
        """Open a chat with one of the questions that the first screen offers, likewise."""
        if question not in texts_for(visitor.locale).chats.free_questions.splitlines():
            return None
        return await self._begin(visitor, str(folder_id), Send(question, self._question_key or new_id()))

    async def _begin(self, visitor: Visitor, folder_id: str, sent: Send):
        key, ids = sent.idempotency_key, sent.attachment_ids
        chat_id = await services().chats.open_for(visitor.user_id, visitor.locale, key, folder_id)
        try:
            await services().conversation.send_message(visitor.user_id, chat_id, *sent)
        except NOT_SENT as error:
            self.refused = key
            self.refusal = refusal(error, visitor.locale, has_attachments=bool(ids))
            return None
        self.accepted, self.refusal = key, ""
        return rx.redirect(f"/chat/{chat_id}")
