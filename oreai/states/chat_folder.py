"""The folder of the chat that is open: its sheet reads the folders when it is asked for."""

from contextlib import suppress
from typing import Any

import reflex as rx

from oreai.bootstrap import services
from oreai.services.accounts.ownership import NoSuchChat
from oreai.services.accounts.visitors import Visitor
from oreai.services.chats.folders import NoFolderName, NoSuchFolder, TooManyFolders
from oreai.services.chats.rows import FolderRow
from oreai.states.session import for_visitor


class ChatFolderState(rx.State):
    """What the sheet shows; the list may be on no screen."""

    chat_id: str = ""
    "Whose folder is chosen; empty while the sheet is closed."
    folders: list[FolderRow] = []
    current: str = ""
    "The id of the folder the chat is in; empty for none."
    is_full: bool = False
    "There can be no more folders: the last one was not made."

    @rx.event
    @for_visitor
    async def open_folders(self, visitor: Visitor, chat_id: str):
        """Show where this chat can be put, and where it is."""
        await self._read(visitor, str(chat_id))

    async def _read(self, visitor: Visitor, chat_id: str) -> None:
        self.chat_id, self.is_full = "", False
        with suppress(NoSuchChat):
            choice = await services().chats.folders.choice(visitor.user_id, chat_id)
            self.chat_id, self.folders, self.current = chat_id, list(choice.folders), choice.current

    @rx.event
    def close_folders(self):
        """Leave the chat where it is."""
        self.chat_id = ""

    @rx.event
    @for_visitor
    async def choose_folder(self, visitor: Visitor, folder_id: str):
        """Put the chat into a folder; into none where its id is empty."""
        chat_id, self.chat_id = self.chat_id, ""
        try:
            await services().chats.folders.move(visitor.user_id, [chat_id], str(folder_id))
        except NoSuchFolder:  # deleted since they were read
            await self._read(visitor, chat_id)
        except NoSuchChat:
            return

    @rx.event
    @for_visitor
    async def make_folder(self, visitor: Visitor, form: dict[str, Any]):
        """Make a folder with the chat in it."""
        chat_id, self.chat_id, self.is_full = self.chat_id, "", False
        if not chat_id:  # touched twice: the first touch has made it
            return
        name = str(form.get("title") or "")
        try:
            await services().chats.folders.create(visitor.user_id, name, [chat_id])
        except NoFolderName:
            self.chat_id = chat_id
        except TooManyFolders:
            self.chat_id, self.is_full = chat_id, True
