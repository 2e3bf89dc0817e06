"""Folders: a chat is in one at the most, and a folder can have instructions that all its chats get."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlmodel import Session

from oreai.characters import beginning
from oreai.database import Database
from oreai.models import Folder
from oreai.repositories import chats, folders, users
from oreai.services.accounts.ownership import NoSuchChat, owned_chat
from oreai.services.chats.rows import MOST_AT_ONCE, FolderRow
from oreai.services.live.topics import Live

MOST_FOLDERS = 50
LONGEST_FOLDER_NAME = 40  # characters
LONGEST_INSTRUCTIONS = 4_000  # characters: they go with every request of every chat


class NoSuchFolder(Exception):
    """No folder of this id is the user's."""


class TooManyFolders(Exception):
    """The user has as many folders as one may have."""


class NoFolderName(Exception):
    """A folder has to be called something."""


@dataclass(frozen=True)
class FolderView:
    """A folder as its sheet shows it."""

    id: str
    name: str
    instructions: str


@dataclass(frozen=True)
class FolderChoice:
    """Where a chat can be put, and where it is."""

    folders: Sequence[FolderRow]
    current: str
    "The id of the folder it is in; empty for none."


class Folders:
    """Makes folders, and puts chats into them."""

    def __init__(self, database: Database, live: Live):
        self._database = database
        self._live = live

    async def view(self, user_id: str, folder_id: str) -> FolderView:
        """A folder with its instructions.

        Raises:
            NoSuchFolder: the folder is not this user's.
        """

        def work(session: Session) -> FolderView:
            folder = _owned(session, user_id, folder_id)
            return FolderView(folder.id, folder.name, folder.instructions)

        return await self._database.read(work)

    async def choice(self, user_id: str, chat_id: str) -> FolderChoice:
        """The user's folders, and which of them the chat is in.

        Raises:
            NoSuchChat: the chat is not this user's.
        """

        def work(session: Session) -> FolderChoice:
            current = owned_chat(session, user_id, chat_id).folder_id or ""
            named = [FolderRow(folder.id, folder.name) for folder in folders.rows(session, user_id)]
            return FolderChoice(named, current)

        return await self._database.read(work)

    async def create(self, user_id: str, name: str, chat_ids: Sequence[str] = ()) -> str:
        """A new folder with these chats in it; its id.

        Raises:
            NoFolderName, TooManyFolders: there may be none.
        """

        def work(session: Session) -> tuple[str, list[str]]:
            folder = new_folder(session, user_id, name)
            return folder.id, _put(session, user_id, chat_ids, folder.id)

        folder_id, moved = await self._database.write(work)
        self._live.notify_changed(*moved, user_id)
        return folder_id

    async def change(self, user_id: str, folder_id: str, name: str, instructions: str) -> None:
        """Call a folder something else, and tell its chats something else; both as much as there is room for.

        Raises:
            NoSuchFolder: the folder is not this user's.
            NoFolderName: the name is blank.
        """

        def work(session: Session) -> set[str]:
            folder = _owned(session, user_id, folder_id, lock=True)
            folder.name = called(name)
            folder.instructions = beginning(instructions.strip(), LONGEST_INSTRUCTIONS)
            return folders.chat_ids(session, user_id, folder.id)

        self._live.notify_changed(*await self._database.write(work), user_id)

    async def delete(self, user_id: str, folder_id: str) -> None:
        """Delete a folder; its chats stay, and are in none.

        Raises:
            NoSuchFolder: the folder is not this user's.
        """

        def work(session: Session) -> set[str]:
            folder = _owned(session, user_id, folder_id, lock=True)
            left = folders.empty(session, user_id, folder.id)
            session.delete(folder)
            return left

        self._live.notify_changed(*await self._database.write(work), user_id)

    async def move(self, user_id: str, chat_ids: Sequence[str], folder_id: str) -> list[str]:
        """Put chats into a folder, or into none where its id is empty.

        Args:
            chat_ids: no more than MOST_AT_ONCE of them are looked at.

        Returns:
            The ids of those that were the user's.

        Raises:
            NoSuchFolder: the folder is not this user's.
            NoSuchChat: none of the chats is.
        """

        def work(session: Session) -> list[str]:
            folder = _owned(session, user_id, folder_id, lock=True) if folder_id else None
            moved = _put(session, user_id, chat_ids, folder.id if folder else None)
            if not moved:
                raise NoSuchChat
            return moved

        moved = await self._database.write(work)
        self._live.notify_changed(*moved, user_id)
        return moved


def new_folder(session: Session, user_id: str, name: str) -> Folder:
    """A new folder of the user's.

    Raises:
        NoFolderName, TooManyFolders: there may be none.
    """
    own_name = called(name)
    users.get(session, user_id, lock=True)  # two at once are counted one after the other
    if folders.count(session, user_id) >= MOST_FOLDERS:
        raise TooManyFolders
    folder = Folder(user_id=user_id, name=own_name)
    session.add(folder)
    session.flush()
    return folder


def called(name: str) -> str:
    """A folder's name as it is stored, on one line and short.

    Raises:
        NoFolderName: it is blank.
    """
    if shown := beginning(" ".join(name.split()), LONGEST_FOLDER_NAME):
        return shown
    raise NoFolderName


def _owned(session: Session, user_id: str, folder_id: str, *, lock: bool = False) -> Folder:
    folder = folders.get(session, user_id, folder_id, lock=lock)
    if folder is None:
        raise NoSuchFolder
    return folder


def _put(session: Session, user_id: str, chat_ids: Sequence[str], folder_id: str | None) -> list[str]:
    found = chats.several(session, user_id, chat_ids[:MOST_AT_ONCE]) if chat_ids else []
    for chat in found:
        chat.folder_id = folder_id
    return [chat.id for chat in found]
