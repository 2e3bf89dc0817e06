"""The list of chats: reading it, opening new chats, naming, pinning, marking as read."""

from collections.abc import AsyncGenerator, Callable

from sqlmodel import Session

from oreai.characters import beginning
from oreai.database import Database
from oreai.i18n import texts_for
from oreai.models import Chat, Persona, PersonaText, TitledBy, now
from oreai.repositories import chats, listing, messages, personas, users
from oreai.services.accounts.ownership import owned_chat
from oreai.services.chats.rows import ChatRow, is_unread, row_of
from oreai.services.live.topics import Live

FREE_CHAT_ICON = "💬"
LONGEST_NAME = 100  # characters


class NoSuchPersona(Exception):
    """There is no persona of this key, or it is another user's."""


class Chats:
    """Opens, lists and names chats."""

    def __init__(self, database: Database, live: Live):
        self._database = database
        self._live = live

    async def rows(self, user_id: str) -> list[ChatRow]:
        """All chats of the user, in the order of the list."""

        def work(session: Session) -> list[ChatRow]:
            newest, running = listing.newest(session, user_id), messages.running_chats(session, user_id)
            examples = listing.first_examples(session, user_id)
            texts = texts_for(users.locale_of(session, user_id))
            found = [
                row_of(
                    chat,
                    newest.get(chat.id),
                    running=chat.id in running,
                    example=examples.get(chat.id, ""),
                    picture=texts.attachments.picture_mark,
                )
                for chat in chats.rows(session, user_id)
            ]
            return sorted(found, key=lambda row: -row.place)

        return await self._database.read(work)

    def follow(self, user_id: str) -> AsyncGenerator[list[ChatRow], None]:
        """The user's chats, now and after each change, whichever tab or device caused it."""
        return self._live.follow(user_id, lambda: self.rows(user_id))

    async def open_free(self, user_id: str, locale: str) -> str:
        """Open an empty chat: a new one, or the one that was opened before and never used; returns its id."""

        def work(session: Session) -> str:
            chat = chats.untouched(session, user_id) or Chat(user_id=user_id, icon=FREE_CHAT_ICON, title="")
            texts = texts_for(locale)
            chat.title, chat.questions = texts.chats.new_title, texts.chats.free_questions
            chat.last_message_at = now()
            session.add(chat)
            return chat.id

        chat_id = await self._database.write(work)
        self._live.notify_changed(user_id)
        return chat_id

    async def open_from_persona(self, user_id: str, locale: str, key: str, *, here: str = "") -> str:
        """Open a chat with this persona: a new one, or the one that is open if that is blank; returns its id.

        Args:
            here: the id of the chat that is open, if any.

        Raises:
            NoSuchPersona: no built-in persona and none of the user's has this key.
        """

        def work(session: Session) -> str:
            found = personas.get(session, user_id, key, locale)
            if found is None:
                raise NoSuchPersona
            persona, text = found
            new = Chat(user_id=user_id, icon=persona.icon, title=text.name)
            chat = chats.blank(session, user_id, here) or new
            _play(chat, persona, text)
            session.add(chat)
            return chat.id

        chat_id = await self._database.write(work)
        self._live.notify_changed(chat_id, user_id)
        return chat_id

    async def rename(self, user_id: str, chat_id: str, title: str) -> None:
        """Rename a chat; the model will not rename it after that. A blank title changes nothing.

        Raises:
            NoSuchChat: the chat is not this user's.
        """
        title = beginning(" ".join(title.split()), LONGEST_NAME)

        def work(chat: Chat) -> None:
            chat.title, chat.titled_by = title, TitledBy.USER

        if title:
            await self._change(user_id, chat_id, work)

    async def pin(self, user_id: str, chat_id: str, pinned: bool) -> None:
        """Pin a chat above all others, or unpin it.

        Raises:
            NoSuchChat: the chat is not this user's.
        """

        def work(chat: Chat) -> None:
            chat.pinned_at = now() if pinned else None

        await self._change(user_id, chat_id, work)

    async def look_at(self, user_id: str, chat_id: str) -> None:
        """Mark the chat as read.

        Raises:
            NoSuchChat: the chat is not this user's.
        """

        def unread(session: Session) -> bool:
            chat = owned_chat(session, user_id, chat_id)
            return is_unread(chat, listing.newest(session, user_id, chat_id).get(chat_id))

        def work(chat: Chat) -> None:
            chat.seen_at = now()

        if await self._database.read(unread):  # most looks find nothing new: they write nothing
            await self._change(user_id, chat_id, work)

    async def _change(self, user_id: str, chat_id: str, work: Callable[[Chat], None]) -> None:
        await self._database.write(lambda session: work(owned_chat(session, user_id, chat_id)))
        self._live.notify_changed(chat_id, user_id)


def _play(chat: Chat, persona: Persona, text: PersonaText) -> None:
    """Give a chat this persona; a name that its owner gave it stays."""
    chat.persona_id, chat.icon = persona.id, persona.icon
    chat.system, chat.opening, chat.questions = text.system, text.opening, text.questions
    if chat.titled_by != TitledBy.USER:
        chat.title, chat.titled_by = text.name, TitledBy.SEED
