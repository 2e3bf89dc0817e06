"""The list of chats."""

from contextlib import aclosing
from dataclasses import asdict

import reflex as rx

from oreai.bootstrap import services
from oreai.i18n import texts_for
from oreai.models import new_id
from oreai.services.accounts.visitors import Visitor
from oreai.services.chats.rows import ChatRow
from oreai.states.retrying import retry_until_done
from oreai.states.session import for_visitor


class ChatsState(rx.State):
    """The rows, kept up to date while the list is on the screen.

    `p` is [number, patch]. A patch is {all: whether it replaces what the page
    has, rows: those that are new or changed, gone: ids}; the number lets a page
    that has lost a patch, or all of them by a reload, ask for everything.
    """

    p: list = [0, None]

    _sent: dict[str, ChatRow] = {}
    "What the page has."

    _has_room: bool = False
    "The window has grown wide since its page was loaded."

    @rx.event(background=True, supersedes=True)
    @for_visitor
    async def follow_chats(self, visitor: Visitor):
        """Show the list, and every change to it, until the reader leaves."""
        await retry_until_done(lambda: self._follow(visitor))

    async def _follow(self, visitor: Visitor) -> None:
        async with aclosing(services().chats.follow(visitor.user_id)) as lists:
            async for rows in lists:
                async with self:
                    self._show(rows)

    @rx.event
    @for_visitor
    async def resend_rows(self, visitor: Visitor):
        """The page has lost rows: send them all."""
        rows = await services().chats.rows(visitor.user_id)
        self._send(rows, rows, gone=[], everything=True)

    def _show(self, rows: list[ChatRow]) -> None:
        """What of this the page does not have yet."""
        changed = [row for row in rows if self._sent.get(row.id) != row]
        gone = list(self._sent.keys() - {row.id for row in rows})
        never_sent = self.p[1] is None
        if changed or gone or never_sent:
            self._send(rows, changed, gone, everything=never_sent)

    def _send(
        self, rows: list[ChatRow], changed: list[ChatRow], gone: list[str], *, everything: bool
    ) -> None:
        self._sent = {row.id: row for row in rows}
        patch = {"all": everything, "rows": [asdict(row) for row in changed], "gone": gone}
        self.p = [self.p[0] + 1, patch]

    @rx.event
    def follow_beside_a_chat(self):
        """The same, where the page has room to show it (beside.js)."""
        if self._has_room or "oreai-wide=true" in self.router.headers.cookie:
            return ChatsState.follow_chats
        return None

    @rx.event
    @for_visitor
    async def show_beside_a_chat(self, visitor: Visitor):
        """There is room since now: show the list; it is followed from the next chat on."""
        self._has_room = True
        self._show(await services().chats.rows(visitor.user_id))

    @rx.event
    @for_visitor
    async def new_chat(self, visitor: Visitor):
        """Open an empty chat."""
        chat_id = await services().chats.open_free(visitor.user_id, visitor.locale)
        return rx.redirect(f"/chat/{chat_id}")

    @rx.event
    @for_visitor
    async def ask(self, visitor: Visitor, question: str):
        """Open a chat with one of the questions that an empty list offers."""
        if question not in texts_for(visitor.locale).chats.free_questions.splitlines():
            return None
        if rows := await services().chats.rows(visitor.user_id):  # a touch before has opened this one
            return rx.redirect(f"/chat/{rows[0].id}")
        chat_id = await services().chats.open_free(visitor.user_id, visitor.locale)
        await services().conversation.send_message(visitor.user_id, chat_id, question, new_id())
        return rx.redirect(f"/chat/{chat_id}")
