"""A branch: a new chat that begins as another one did, up to one of its messages."""

from collections.abc import Sequence

from sqlmodel import Session

from oreai.columns import columns_of
from oreai.database import Database
from oreai.models import Chat, Message, Status, new_id, now
from oreai.repositories import attachments, chats, messages
from oreai.services.accounts.ownership import message_and_chat
from oreai.services.live.topics import Live
from oreai.services.replies.start import StillReplying

_NOT_OF_THE_CHAT = frozenset(
    {
        *("id", "user_id", "sample_key", "draft", "summary", "summary_until"),
        *("created_at", "last_message_at", "pinned_at", "deleted_at", "seen_at"),
    }
)
"What a branch begins anew; all else of the chat it has too."

_NOT_OF_A_MESSAGE = frozenset(
    {
        *("id", "chat_id", "parent_id", "selected", "idempotency_key"),
        *("request_record", "deleted_at", "revision_of", "revised_until", "lease_owner", "lease_until"),
    }
)
"What a message's copy has of its own: its place, and the record of a request, which names other messages."


class Branches:
    """Makes branches."""

    def __init__(self, database: Database, live: Live):
        self._database = database
        self._live = live

    async def branch(self, user_id: str, message_id: str) -> str:
        """The id of a new chat with everything up to this message, and its settings and examples.

        Raises:
            NoSuchMessage: the message is not this user's.
            StillReplying: it is a reply that is still being made.
        """

        def work(session: Session) -> str:
            message, old = message_and_chat(session, user_id, message_id)
            if message.status == Status.STREAMING:
                raise StillReplying
            line = messages.visible(messages.ancestors(session, message.chat_id, message.id))
            chat = _copied_chat(session, old)
            _copy(session, chat, messages.whole(session, [row.id for row in line]))
            return chat.id

        chat_id = await self._database.write(work)
        self._live.notify_changed(user_id)
        return chat_id


def _copied_chat(session: Session, old: Chat) -> Chat:
    chat = Chat(user_id=old.user_id, last_message_at=now(), **columns_of(old, _NOT_OF_THE_CHAT))
    session.add(chat)
    session.flush()
    turns = [(example.role, example.content) for example in chats.examples(session, old.id)]
    chats.replace_examples(session, chat.id, turns)
    return chat


def _copy(session: Session, chat: Chat, line: Sequence[Message]) -> None:
    """The same messages, each the parent of the next; stored in this order, as foreign keys want it."""
    parent_id = None
    copies: dict[str, str] = {}
    for old in line:
        columns = columns_of(old, _NOT_OF_A_MESSAGE)
        copy = Message(id=new_id(), chat_id=chat.id, parent_id=parent_id, **columns)
        session.add(copy)
        parent_id = copies[old.id] = copy.id
    session.flush()
    attachments.copy(session, copies)
