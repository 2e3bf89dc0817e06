"""What can be done with whole chats, from their rows or from inside one."""

from contextlib import suppress
from typing import Any

import reflex as rx

from oreai.bootstrap import services
from oreai.services.accounts.ownership import NoSuchChat
from oreai.services.accounts.visitors import Visitor
from oreai.services.chats.rows import MOST_AT_ONCE
from oreai.states.session import for_visitor


def several(chat_ids: Any) -> list[str]:
    """The ids that a page names, as many as one deed is done to."""
    return [str(one) for one in chat_ids[:MOST_AT_ONCE]] if isinstance(chat_ids, list) else []


class ChatActions(rx.State):
    """What was done last: for some seconds it can be undone at once."""

    undoes: str = ""
    "deleted or archived; nothing while nothing is offered."
    done_id: str = ""
    "The chat that it was done to."
    done_title: str = ""
    done_count: int = 0
    "How many it was done to; with more than one, the above are of the first."

    _done_ids: list[str] = []

    @rx.event
    @for_visitor
    async def rename_chat(self, visitor: Visitor, chat_id: str, title: str):
        """Call a chat what its owner wants."""
        with suppress(NoSuchChat):
            await services().chats.rename(visitor.user_id, str(chat_id), str(title))

    @rx.event
    @for_visitor
    async def pin_chat(self, visitor: Visitor, chat_id: str, pinned: bool):
        """Keep a chat on top, or let it go."""
        with suppress(NoSuchChat):
            await services().chats.pin(visitor.user_id, str(chat_id), pinned is True)

    @rx.event
    @for_visitor
    async def archive_chats(self, visitor: Visitor, chat_ids: list[str]):
        """Leave chats out of the list, and offer to undo that."""
        await self._archive(visitor, several(chat_ids))

    @rx.event
    @for_visitor
    async def archive_open_chat(self, visitor: Visitor, chat_id: str):
        """The same from inside the chat: the list comes back, with the offer."""
        await self._archive(visitor, [str(chat_id)])
        return rx.redirect("/")

    @rx.event
    @for_visitor
    async def unarchive_chat(self, visitor: Visitor, chat_id: str):
        """Give a chat its place in the list back."""
        with suppress(NoSuchChat):
            await services().chats.archive(visitor.user_id, [str(chat_id)], False)

    async def _archive(self, visitor: Visitor, chat_ids: list[str]) -> None:
        with suppress(NoSuchChat):
            done = await services().chats.archive(visitor.user_id, chat_ids, True)
            self._offer("archived", {row.id: row.title for row in done})

    @rx.event
    @for_visitor
    async def delete_chats(self, visitor: Visitor, chat_ids: list[str]):
        """Put chats into the trash, and offer to undo that."""
        await self._delete(visitor, several(chat_ids))

    @rx.event
    @for_visitor
    async def delete_open_chat(self, visitor: Visitor, chat_id: str):
        """The same from inside the chat: the list comes back, with the offer."""
        await self._delete(visitor, [str(chat_id)])
        return rx.redirect("/")

    async def _delete(self, visitor: Visitor, chat_ids: list[str]) -> None:
        with suppress(NoSuchChat):
            self._offer("deleted", await services().trash.put_all(visitor.user_id, chat_ids))

    def _offer(self, deed: str, done: dict[str, str]) -> None:
        """Offer to undo what was done to these chats, by their ids and titles."""
        self._done_ids, self.undoes, self.done_count = list(done), deed, len(done)
        self.done_id, self.done_title = next(iter(done.items()))

    @rx.event
    @for_visitor
    async def undo(self, visitor: Visitor):
        """Take back what was done last."""
        undoes, self.undoes = self.undoes, ""
        with suppress(NoSuchChat):
            if undoes == "archived":
                await services().chats.archive(visitor.user_id, self._done_ids, False)
            elif undoes == "deleted":
                await services().trash.restore_all(visitor.user_id, self._done_ids)

    @rx.event
    def withdraw_offer(self):
        """Undo is no longer offered; the trash and the archive still have the chat."""
        self.undoes = ""

    @rx.event
    @for_visitor
    async def look_at_chat(self, visitor: Visitor, chat_id: str):
        """The reader has seen the chat as it stands."""
        with suppress(NoSuchChat):
            await services().chats.look_at(visitor.user_id, str(chat_id))
