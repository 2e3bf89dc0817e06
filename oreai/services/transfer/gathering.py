"""Makes of a stored chat the form in which it travels: every branch, without what was deleted.

Its messages have no texts yet: these are read while they are written, a few at a time.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import TypeVar

from sqlmodel import Session

from oreai.models import Attachment, Chat, Status
from oreai.repositories import attachments, chats, folders, travelling
from oreai.repositories.travelling import MessageNode
from oreai.services.transfer.chat_file import FileChat, FileMessage, FilePicture
from oreai.services.transfer.tree import settle, without

T = TypeVar("T")

FOLDER = "attachments"
"Of the attachments in a zip."
_AT_ONCE = 200  # messages in one question
_ENDINGS = {"image/jpeg": "jpg", "image/png": "png"}


@dataclass(frozen=True)
class Gathered:
    """A chat, and the attachments that its messages have, by their paths in a zip."""

    chat: FileChat
    attachments: Mapping[str, Attachment]


def gather(session: Session, row: Chat) -> Gathered:
    """A chat that was loaded through its owner, its messages without their texts."""
    found: list[FileMessage] = []
    gone: set[str] = set()
    paths: dict[str, Attachment] = {}
    for ones in _in_slices(travelling.nodes(session, row.id)):
        with_files = attachments.of_messages(session, [one.id for one in ones])
        for one in ones:
            if one.revision_of is not None or one.deleted_at is not None:
                gone.add(one.id)
            found.append(_message(one, with_files.get(one.id, ()), paths))
    chat = _chat(session, row)
    chat.messages = without(found, lambda one: one.id in gone)
    return Gathered(settle(chat), paths)


def with_texts(
    messages: Iterable[FileMessage], texts_of: Callable[[Sequence[str]], Mapping[str, tuple[str, str]]]
) -> Iterator[FileMessage]:
    """The same messages with what they say; one that was deleted meanwhile says nothing.

    Args:
        texts_of: reads the texts of a few of them, as `travelling.texts` does.
    """
    for ones in _in_slices(messages):
        texts = texts_of([one.id for one in ones])
        for one in ones:
            content, reasoning = texts.get(one.id, ("", ""))
            yield replace(one, content=content, reasoning=reasoning)


def _in_slices(ones: Iterable[T]) -> Iterator[list[T]]:
    left = iter(ones)
    while few := list(islice(left, _AT_ONCE)):
        yield few


def _message(message: MessageNode, files: Sequence[Attachment], paths: dict[str, Attachment]) -> FileMessage:
    pictures = []
    for file in files:
        path = f"{FOLDER}/{file.file}.{_ENDINGS.get(file.media_type, 'bin')}"
        paths[path] = file
        pictures.append(FilePicture(file.name or file.file, path))
    is_whole = message.status != Status.STREAMING
    return FileMessage(
        id=message.id,
        parent=message.parent_id,
        role=message.role,
        content="",
        at=message.created_at,
        model=message.model or "",
        status=message.status if is_whole else Status.INTERRUPTED,
        selected=message.selected,
        pictures=pictures,
    )


def _chat(session: Session, row: Chat) -> FileChat:
    return FileChat(
        id=row.id,
        title=row.title,
        icon=row.icon,
        system=row.system,
        opening=row.opening,
        questions=row.questions,
        model=row.model or "",
        provider=row.provider or "",
        parameters=json.loads(row.parameters) if row.parameters else {},
        created=row.created_at,
        updated=row.last_message_at,
        pinned=row.pinned_at is not None,
        archived=row.archived_at is not None,
        folder=folder.name if (folder := folders.of_chat(session, row)) else "",
        examples=[(one.role, one.content) for one in chats.examples(session, row.id)],
    )
