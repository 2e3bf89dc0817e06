"""A chat as the list shows it: its place, its newest message, whether that is unread."""

from dataclasses import dataclass
from datetime import datetime

from oreai.models import Chat, Role, Status
from oreai.repositories.listing import Newest
from oreai.services.chats.previews import one_line, preview_of

_APART = 4 * 10**15  # microseconds: more than any clock will show, less than a browser counts exactly


@dataclass(frozen=True)
class ChatRow:
    """A chat in the list."""

    id: str
    icon: str
    title: str
    preview: str
    at: int
    "The time of the last message, in milliseconds since 1970; the browser knows which day that was."
    place: int
    "The list is sorted by this, the highest first."
    sample: bool
    "A sample chat without a message."
    pinned: bool
    running: bool
    failed: bool
    "The newest reply failed before its first word."
    unread: bool


def row_of(chat: Chat, newest: Newest | None, *, running: bool, example: str, picture: str) -> ChatRow:
    """A row of the list: a chat with the beginning of its newest message, or of an example where it has none.

    Args:
        running: whether a reply is being made in it.
        example: the first example of a sample chat; empty where there is none.
        picture: what stands for a message of attachments alone.
    """
    sample = chat.sample_key is not None and newest is None
    text = newest.beginning if newest else example or chat.opening
    if newest and newest.has_attachments and not text:
        text = picture
    return ChatRow(
        id=chat.id,
        icon=chat.icon,
        title=chat.title,
        preview=one_line(text) if newest and newest.role == Role.USER else preview_of(text),
        at=_microseconds(chat.last_message_at) // 1000,
        place=_place(chat, sample=sample),
        sample=sample,
        pinned=chat.pinned_at is not None,
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


def _microseconds(time: datetime) -> int:
    return round(time.timestamp() * 1_000_000)
