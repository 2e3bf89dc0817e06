"""Folders: moving chats into them, and the sheet of one."""

from contextlib import suppress
from typing import Any

import reflex as rx

from oreai.bootstrap import services
from oreai.i18n import texts_for
from oreai.services.accounts.ownership import NoSuchChat
from oreai.services.accounts.visitors import Visitor
from oreai.services.chats.folders import (
    LONGEST_FOLDER_NAME,
    LONGEST_INSTRUCTIONS,
    NoFolderName,
    NoSuchFolder,
    TooManyFolders,
)
from oreai.states.chat_actions import several
from oreai.states.session import for_visitor


class FoldersState(rx.State):
    """The sheet of a folder. The fields themselves live in the page until they are saved."""

    folder_id: str = ""
    "Whose sheet it is; empty while it is closed."
    values: dict[str, str] = {}
    version: int = 0
    "Rises when the fields are to be filled anew."
    asks: bool = False
    "Whether it is to be deleted, if the reader says so once more."
    wrong: str = ""
    "Why it was not stored, in the reader's language."
    is_full: bool = False
    "There can be no more folders: the last one was not made."

    @rx.event
    @for_visitor
    async def move_chats(self, visitor: Visitor, chat_ids: list[str], folder_id: str):
        """Put chats into a folder; into none where its id is empty."""
        with suppress(NoSuchFolder, NoSuchChat):
            await services().chats.folders.move(visitor.user_id, several(chat_ids), str(folder_id))

    @rx.event
    @for_visitor
    async def move_to_new(self, visitor: Visitor, chat_ids: list[str], name: str):
        """Make a folder with these chats in it."""
        self.is_full = False
        with suppress(NoFolderName):
            try:
                await services().chats.folders.create(visitor.user_id, str(name), several(chat_ids))
            except TooManyFolders:
                self.is_full = True

    @rx.event
    def close_note(self):
        """The reader has read that there can be no more."""
        self.is_full = False

    @rx.event
    @for_visitor
    async def open_folder(self, visitor: Visitor, folder_id: str):
        """Show what a folder is called, and what its chats are told."""
        with suppress(NoSuchFolder):
            view = await services().chats.folders.view(visitor.user_id, str(folder_id))
            self.folder_id, self.asks, self.wrong = view.id, False, ""
            self.version += 1
            self.values = {"name": view.name, "instructions": view.instructions}

    @rx.event
    def close_folder(self):
        """Leave everything as it is."""
        self.folder_id = ""

    @rx.event
    @for_visitor
    async def save_folder(self, visitor: Visitor, form: dict[str, Any]):
        """Store what the form says, or say why not and leave it there."""
        name = str(form.get("name") or "")[:LONGEST_FOLDER_NAME]
        instructions = str(form.get("instructions") or "")[:LONGEST_INSTRUCTIONS]
        with suppress(NoSuchFolder):
            try:
                await services().chats.folders.change(visitor.user_id, self.folder_id, name, instructions)
            except NoFolderName:
                self.wrong = texts_for(visitor.locale).folders.no_name
                return
        self.folder_id = ""

    @rx.event
    def ask_to_delete(self):
        """Ask before the folder is gone."""
        self.asks = True

    @rx.event
    @for_visitor
    async def delete_folder(self, visitor: Visitor):
        """Delete the folder; the reader has confirmed it. Its chats stay."""
        folder_id, self.folder_id = self.folder_id, ""
        with suppress(NoSuchFolder):
            await services().chats.folders.delete(visitor.user_id, folder_id)
