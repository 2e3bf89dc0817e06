"""Temporary chats: in no list, search, export or trash, and deleted for good once they are left.

A chat is left when no tab has had it open for `STAYS`: a reload, a lost network or a phone in a pocket
meanwhile loses nothing. What was spent in it stays in the ledger; that names no chat any more.
"""

from collections.abc import Collection
from datetime import datetime, timedelta

from sqlmodel import Session

from oreai.database import Database
from oreai.i18n import texts_for
from oreai.models import Chat, Message, now
from oreai.repositories import messages, temporary
from oreai.services.accounts.ownership import NoSuchChat
from oreai.services.attachments.store import Attachments
from oreai.services.chats.trash import destroy_chats
from oreai.services.live.topics import Live
from oreai.services.replies.generations import Generations

STAYS = timedelta(minutes=15)
"After it was last seen open in a tab."
ICON = "🫥"
_AT_ONCE = 100  # chats in one sweep; what is left goes a minute later


class TemporaryChats:
    """Opens them, lets them stay while they are open, keeps them for good, deletes them."""

    def __init__(self, database: Database, live: Live, attachments: Attachments, generations: Generations):
        self._database = database
        self._live = live
        self._attachments = attachments
        self._generations = generations
        self._began = now()

    async def open(self, user_id: str, locale: str) -> str:
        """Open an empty temporary chat, or the one that was opened before and never used; returns its id."""

        def work(session: Session) -> str:
            chat = temporary.untouched(session, user_id) or Chat(user_id=user_id, icon=ICON, title="")
            texts = texts_for(locale)
            chat.title, chat.questions = texts.chats.temporary_title, texts.chats.free_questions
            chat.temporary_until = now() + STAYS
            session.add(chat)
            return chat.id

        return await self._database.write(work)

    async def stay(self, open_chats: Collection[tuple[str, str]], at: datetime | None = None) -> None:
        """Let temporary chats stay that are open now (None) or then.

        Args:
            open_chats: the hash of a tab's session, and the chat that is open in the tab.
        """
        if not open_chats:
            return
        hashes, ids = {token_hash for token_hash, _ in open_chats}, {chat_id for _, chat_id in open_chats}
        until = (at or now()) + STAYS
        await self._database.write(lambda session: temporary.stay(session, ids, hashes, until))

    async def keep(self, user_id: str, chat_id: str) -> None:
        """Make it a chat like any other.

        Raises:
            NoSuchChat: not a temporary chat of this user.
        """

        def work(session: Session) -> None:
            chat = temporary.get(session, user_id, chat_id)
            if chat is None:
                raise NoSuchChat
            chat.temporary_until = None
            temporary.index_anew(session, chat.id)

        await self._database.write(work)
        self._live.notify_changed(chat_id, user_id)

    async def delete(self, user_id: str, chat_id: str, before: datetime | None = None) -> None:
        """Delete it for good, with all that is in it; a reply that still runs is stopped first.

        Args:
            before: only if its time was over then.

        Raises:
            NoSuchChat: not a temporary chat of this user, or one that stays.
        """

        def work(session: Session) -> set[str] | Message:
            chat = temporary.get(session, user_id, chat_id)
            if chat is None or chat.temporary_until is None or (before and chat.temporary_until >= before):
                raise NoSuchChat
            return messages.running(session, chat.id) or destroy_chats(session, [chat.id])

        files = await self._generations.after_stopping(user_id, work)
        self._live.notify_changed(chat_id, user_id)
        await self._attachments.delete_unreferenced(files)

    async def sweep(self, at: datetime | None = None) -> int:
        """Delete those that were left by then (None: by now); how many there were.

        A server that has just begun waits: the tabs that have them open are on their way back.
        """
        moment = at or now()
        if moment < self._began + STAYS:
            return 0
        over = await self._database.read(lambda session: temporary.left(session, moment, _AT_ONCE))
        deleted = 0
        for chat_id, user_id in over:
            try:
                await self.delete(user_id, chat_id, moment)
                deleted += 1
            except NoSuchChat:  # opened again, kept or deleted meanwhile
                continue
        return deleted
