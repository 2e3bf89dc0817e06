"""The trash: a deleted chat can be had back for thirty days, then it is gone."""

from collections.abc import AsyncGenerator, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlmodel import Session

from oreai.database import Database
from oreai.models import Chat, now
from oreai.repositories import chats, trash
from oreai.services.chats import NoSuchChat
from oreai.services.live import Live

KEPT = timedelta(days=30)
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

    def __init__(self, database: Database, live: Live):
        self._database = database
        self._live = live

    async def rows(self, user_id: str) -> list[TrashedRow]:
        """The user's deleted chats, the newest deletion first."""
        return await self._database.read(
            lambda session: [_row(chat) for chat in trash.rows(session, user_id)]
        )

    def follow(self, user_id: str) -> AsyncGenerator[list[TrashedRow], None]:
        """The user's deleted chats, now and after each change."""
        return self._live.topic(user_id).followed(lambda: self.rows(user_id))

    async def put(self, user_id: str, chat_id: str) -> str:
        """Delete a chat, so that it can be restored.

        Returns:
            Its title.

        Raises:
            NoSuchChat: the chat is not this user's, or is deleted already.
        """

        def work(session: Session) -> str:
            chat = _found(chats.get(session, user_id, chat_id))
            chat.deleted_at = now()
            return chat.title

        return await self._change(user_id, chat_id, work)

    async def restore(self, user_id: str, chat_id: str) -> None:
        """Give a chat its old place in the list back.

        Raises:
            NoSuchChat: no chat of this user in the trash.
        """

        def work(session: Session) -> None:
            _found(trash.get(session, user_id, chat_id)).deleted_at = None

        await self._change(user_id, chat_id, work)

    async def destroy(self, user_id: str, chat_id: str) -> None:
        """Delete a chat for ever.

        Raises:
            NoSuchChat: no chat of this user in the trash.
        """

        def work(session: Session) -> None:
            trash.destroy(session, [_found(trash.get(session, user_id, chat_id)).id])

        await self._change(user_id, chat_id, work)

    async def _change(self, user_id: str, chat_id: str, work: Callable[[Session], str | None]):
        result = await self._database.write(work)
        self._live.touch(chat_id, user_id)
        return result

    async def sweep(self, before: datetime | None = None) -> int:
        """Delete for ever what was deleted more than thirty days ago.

        Args:
            before: what was deleted before then; None takes thirty days ago.

        Returns:
            How many chats there were.
        """
        before, swept = before or now() - KEPT, 0

        def work(session: Session) -> list[tuple[str, str]]:
            found = list(trash.older_than(session, before, _AT_ONCE))
            trash.destroy(session, [chat_id for chat_id, _ in found])
            return found

        while found := await self._database.write(work):
            swept += len(found)
            self._live.touch(*{user_id for _, user_id in found})
        return swept


def _found(chat: Chat | None) -> Chat:
    if chat is None:
        raise NoSuchChat
    return chat


def _row(chat: Chat) -> TrashedRow:
    assert chat.deleted_at is not None, "a row of the trash"
    left = chat.deleted_at + KEPT - now()
    return TrashedRow(chat.id, chat.icon, chat.title, max(0, left.days + 1))
