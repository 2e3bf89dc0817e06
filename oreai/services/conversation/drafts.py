"""Drafts: unsent text of a chat, so that it is found on each of its owner's devices."""

from sqlmodel import Session

from oreai.database import Database
from oreai.services.accounts.ownership import owned_chat
from oreai.services.conversation.conversation import LONGEST_MESSAGE


class Drafts:
    """Keeps drafts. The browser has its own copy: this one is for the next device."""

    def __init__(self, database: Database):
        self._database = database

    async def keep(self, user_id: str, chat_id: str, text: str) -> bool:
        """Store the draft; returns False, and stores nothing, where it is longer than a message may be.

        Raises:
            NoSuchChat: the chat is not this user's.
        """

        def work(session: Session) -> None:
            chat = owned_chat(session, user_id, chat_id)
            chat.draft = text.strip() or None
            session.add(chat)

        if len(text) > LONGEST_MESSAGE:
            return False
        await self._database.write(work)
        return True
