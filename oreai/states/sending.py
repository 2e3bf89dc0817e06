"""Saying something in a chat."""

from collections.abc import Sequence
from typing import Any, NamedTuple

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

_LONGEST_KEY = 64  # characters


class Send(NamedTuple):
    """A message as a page has sent it, under the key of that send."""

    text: str
    idempotency_key: str
    attachment_ids: Sequence[str] = ()


def send_in(text: Any, idempotency_key: Any, attachment_ids: Any) -> Send | None:
    """What a page has sent, in words or files; None where it says nothing, or is no send.

    Args:
        attachment_ids: a list of them, one of them alone, or nothing.
    """
    ids = attachment_ids if isinstance(attachment_ids, list) else [attachment_ids] if attachment_ids else []
    sent = Send(str(text), str(idempotency_key)[:_LONGEST_KEY], [str(one) for one in ids])
    says_something = bool(sent.text.strip() or sent.attachment_ids)
    return sent if says_something and sent.idempotency_key else None


class SendingState(rx.State):
    """Has no vars of its own: what becomes of a message is `DraftState`'s, and then `ChatState`'s."""

    @rx.event
    @for_visitor
    async def send_question(self, visitor: Visitor, chat_id: str, text: str):
        """Say one of the prompt's example questions, by however many touches."""
        chat = await self.get_state(ChatState)
        await self._send(visitor, str(chat_id), Send(str(text), chat._question_key or new_id()))

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
        if sent := send_in(text, idempotency_key, attachment_ids):
            await self._send(visitor, str(chat_id), sent)

    async def _send(self, visitor: Visitor, chat_id: str, sent: Send) -> None:
        draft = await self.get_state(DraftState)
        draft.can_shorten, draft.shortened = False, ""
        try:
            await services().conversation.send_message(visitor.user_id, chat_id, *sent)
        except NOT_SENT as error:
            draft.refused = sent.idempotency_key
            draft.refusal = refusal(error, visitor.locale, has_attachments=bool(sent.attachment_ids))
            draft.can_shorten = isinstance(error, OverWindow) and not sent.attachment_ids
            return
        draft._accept(sent.idempotency_key)
        chat = await self.get_state(ChatState)
        if chat._last_id and not chat.running_id:
            await (await self.get_state(ChatPages))._show_newest(visitor)
