"""The list of chats: reading it, opening new chats, naming, pinning, archiving, marking as read."""

from collections.abc import AsyncGenerator, Callable, Mapping, Sequence
from types import MappingProxyType

from sqlmodel import Session

from oreai.characters import beginning
from oreai.database import Database
from oreai.i18n import texts_for
from oreai.models import Chat, Message, Role, TitledBy, now
from oreai.repositories import chats, folders, listing, messages, personas, users
from oreai.services.accounts.ownership import NoSuchChat, owned_chat
from oreai.services.chats.folders import Folders
from oreai.services.chats.rows import (
    MOST_AT_ONCE,
    ArchivedRow,
    ChatList,
    ChatRow,
    FolderRow,
    archived_row_of,
    is_unread,
    row_of,
)
from oreai.services.live.topics import Live
from oreai.services.personas.copying import PersonaCopy, copy_of
from oreai.services.personas.links import PersonaLinks
from oreai.services.personas.own import NoSuchPersona
from oreai.services.replies.start import store_turn

FREE_CHAT_ICON = "💬"
LONGEST_NAME = 100  # characters


_NOTHING: Mapping[str, str] = MappingProxyType({})


class Chats:
    """Opens, lists and names chats."""

    def __init__(self, database: Database, live: Live, persona_links: PersonaLinks):
        self._database = database
        self._live = live
        self._persona_links = persona_links
        self.folders = Folders(database, live)

    async def rows(self, user_id: str) -> list[ChatRow]:
        """The user's chats that are not archived, in the order of the list."""
        return (await self.listed(user_id)).rows

    async def listed(self, user_id: str) -> ChatList:
        """The same, with the user's folders."""

        def work(session: Session) -> ChatList:
            newest, running = listing.newest(session, user_id), messages.running_chats(session, user_id)
            examples = listing.first_examples(session, user_id)
            locale = users.locale_of(session, user_id)
            found = [
                row_of(
                    chat,
                    newest.get(chat.id),
                    running=chat.id in running,
                    example=examples.get(chat.id, ""),
                    locale=locale,
                )
                for chat in chats.rows(session, user_id)
            ]
            named = [FolderRow(folder.id, folder.name) for folder in folders.rows(session, user_id)]
            return ChatList(sorted(found, key=lambda row: -row.place), named)

        return await self._database.read(work)

    def follow(self, user_id: str) -> AsyncGenerator[ChatList, None]:
        """The user's list, now and after each change, whichever tab or device caused it."""
        return self._live.follow(user_id, lambda: self.listed(user_id), shared_as="chats")

    async def archived(self, user_id: str) -> list[ArchivedRow]:
        """The user's archived chats, the last one to be archived first."""
        return await self._database.read(
            lambda session: [archived_row_of(chat) for chat in chats.archived(session, user_id)]
        )

    def follow_archived(self, user_id: str) -> AsyncGenerator[list[ArchivedRow], None]:
        """The same, now and after each change."""
        return self._live.follow(user_id, lambda: self.archived(user_id), shared_as="archived")

    async def open_free(self, user_id: str, locale: str, folder_id: str = "") -> str:
        """Open an empty chat: a new one, or the one that was opened before and never used; returns its id.

        Args:
            folder_id: the user's folder that it is to be in; in none where that is not theirs.
        """
        chat_id = await self._database.write(lambda session: _open_free(session, user_id, locale, folder_id))
        self._live.notify_changed(user_id)
        return chat_id

    async def open_for(self, user_id: str, locale: str, idempotency_key: str, folder_id: str) -> str:
        """Open an empty chat for this send, or find the one that it has begun before; returns its id.

        Args:
            idempotency_key: the browser's own name for the send.
            folder_id: as of `open_free`.
        """

        def work(session: Session) -> str:
            started = messages.chat_started_by(session, user_id, idempotency_key)
            return started or _open_free(session, user_id, locale, folder_id)

        chat_id = await self._database.write(work)
        self._live.notify_changed(user_id)
        return chat_id

    async def open_from_persona(
        self, user_id: str, locale: str, key: str, *, here: str = "", values: Mapping[str, str] = _NOTHING
    ) -> str:
        """Open a chat with this persona: a new one, or the one that is open if that is blank; returns its id.

        Args:
            here: the id of the chat that is open, if any.
            values: of the persona's variables, by their names.

        Raises:
            NoSuchPersona: no built-in persona and none of the user's has this key.
            MissingValues, ValueTooLong, InvalidPersona: it cannot be played with these values.
        """

        def work(session: Session) -> str:
            found = personas.get(session, user_id, key, locale)
            if found is None:
                raise NoSuchPersona
            chat = chats.blank(session, user_id, here)
            return _play(session, user_id, chat, found[0].id, copy_of(user_id, *found, values))

        return await self._opened(user_id, work)

    async def open_from_link(self, user_id: str, token: str, values: Mapping[str, str] = _NOTHING) -> str:
        """Open a chat with what a link shows; returns its id.

        Raises:
            NoSuchPersona: the link is not good any more.
            MissingValues, ValueTooLong, InvalidPersona: it cannot be played with these values.
        """

        def work(session: Session) -> str:
            found = self._persona_links.found(session, token)
            if found is None:
                raise NoSuchPersona
            is_own = found[0].owner_id == user_id
            copy = copy_of(user_id, *found, values)
            return _play(session, user_id, None, found[0].id if is_own else None, copy)

        return await self._opened(user_id, work)

    async def _opened(self, user_id: str, work: Callable[[Session], str]) -> str:
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

    async def archive(self, user_id: str, chat_ids: Sequence[str], archived: bool) -> list[ArchivedRow]:
        """Leave chats out of the list, or give them their places back; what is said in one does that too.

        Args:
            chat_ids: no more than MOST_AT_ONCE of them are looked at.

        Returns:
            Those that were the user's.

        Raises:
            NoSuchChat: none of them is.
        """

        def work(session: Session) -> list[ArchivedRow]:
            found = chats.several(session, user_id, chat_ids[:MOST_AT_ONCE])
            if not found:
                raise NoSuchChat
            for chat in found:
                chat.archived_at = now() if archived else None
            return [archived_row_of(chat) for chat in found]

        done = await self._database.write(work)
        self._live.notify_changed(*(row.id for row in done), user_id)
        return done

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


