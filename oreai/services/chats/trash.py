"""The trash: a deleted chat can be had back for thirty days, then it is gone."""

from collections.abc import AsyncGenerator, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlmodel import Session

from oreai.database import Database
from oreai.models import Chat, Message, now
from oreai.repositories import attachments, chats, messages, trash
from oreai.services.accounts.ownership import NoSuchChat
from oreai.services.attachments.store import Attachments
from oreai.services.chats.rows import MOST_AT_ONCE
from oreai.services.live.topics import Live
from oreai.services.replies.generations import Generations

_Find = Callable[[Session, str, Sequence[str]], Sequence[Chat]]

RETENTION = timedelta(days=30)
_AT_ONCE = 100  # chats in one transaction: nobody waits long for the sweep


@dataclass(frozen=True)
class TrashedRow:
    """A deleted chat."""

    id: str
    icon: str
    title: str
    days_left: int


class Trash:
    """Deletes chats, and brings them back."""

    def __init__(self, database: Database, live: Live, attachments: Attachments, generations: Generations):
        self._database = database
        self._generations = generations
        self._attachments = attachments
        self._live = live

    async def rows(self, user_id: str) -> list[TrashedRow]:
        """The user's deleted chats, the newest deletion first."""
        return await self._database.read(
            lambda session: [_row(chat) for chat in trash.rows(session, user_id)]
        )

    def follow(self, user_id: str) -> AsyncGenerator[list[TrashedRow], None]:
        """The user's deleted chats, now and after each change."""
        return self._live.follow(user_id, lambda: self.rows(user_id), shared_as="trash")

    async def put(self, user_id: str, chat_id: str) -> str:
        """Delete a chat, so that it can be restored.

        Returns:
            Its title.

        Raises:
            NoSuchChat: the chat is not this user's, or is deleted already.
        """

        [title] = (await self.put_all(user_id, [chat_id])).values()
        return title

    async def put_all(self, user_id: str, chat_ids: Sequence[str]) -> dict[str, str]:
        """The same with several chats.

        Args:
            chat_ids: no more than MOST_AT_ONCE of them are looked at.

        Returns:
            The titles of those that were the user's, by their ids.

        Raises:
            NoSuchChat: none of them is.
        """
        return await self._set(user_id, chat_ids, chats.several, now())

    async def restore(self, user_id: str, chat_id: str) -> None:
        """Give a chat its old place in the list back.

        Raises:
            NoSuchChat: no chat of this user in the trash.
        """

        await self.restore_all(user_id, [chat_id])

    async def restore_all(self, user_id: str, chat_ids: Sequence[str]) -> None:
        """The same with several chats; those that are not in the trash any more are passed over.

        Raises:
            NoSuchChat: none of them is a chat of this user in the trash.
        """
        await self._set(user_id, chat_ids, trash.several, None)

    async def destroy(self, user_id: str, chat_id: str) -> None:
        """Delete a chat for ever. A reply that still runs in it is stopped first.

        Raises:
            NoSuchChat: no chat of this user in the trash.
        """

        def work(session: Session) -> set[str] | Message:
            chat = _found(trash.get(session, user_id, chat_id))
            return messages.running(session, chat.id) or destroy_chats(session, [chat.id])

        files = await self._generations.after_stopping(user_id, work)
        self._live.notify_changed(chat_id, user_id)
        await self._attachments.delete_unreferenced(files)

    async def _set(
        self, user_id: str, chat_ids: Sequence[str], find: _Find, deleted_at: datetime | None
    ) -> dict[str, str]:
        """Say of these chats since when they are deleted; their titles by their ids."""

        def work(session: Session) -> dict[str, str]:
            found = find(session, user_id, chat_ids[:MOST_AT_ONCE])
            if not found:
                raise NoSuchChat
            for chat in found:
                chat.deleted_at = deleted_at
            return {chat.id: chat.title for chat in found}

        done = await self._database.write(work)
        self._live.notify_changed(*done, user_id)
        return done

    async def sweep(self, before: datetime | None = None) -> int:
        """Delete for ever what was deleted more than thirty days ago.

        Args:
            before: what was deleted before then; None takes thirty days ago.

        Returns:
            How many chats there were.
        """
        before, swept = before or now() - RETENTION, 0

        def work(session: Session) -> tuple[list[tuple[str, str]], set[str]]:
            found = list(trash.older_than(session, before, _AT_ONCE))
            return found, destroy_chats(session, [chat_id for chat_id, _ in found])

        while True:
            found, files = await self._database.write(work)
            if not found:
                return swept
            swept += len(found)
            self._live.notify_changed(*{user_id for _, user_id in found})
            await self._attachments.delete_unreferenced(files)


def destroy_chats(session: Session, chat_ids: list[str]) -> set[str]:
    """Delete these chats for ever, in the caller's transaction; the files of the attachments in them."""
    files = attachments.files_in(session, chat_ids)
    trash.destroy(session, chat_ids)
    return files


def _found(chat: Chat | None) -> Chat:
    if chat is None:
        raise NoSuchChat
    return chat


def _row(chat: Chat) -> TrashedRow:
    assert chat.deleted_at is not None, "a row of the trash"
    left = chat.deleted_at + RETENTION - now()
    return TrashedRow(chat.id, chat.icon, chat.title, max(0, left.days + 1))
