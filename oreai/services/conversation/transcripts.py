"""Chats as plain turns, for programs: read in the order they were said, and stored as a program says them.

What the original's page did itself, asking the model and storing both turns, a program may do here as well.
"""

import asyncio
from dataclasses import dataclass

from sqlmodel import Session

from oreai.characters import replace_lone_surrogates
from oreai.database import Database
from oreai.models import Chat, Message, Role, Status, now
from oreai.repositories import chats, messages
from oreai.services.accounts.ownership import locked_chat, owned_chat
from oreai.services.conversation.written import WrittenText
from oreai.services.live.topics import Live
from oreai.services.models.chat_models import LONGEST_MESSAGE, ChatModels, MessageTooLong
from oreai.services.replies.start import store_turn


@dataclass(frozen=True)
class TranscriptChat:
    """A chat by its ids."""

    id: str
    persona_id: str | None


@dataclass(frozen=True)
class Turn:
    """What one side has said; `role` is user or assistant."""

    id: str
    role: str
    content: str


class Transcripts:
    """Reads and stores turns."""

    def __init__(self, database: Database, live: Live, models: ChatModels, written: WrittenText):
        self._database = database
        self._live = live
        self._models = models
        self._written = written

    async def chats(self, user_id: str) -> list[TranscriptChat]:
        """The user's chats, the oldest first."""
        found = await self._database.read(lambda session: chats.oldest_first(session, user_id))
        return [_chat(chat) for chat in found]

    async def chat(self, user_id: str, chat_id: str) -> TranscriptChat:
        """One chat.

        Raises:
            NoSuchChat: it is not this user's.
        """
        return _chat(await self._database.read(lambda session: owned_chat(session, user_id, chat_id)))

    async def turns(self, user_id: str, chat_id: str) -> list[Turn]:
        """What stands in the chat, without replies that are being made or brought nothing.

        Raises:
            NoSuchChat: it is not this user's.
        """

        def work(session: Session) -> list[Turn]:
            branch = messages.visible_branch(session, owned_chat(session, user_id, chat_id).id)
            ids = [one.id for one in branch if one.status != Status.STREAMING]
            whole = messages.whole(session, ids)
            return [
                Turn(one.id, one.role, one.content)
                for one in whole
                if one.content or one.status == Status.COMPLETE
            ]

        return await self._database.read(work)

    async def examples(self, user_id: str, chat_id: str) -> list[Turn]:
        """The example turns of a sample chat.

        Raises:
            NoSuchChat: it is not this user's.
        """

        def work(session: Session) -> list[Turn]:
            found = chats.examples(session, owned_chat(session, user_id, chat_id).id)
            return [Turn(one.id, one.role, one.content) for one in found]

        return await self._database.read(work)

    async def record(self, user_id: str, chat_id: str, role: str, content: str) -> Turn:
        """Store what one side has said at the end of the chat; the model is not asked.

        Args:
            role: user or assistant.

        Raises:
            NoSuchChat: it is not this user's.
            MessageTooLong, StillReplying: nothing was stored.
        """
        content = replace_lone_surrogates(content)
        if len(content) > LONGEST_MESSAGE:
            raise MessageTooLong(len(content))
        self._written.take(user_id, len(content))
        _, model = await self._models.in_chat(user_id, chat_id)
        counted = await asyncio.to_thread(model.counted, content)

        def work(session: Session) -> Turn:
            chat = locked_chat(session, user_id, chat_id)
            message = Message(chat_id=chat.id, role=Role(role), content=content, **counted)
            message.finished_at = now() if role == Role.ASSISTANT else None
            return Turn(store_turn(session, chat, message).id, role, content)

        turn = await self._database.write(work)
        self._live.notify_changed(chat_id, user_id)
        return turn


def _chat(chat: Chat) -> TranscriptChat:
    return TranscriptChat(chat.id, chat.persona_id)
