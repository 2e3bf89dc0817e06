"""What a user has written while a reply was being made: it waits on the server until its turn comes.

A reply that ends well lets the first one go (`generations.py`); after any other
ending they wait for their user's word. `conversation.send_message` queues them.
"""

from collections.abc import Callable
from typing import TypeVar

from sqlmodel import Session

from oreai.database import Database
from oreai.models import Chat, QueuedMessage
from oreai.repositories import chats, queue
from oreai.services.conversation.conversation import Conversation
from oreai.services.live.topics import Live
from oreai.services.replies.generations import Generations
from oreai.services.replies.opening import StartedReply
from oreai.services.replies.start import start_queued

T = TypeVar("T")


class NoLongerQueued(Exception):
    """No message of this id is queued in a chat of the user: it was sent, or removed, or is not theirs."""


class Queue:
    """Sends, changes and removes queued messages."""

    def __init__(self, database: Database, live: Live, generations: Generations, conversation: Conversation):
        self._database = database
        self._live = live
        self._generations = generations
        self._conversation = conversation

    async def send_now(self, user_id: str, queued_id: str) -> None:
        """Send a queued message now, out of its turn.

        Raises:
            NoLongerQueued: it does not wait in a chat of this user.
            StillReplying: the chat's reply is still being made.
        """

        def work(session: Session, chat: Chat, queued: QueuedMessage) -> StartedReply:
            return start_queued(session, chat, self._generations.terms(), queued)

        started = await self._write(user_id, queued_id, work)
        self._generations.start(user_id, started)
        self._live.notify_changed(started.chat_id, user_id)

    async def text(self, user_id: str, queued_id: str) -> str:
        """The whole text of a queued message.

        Raises:
            NoLongerQueued: it does not wait in a chat of this user.
        """
        return await self._database.read(lambda session: _found(session, user_id, queued_id).content)

    async def change(self, user_id: str, queued_id: str, text: str) -> None:
        """Change the text of a queued message. A blank text changes nothing.

        Raises:
            NoLongerQueued: it does not wait in a chat of this user.
            NoSuchChat, MessageTooLong, OverWindow: nothing was changed.
        """
        if not text.strip():
            return
        old = await self._database.read(lambda session: _found(session, user_id, queued_id))
        message = await self._conversation.new_message(
            user_id, old.chat_id, text, old.idempotency_key, attachment_tokens=old.attachment_tokens
        )

        def work(session: Session, chat: Chat, queued: QueuedMessage) -> None:
            queued.content, queued.tokens, queued.counted_by = (
                message.content,
                message.tokens,
                message.counted_by,
            )

        await self._write(user_id, queued_id, work)
        self._live.notify_changed(old.chat_id)

    async def remove(self, user_id: str, queued_id: str) -> None:
        """Delete a queued message.

        Raises:
            NoLongerQueued: it does not wait in a chat of this user.
        """

        def work(session: Session, chat: Chat, queued: QueuedMessage) -> str:
            session.delete(queued)
            return chat.id

        self._live.notify_changed(await self._write(user_id, queued_id, work))

    async def _write(
        self, user_id: str, queued_id: str, work: Callable[[Session, Chat, QueuedMessage], T]
    ) -> T:
        """Do this while nothing else happens in its chat: it is said either before or after."""

        def locked(session: Session) -> T:
            chat = chats.get(session, user_id, _found(session, user_id, queued_id).chat_id, lock=True)
            if chat is None:
                raise NoLongerQueued
            return work(session, chat, _found(session, user_id, queued_id))

        return await self._database.write(locked)


def _found(session: Session, user_id: str, queued_id: str) -> QueuedMessage:
    queued = queue.owned(session, user_id, queued_id)
    if queued is None:
        raise NoLongerQueued
    return queued
