"""Saying something in a chat."""

from collections.abc import Sequence

import reflex as rx

from oreai.bootstrap import services
from oreai.models import new_id
from oreai.services.accounts.visitors import Visitor
from oreai.services.models.chat_models import OverWindow
from oreai.states.chat import ChatState
from oreai.states.chat_pages import ChatPages
from oreai.states.draft import DraftState
from oreai.states.rows import NOT_SENT, refusal
from oreai.states.session import for_visitor


class SendingState(rx.State):
    """Has no vars of its own: what becomes of a message is `DraftState`'s, and then `ChatState`'s."""

    @rx.event
    @for_visitor
    async def send_question(self, visitor: Visitor, chat_id: str, text: str):
        """Say one of the prompt's example questions, by however many touches."""
        chat = await self.get_state(ChatState)
        await self._send(visitor, str(chat_id), str(text), chat._question_key or new_id())

    @rx.event
    @for_visitor
    async def send_message(
        self,
        visitor: Visitor,
        chat_id: str,
        text: str,
        idempotency_key: str,
        attachment_ids: list[str] | None = None,
    ):
        """Say something, in words or files; the reply, or its place in the queue, comes by follow_chat."""
        ids = (
            attachment_ids if isinstance(attachment_ids, list) else [attachment_ids] if attachment_ids else []
        )
        if (str(text).strip() or ids) and str(idempotency_key):
            await self._send(
                visitor, str(chat_id), str(text), str(idempotency_key)[:64], [str(one) for one in ids]
            )

    async def _send(
        self,
        visitor: Visitor,
        chat_id: str,
        text: str,
        idempotency_key: str,
        attachment_ids: Sequence[str] = (),
    ) -> None:
        draft = await self.get_state(DraftState)
        draft.can_shorten, draft.shortened = False, ""
        try:
            await services().conversation.send_message(
                visitor.user_id, chat_id, text, idempotency_key, attachment_ids
            )
        except NOT_SENT as error:
            draft.refused = idempotency_key
            draft.refusal = refusal(error, visitor.locale, has_attachments=bool(attachment_ids))
            draft.can_shorten = isinstance(error, OverWindow) and not attachment_ids
            return
        draft._accept(idempotency_key)
        chat = await self.get_state(ChatState)
        if chat._last_id and not chat.running_id:
            await (await self.get_state(ChatPages))._show_newest(visitor)
