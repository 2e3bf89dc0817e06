"""What somebody who has a link sees: one branch of a chat, as far as the link goes, and going on with it.

Never shown: the instructions, whose chat it is, other versions, later messages; what the model
thought only where the link's owner says so.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from oreai.columns import now
from oreai.database import Database
from oreai.models import Audience, Chat, Message, SharedLink
from oreai.repositories import attachments, chats, sharing, users
from oreai.services.attachments.store import (
    MOST_BYTES,
    Attachments,
    AttachmentView,
    NoRoomForAttachments,
    NoSuchAttachment,
    view_of,
)
from oreai.services.conversation.branches import copy_branch
from oreai.services.conversation.written import WrittenText
from oreai.services.live.topics import Live
from oreai.services.sharing.links import NoSuchLink
from oreai.services.sharing.shown import ids_shown, rows_of
from oreai.services.sharing.views import Views

_PRIVATE = frozenset(
    {"error_text", "provider", "own_model", "wish", "follow_ups", "prompt_tokens", "completion_tokens"}
)
"What a copy of a message does not have: its reader was not shown it."
_MOST_COPIED = 2000  # messages


class SignInToRead(Exception):
    """The link is for people who are signed in."""


class TooLongToCopy(Exception):
    """More messages than a copy may begin with."""


@dataclass(frozen=True)
class SharedMessage:
    """A message as a reader sees it."""

    id: str
    role: str
    content: str
    reasoning: str
    model: str
    attachments: Sequence[AttachmentView]


@dataclass(frozen=True)
class SharedChat:
    """A page of a chat as a reader sees it."""

    title: str
    icon: str
    updated_at: datetime
    is_mine: bool
    "It is the reader's own chat."
    page: int
    pages: int
    messages: Sequence[SharedMessage]


class SharedReading:
    """Shows what links lead to."""

    def __init__(
        self,
        database: Database,
        live: Live,
        attachments: Attachments,
        written: WrittenText,
        *,
        is_on: bool,
    ):
        self._database = database
        self._live = live
        self._written = written
        self._attachments = attachments
        self._is_on = is_on
        self.views = Views(database)

    async def read(self, token: str, reader_id: str = "", *, mark: str = "", page: int = 1) -> SharedChat:
        """What the link leads to; a reader who is not its owner is counted, with `views.write`.

        Args:
            reader_id: the user who looks; empty for one who has never been here.
            mark: what tells such a one from others.
            page: which of the chat's pages, from 1; beyond them the nearest.

        Raises:
            NoSuchLink: there is none, its time is over, or links are off.
            SignInToRead: it is not for guests.
        """

        def work(session: Session) -> tuple[str, SharedChat]:
            link, chat = self._found(session, token, reader_id)
            pages = _pages(session, link)
            here = min(max(page, 1), len(pages))
            rows = rows_of(session, pages[here - 1])
            files = attachments.of_messages(session, [row.id for row in rows])
            return link.id, SharedChat(
                title=link.title,
                icon=chat.icon,
                updated_at=link.updated_at,
                is_mine=chat.user_id == reader_id,
                page=here,
                pages=len(pages),
                messages=[
                    _message(row, link, [view_of(one) for one in files.get(row.id, ())]) for row in rows
                ],
            )

        link_id, shared = await self._database.read(work)
        if not shared.is_mine:
            self.views.note(link_id, reader_id or mark)
        return shared

    async def open_attachment(self, token: str, attachment_id: str, reader_id: str = "") -> tuple[str, bytes]:
        """The kind and content of an attachment that the link shows.

        Raises:
            NoSuchLink, SignInToRead: as with `read`.
            NoSuchAttachment: the link does not show it, or its file is gone.
            FilesUnavailable: it cannot be read now.
        """

        def work(session: Session) -> str:
            link, chat = self._found(session, token, reader_id)
            row = attachments.get(session, chat.user_id, attachment_id)
            shown = {message_id for page in _pages(session, link) for message_id in page}
            if row is None or row.message_id not in shown:
                raise NoSuchAttachment
            return chat.user_id

        owner_id = await self._database.read(work)
        return await self._attachments.open(owner_id, attachment_id)

    async def copy(self, token: str, user_id: str) -> str:
        """The id of a new chat of this user that begins with what the link shows.

        Raises:
            NoSuchLink, SignInToRead: as with `read`.
            TooLongToCopy: it is too long.
            TooMuchWritten, NoRoomForAttachments: it would be too much, with what is stored already.
        """

        def work(session: Session) -> str:
            link, chat = self._found(session, token, user_id)
            ids = [message_id for page in _pages(session, link) for message_id in page]
            if len(ids) > _MOST_COPIED:
                raise TooLongToCopy
            rows = rows_of(session, ids)
            self._written.take(user_id, sum(len(row.content) + len(_reasoning(row, link)) for row in rows))
            _require_room(session, user_id, [row.id for row in rows])
            besides = _PRIVATE if link.with_reasoning else {*_PRIVATE, "reasoning"}
            copied = copy_branch(session, chat, rows, user_id, besides=besides)
            copied.title = link.title
            if chat.user_id != user_id:
                _forget_private(session, copied)
            return copied.id

        chat_id = await self._database.write(work)
        self._live.notify_changed(user_id)
        return chat_id

    def _found(self, session: Session, token: str, reader_id: str) -> tuple[SharedLink, Chat]:
        found = sharing.by_token(session, token, now()) if self._is_on else None
        if found is None:
            raise NoSuchLink
        link, chat = found
        is_guest = not reader_id or users.get(session, reader_id).name is None
        if link.audience == Audience.SIGNED_IN and is_guest and chat.user_id != reader_id:
            raise SignInToRead
        return link, chat


def _pages(session: Session, link: SharedLink) -> list[list[str]]:
    pages = ids_shown(session, link)
    if not pages[0]:
        raise NoSuchLink  # its chat was cleared
    return pages


def _message(row: Message, link: SharedLink, files: Sequence[AttachmentView]) -> SharedMessage:
    return SharedMessage(row.id, row.role, row.content, _reasoning(row, link), row.model or "", files)


def _reasoning(row: Message, link: SharedLink) -> str:
    return (row.reasoning or "") if link.with_reasoning else ""


def _require_room(session: Session, user_id: str, message_ids: Sequence[str]) -> None:
    files = attachments.of_messages(session, message_ids)
    more = sum(one.bytes for ones in files.values() for one in ones)
    if more and attachments.bytes_of(session, user_id) + more > MOST_BYTES:
        raise NoRoomForAttachments(MOST_BYTES)


def _forget_private(session: Session, copied: Chat) -> None:
    """Take out of a stranger's copy what the link did not show."""
    copied.persona_id = None
    copied.system = copied.opening = copied.questions = ""
    chats.replace_examples(session, copied.id, [])
    copied.model = copied.provider = copied.parameters = None