def _play(
    session: Session, user_id: str, blank: Chat | None, persona_id: str | None, copy: PersonaCopy
) -> str:
    """Let a blank chat, or a new one, play a persona; its id. It is called by its first message, as any chat.

    Args:
        persona_id: none where the persona is another user's, whose deletion is none of this chat's business.
    """
    chat = blank or Chat(user_id=user_id, icon=copy.icon, title=copy.name)
    chat.persona_id, chat.persona_name, chat.icon = persona_id, copy.name, copy.icon
    chat.system, chat.opening, chat.questions = copy.system, copy.opening, copy.questions
    chat.parameters = copy.parameters or chat.parameters
    if copy.model:
        chat.model, chat.provider = copy.model, copy.provider
    if chat.titled_by != TitledBy.USER:  # a name that its owner gave it stays
        chat.title = copy.name
    session.add(chat)
    session.flush()
    if copy.examples:
        chats.replace_examples(session, chat.id, copy.examples)
    if copy.says_opening and copy.opening:
        store_turn(session, chat, Message(chat_id=chat.id, role=Role.ASSISTANT, content=copy.opening))
    return chat.id


def _open_free(session: Session, user_id: str, locale: str, folder_id: str) -> str:
    chat = chats.untouched(session, user_id) or Chat(user_id=user_id, icon=FREE_CHAT_ICON, title="")
    texts = texts_for(locale)
    chat.title, chat.questions = texts.chats.new_title, texts.chats.free_questions
    chat.last_message_at = now()
    chat.folder_id = folder_id if folders.get(session, user_id, folder_id, lock=True) else None
    session.add(chat)
    return chat.id
