"""The list of chats: what a user has, and where a new one comes from."""

from collections.abc import AsyncGenerator
from dataclasses import dataclass

from sqlmodel import Session

from oreai.database import Database
from oreai.i18n import texts_for
from oreai.models import Chat, TitledBy, now
from oreai.repositories import chats, messages, prompts
from oreai.services.live import Live

FREE_CHAT_ICON = "💬"
_TITLE_LENGTH = 30


class NoSuchChat(Exception):
    """No chat of this id is the user's."""


class NoSuchPrompt(Exception):
    """No prompt of this key is the user's to use."""


@dataclass(frozen=True)
class ChatRow:
    """A chat as the list shows it."""

    id: str
    icon: str
    title: str
    sample: bool
    pinned: bool
    running: bool


class Chats:
    """Opens and lists chats."""

    def __init__(self, database: Database, live: Live):
        self._database = database
        self._live = live

    async def rows(self, user_id: str) -> list[ChatRow]:
        """All chats of the user, in the order of the list."""

        def work(session: Session) -> list[ChatRow]:
            running = messages.running_chats(session, user_id)
            return [_row(chat, running) for chat in chats.rows(session, user_id)]

        return await self._database.read(work)

    async def follow(self, user_id: str) -> AsyncGenerator[list[ChatRow], None]:
        """The user's chats, now and after each change, whichever tab or device caused it."""
        topic = self._live.topic(user_id)
        while True:
            version = topic.version
            yield await self.rows(user_id)
            while topic.version == version:
                await topic.touched.wait()

    async def open_free(self, user_id: str, locale: str) -> str:
        """The id of an empty chat; one that was opened and never used is opened again."""

        def work(session: Session) -> str:
            chat = chats.untouched(session, user_id) or Chat(user_id=user_id, icon=FREE_CHAT_ICON, title="")
            texts = texts_for(locale)
            chat.title, chat.questions = texts.new_chat_title, texts.free_questions
            chat.last_message_at = now()
            session.add(chat)
            return chat.id

        chat_id = await self._database.write(work)
        self._live.touch(user_id)
        return chat_id

    async def open_from_prompt(self, user_id: str, locale: str, key: str) -> str:
        """The id of a new chat that plays this prompt.

        Raises:
            NoSuchPrompt: no built-in prompt and none of the user's has this key.
        """

        def work(session: Session) -> str:
            found = prompts.get(session, user_id, key, locale)
            if found is None:
                raise NoSuchPrompt
            prompt, text = found
            chat = Chat(
                user_id=user_id,
                prompt_id=prompt.id,
                icon=prompt.icon,
                title=text.name,
                titled_by=TitledBy.SEED,
                system=text.system,
                opening=text.opening,
                questions=text.questions,
            )
            session.add(chat)
            return chat.id

        chat_id = await self._database.write(work)
        self._live.touch(user_id)
        return chat_id


def title_from(prompt: str) -> str:
    """A title at once: the first words of the first prompt."""
    line = " ".join(prompt.split())
    return line if len(line) <= _TITLE_LENGTH else line[:_TITLE_LENGTH].rstrip() + "…"


def _row(chat: Chat, running: set[str]) -> ChatRow:
    return ChatRow(
        id=chat.id,
        icon=chat.icon,
        title=chat.title,
        sample=chat.sample_key is not None,
        pinned=chat.pinned_at is not None,
        running=chat.id in running,
    )
