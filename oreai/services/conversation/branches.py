"""Branches: showing the one that a message stands in, and a new chat that begins as another one did."""

from collections.abc import Collection, Sequence

from sqlmodel import Session

from oreai.columns import columns_of
from oreai.database import Database
from oreai.models import Chat, Message, Status, new_id, now
from oreai.repositories import attachments, chats, messages
from oreai.services.accounts.ownership import NoSuchMessage, message_and_chat
from oreai.services.conversation.written import WrittenText
from oreai.services.live.topics import Live
from oreai.services.replies.start import StillReplying, check_quiet

_NOT_OF_THE_CHAT = frozenset(
    {
        *("id", "user_id", "sample_key", "draft", "summary", "summary_until", "memory_answered_id"),
        *("created_at", "last_message_at", "pinned_at", "archived_at", "deleted_at", "seen_at"),
        *("source", "source_id", "import_id", "folder_id"),
    }
)
"What a branch begins anew; all else of the chat it has too."

_NOT_OF_A_MESSAGE = frozenset(
    {
        *("id", "chat_id", "parent_id", "selected", "idempotency_key"),
        *("request_record", "deleted_at", "revision_of", "revised_until", "lease_owner", "lease_until"),
        *("written_at", "source_id", "import_id"),
    }
)
"What a message's copy has of its own: its place, and the record of a request, which names other messages."


class Branches:
    """Shows and makes branches."""

    def __init__(self, database: Database, live: Live, written: WrittenText):
        self._database = database
        self._written = written
        self._live = live

    async def reach(self, user_id: str, message_id: str) -> None:
        """Select whichever versions lead to this message; where they are selected nothing is written.

        Raises:
            NoSuchMessage: the message is not this user's.
            StillReplying: a reply is being made in its chat, and it stands in another branch.
        """

        def hidden(session: Session) -> list[str]:
            message = messages.owned(session, user_id, message_id)
            if message is None:
                raise NoSuchMessage
            line = messages.ancestors(session, message.chat_id, message.id)
            return [row.id for row in line if not row.selected]

        def work(session: Session) -> str:
            _, chat = message_and_chat(session, user_id, message_id)
            check_quiet(session, chat)
            for version in messages.whole(session, hidden(session)):
                messages.select_version(session, version, version.id)
            return chat.id

        if await self._database.read(hidden):
            self._live.notify_changed(await self._database.write(work), user_id)

    async def branch(self, user_id: str, message_id: str) -> str:
        """The id of a new chat with everything up to this message, and its settings and examples.

        Raises:
            NoSuchMessage: the message is not this user's.
            StillReplying: it is a reply that is still being made.
            TooMuchWritten: it would have been too much, with what was stored lately.
        """

        def work(session: Session) -> str:
            message, old = message_and_chat(session, user_id, message_id)
            if message.status == Status.STREAMING:
                raise StillReplying
            line = messages.visible(messages.ancestors(session, message.chat_id, message.id))
            copied = messages.whole(session, [row.id for row in line])
            self._written.take(user_id, sum(len(row.content) + len(row.reasoning or "") for row in copied))
            return copy_branch(session, old, copied, user_id).id

        chat_id = await self._database.write(work)
        self._live.notify_changed(user_id)
        return chat_id


def copy_branch(
    session: Session, old: Chat, line: Sequence[Message], user_id: str, *, besides: Collection[str] = ()
) -> Chat:
    """A new chat of this user that begins with these messages.

    Args:
        line: messages of the old chat, each below the one before.
        besides: columns of the messages that are not copied.
    """
    chat = _copied_chat(session, old, user_id)
    _copy(session, chat, line, {*_NOT_OF_A_MESSAGE, *besides})
    return chat


def _copied_chat(session: Session, old: Chat, user_id: str) -> Chat:
    chat = Chat(user_id=user_id, last_message_at=now(), **columns_of(old, _NOT_OF_THE_CHAT))
    chat.folder_id = old.folder_id if old.user_id == user_id else None
    session.add(chat)
    session.flush()
    turns = [(example.role, example.content) for example in chats.examples(session, old.id)]
    chats.replace_examples(session, chat.id, turns)
    return chat


def _copy(session: Session, chat: Chat, line: Sequence[Message], besides: Collection[str]) -> None:
    """The same messages, each the parent of the next; stored in this order, as foreign keys want it."""
    parent_id = None
    copies: dict[str, str] = {}
    for old in line:
        columns = columns_of(old, besides)
        copy = Message(id=new_id(), chat_id=chat.id, parent_id=parent_id, **columns)
        session.add(copy)
        parent_id = copies[old.id] = copy.id
    session.flush()
    attachments.copy(session, copies, chat.user_id)
