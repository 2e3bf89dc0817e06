"""Taking single messages out of a conversation, and bringing them back.

A deleted message is neither shown nor sent any more, but keeps its place: what
follows stays below it. After thirty days its words are forgotten for ever.
"""

from datetime import datetime

from sqlmodel import Session

from oreai.database import Database
from oreai.models import Chat, Message, Status, now
from oreai.repositories import attachments, messages
from oreai.services.accounts.ownership import NoSuchMessage, locked_chat, message_and_chat
from oreai.services.attachments.store import Attachments
from oreai.services.chats.trash import RETENTION
from oreai.services.live.topics import Live
from oreai.services.replies.start import StillReplying, check_quiet
from oreai.services.requests.summaries import forget_summary

_AT_ONCE = 100  # messages in one transaction: nobody waits long for the sweep


class Deletions:
    """Deletes messages."""

    def __init__(self, database: Database, live: Live, attachments: Attachments):
        self._database = database
        self._live = live
        self._attachments = attachments

    async def delete(self, user_id: str, message_id: str) -> str:
        """Take a message out of its conversation; at the end of it another version takes its place.

        Returns:
            The id of its chat.

        Raises:
            NoSuchMessage: the message is not this user's, or is deleted already.
            StillReplying: it is being made, or another version would take its place while a reply is made.
        """

        def work(session: Session) -> str:
            message, chat = message_and_chat(session, user_id, message_id)
            if message.status == Status.STREAMING:
                raise StillReplying
            _select_another_version(session, chat, message)
            forget_summary(session, chat, message)
            message.deleted_at = now()
            return chat.id

        chat_id = await self._database.write(work)
        self._live.notify_changed(chat_id, user_id)
        return chat_id

    async def restore(self, user_id: str, message_id: str) -> None:
        """Give a message its place back.

        Raises:
            NoSuchMessage: no message that this user deleted within thirty days.
            StillReplying: it would take another version's place while a reply is made.
        """

        def work(session: Session) -> str:
            message = messages.deleted(session, user_id, message_id, since=now() - RETENTION)
            if message is None:
                raise NoSuchMessage
            chat = locked_chat(session, user_id, message.chat_id)
            _select_branch_of(session, chat, message)
            forget_summary(session, chat, message)
            message.deleted_at = None
            return chat.id

        self._live.notify_changed(await self._database.write(work), user_id)

    async def sweep(self, before: datetime | None = None) -> int:
        """Forget words and attachments of what was deleted more than thirty days ago, earlier ones too.

        Args:
            before: what was deleted before then; None takes thirty days ago.

        Returns:
            How many messages there were.
        """
        before, swept = before or now() - RETENTION, 0
        await self._attachments.delete_unreferenced(
            await self._database.write(lambda session: attachments.forget_deleted(session, before))
        )
        while found := await self._database.write(lambda session: messages.forget(session, before, _AT_ONCE)):
            swept += found
        return swept


def _select_another_version(session: Session, chat: Chat, message: Message) -> None:
    """Where nothing follows the message, let its nearest other version stand in its place."""
    rows = messages.message_summaries(session, chat.id)
    others = messages.versions(rows)[message.id]
    is_last = not messages.visible(messages.active_branch(rows, after=message.id))
    if not message.selected or not is_last or len(others) == 1:
        return
    check_quiet(session, chat)
    at = others.index(message.id)
    messages.select_version(session, message, others[at - 1] if at else others[1])


def _select_branch_of(session: Session, chat: Chat, message: Message) -> None:
    """Let the message stand in the conversation again, wherever that has gone since."""
    ancestors = messages.ancestors(session, chat.id, message.id)
    unselected = [row.id for row in ancestors if not row.selected]
    if not unselected:
        return
    check_quiet(session, chat)
    for earlier in messages.whole(session, unselected):
        messages.select_version(session, earlier, earlier.id)
