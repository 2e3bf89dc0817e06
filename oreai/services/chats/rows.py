"""A chat as the list shows it: its place, its newest message, whether that is unread."""

from dataclasses import dataclass
from datetime import datetime

from oreai.models import Chat, Role, Status
from oreai.repositories.listing import Newest
from oreai.services.attachments.kinds import mark_of
from oreai.services.chats.previews import one_line, preview_of

MOST_AT_ONCE = 100  # chats that one deed is done to
_APART = 4 * 10**15  # microseconds: more than any clock will show, less than a browser counts exactly


@dataclass(frozen=True)
class ChatRow:
    """A chat in the list."""

    id: str
    icon: str
    title: str
    persona: str
    "The name of the persona it was made from, unless the chat is still called so."
    preview: str
    at: int
    "The time of the last message, in milliseconds since 1970; the browser knows which day that was."
    place: int
    "The list is sorted by this, the highest first."
    sample: bool
    "A sample chat without a message."
    pinned: bool
    folder: str
    "The id of the folder it is in; empty for none."
    running: bool
    failed: bool
    "The newest reply failed before its first word."
    unread: bool


@dataclass(frozen=True)
class FolderRow:
    """A folder, as the list shows it."""

    id: str
    name: str


@dataclass(frozen=True)
class ChatList:
    """The list, with the folders that it can be narrowed to."""

    rows: list[ChatRow]
    folders: list[FolderRow]


@dataclass(frozen=True)
class ArchivedRow:
    """A chat that was put away."""

    id: str
    icon: str
    title: str
    at: int
    "The time of the last message, in milliseconds since 1970."


def archived_row_of(chat: Chat) -> ArchivedRow:
    """A row of the archive."""
    return ArchivedRow(chat.id, chat.icon, chat.title, _microseconds(chat.last_message_at) // 1000)


def row_of(chat: Chat, newest: Newest | None, *, running: bool, example: str, locale: str) -> ChatRow:
    """A row of the list: a chat with the beginning of its newest message, or of an example where it has none.

    Args:
        running: whether a reply is being made in it.
        example: the first example of a sample chat; empty where there is none.
        locale: its owner's, for the mark of a message of attachments alone.
    """
    sample = chat.sample_key is not None and newest is None
    text = newest.beginning if newest else example or chat.opening
    if newest and not text:
        text = mark_of(newest.attachment_kinds, locale)
    return ChatRow(
        id=chat.id,
        icon=chat.icon,
        title=chat.title,
        persona=_label(chat),
        preview=one_line(text) if newest and newest.role == Role.USER else preview_of(text),
        at=_microseconds(chat.last_message_at) // 1000,
        place=_place(chat, sample=sample),
        sample=sample,
        pinned=chat.pinned_at is not None,
        folder=chat.folder_id or "",
        running=running,
        failed=newest is not None and newest.status == Status.FAILED and not text,
        unread=is_unread(chat, newest),
    )


def is_unread(chat: Chat, newest: Newest | None) -> bool:
    """Whether a reply has ended since the owner last looked."""
    if newest is None or newest.role != Role.ASSISTANT or newest.status == Status.STREAMING:
        return False
    return chat.seen_at is not None and newest.at > chat.seen_at


def _place(chat: Chat, *, sample: bool) -> int:
    """Pinned chats above all others, untouched samples below them."""
    if chat.pinned_at:
        return _APART + _microseconds(chat.pinned_at)
    return _microseconds(chat.last_message_at) - (_APART if sample else 0)


def _label(chat: Chat) -> str:
    return chat.persona_name if chat.persona_name and chat.persona_name != chat.title else ""


def _microseconds(time: datetime) -> int:
    return round(time.timestamp() * 1_000_000)
