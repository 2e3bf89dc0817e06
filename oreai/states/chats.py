"""The list of chats."""

from contextlib import aclosing

import reflex as rx

from oreai.bootstrap import services
from oreai.services.accounts.visitors import Visitor
from oreai.services.chats.rows import ChatList, ChatRow, FolderRow
from oreai.states.retrying import retry_until_done
from oreai.states.session import for_visitor
from oreai.states.unproxied import itself


class ChatsState(rx.State):
    """The rows, kept up to date while the list is on the screen.

    `p` is [number, patch]. A patch is {all: whether it replaces what the page
    has, rows: those that are new or changed, gone: ids, folders: all of them, or
    null where the page has them}; the number lets a page that has lost a patch,
    or all of them by a reload, ask for everything.
    """

    p: list = [0, None]

    _sent: dict[str, ChatRow] = {}
    "What the page has."
    _sent_folders: list[FolderRow] = []

    _has_room: bool = False
    "The window has grown wide since its page was loaded."

    @rx.event(background=True, supersedes=True)
    @for_visitor
    async def follow_chats(self, visitor: Visitor):
        """Show the list, and every change to it, until the reader leaves."""
        await retry_until_done(lambda: self._follow(visitor))

    async def _follow(self, visitor: Visitor) -> None:
        async with aclosing(services().chats.follow(visitor.user_id)) as lists:
            async for chats in lists:
                async with self:
                    itself(self)._show(chats)

    @rx.event
    @for_visitor
    async def resend_rows(self, visitor: Visitor):
        """The page has lost rows: send them all."""
        chats = await services().chats.listed(visitor.user_id)
        self._send(chats, chats.rows, gone=[], everything=True)

    def _show(self, chats: ChatList) -> None:
        """What of this the page does not have yet."""
        changed = [row for row in chats.rows if self._sent.get(row.id) != row]
        gone = list(self._sent.keys() - {row.id for row in chats.rows})
        never_sent = self.p[1] is None
        if changed or gone or never_sent or chats.folders != self._sent_folders:
            self._send(chats, changed, gone, everything=never_sent)

    def _send(self, chats: ChatList, changed: list[ChatRow], gone: list[str], *, everything: bool) -> None:
        folders = chats.folders if everything or chats.folders != self._sent_folders else None
        self._sent, self._sent_folders = {row.id: row for row in chats.rows}, chats.folders
        patch = {"all": everything, "rows": [vars(row).copy() for row in changed], "gone": gone}
        patch["folders"] = None if folders is None else [vars(folder).copy() for folder in folders]
        self.p = [self.p[0] + 1, patch]

    @rx.event
    def follow_beside(self):
        """The same beside another screen, where the page has room to show it (sidebar.js)."""
        if self._has_room or "oreai-wide=true" in self.router.headers.cookie:
            return ChatsState.follow_chats
        return None

    @rx.event
    @for_visitor
    async def show_beside(self, visitor: Visitor):
        """There is room since now: show the list; it is followed from the next chat on."""
        self._has_room = True
        self._show(await services().chats.listed(visitor.user_id))

    @rx.event
    @for_visitor
    async def new_chat(self, visitor: Visitor, folder_id: str = ""):
        """Open an empty chat, in the folder that the list is narrowed to."""
        chat_id = await services().chats.open_free(visitor.user_id, visitor.locale, str(folder_id))
        return rx.redirect(f"/chat/{chat_id}")
