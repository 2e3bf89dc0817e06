"""What waits to be said in the open chat, and what its writer does with it."""

from collections.abc import Collection, Sequence
from contextlib import suppress
from dataclasses import dataclass

import reflex as rx

from oreai.bootstrap import services
from oreai.i18n import fill, texts_for
from oreai.services.accounts.ownership import NoSuchChat
from oreai.services.accounts.visitors import Visitor
from oreai.services.attachments.kinds import mark_of
from oreai.services.conversation.queue import NoLongerQueued
from oreai.services.models.chat_models import MessageTooLong, OverWindow
from oreai.services.replies.start import StillReplying
from oreai.states.rows import refusal
from oreai.states.session import for_visitor


@dataclass
class QueuedRow:
    """A prompt that waits, as far as a line shows it."""

    id: str
    text: str


class QueueState(rx.State):
    """The queue above the composer; `ChatState` brings what is in it."""

    rows: list[QueuedRow] = []
    announced: str = ""
    "For ears: one more is in the queue."

    editing_id: str = ""
    "The one whose words are being changed; empty while none is."
    editing_text: str = ""
    refusal: str = ""
    "Why the change was not taken, in the reader's language."

    def _show(self, queue: Sequence[tuple[str, str, Collection[str]]], locale: str, *, anew: bool) -> None:
        rows = [
            QueuedRow(key, f"{mark_of(kinds, locale)} {text}" if kinds else text)
            for key, text, kinds in queue
        ]
        if rows == self.rows:  # a var that is set is sent, also to the same value
            return
        grown = len(rows) > len(self.rows) and not anew
        self.announced = fill(texts_for(locale).composer.queue_added, count=len(rows)) if grown else ""
        self.rows = rows

    @rx.event
    @for_visitor
    async def send_queued(self, visitor: Visitor, queued_id: str):
        """Say it now; while a reply runs its turn has not come."""
        with suppress(NoLongerQueued, StillReplying):
            await services().queue.send_now(visitor.user_id, str(queued_id))

    @rx.event
    @for_visitor
    async def remove_queued(self, visitor: Visitor, queued_id: str):
        """Do not say it at all."""
        with suppress(NoLongerQueued):
            await services().queue.remove(visitor.user_id, str(queued_id))

    @rx.event
    @for_visitor
    async def edit_queued(self, visitor: Visitor, queued_id: str):
        """Open its whole text to be changed."""
        with suppress(NoLongerQueued):
            self.editing_text = await services().queue.text(visitor.user_id, str(queued_id))
            self.editing_id, self.refusal = str(queued_id), ""

    @rx.event
    @for_visitor
    async def change_queued(self, visitor: Visitor, text: str):
        """Say it in these words instead; where that cannot be, they stay in the sheet with the reason."""
        try:
            await services().queue.change(visitor.user_id, self.editing_id, str(text))
        except (NoLongerQueued, MessageTooLong, OverWindow, NoSuchChat) as error:
            self.refusal = refusal(error, visitor.locale)
            return
        self._close()

    @rx.event
    def leave_queued(self):
        """Its writer has thought better of it."""
        self._close()

    def _close(self) -> None:
        self.editing_id = self.editing_text = self.refusal = ""
