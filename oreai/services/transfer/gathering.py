"""Makes of a stored chat the form in which it travels: every branch, without what was deleted."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlmodel import Session

from oreai.models import Attachment, Chat, Message, Status
from oreai.repositories import attachments, chats, folders, messages
from oreai.services.transfer.chat_file import FileChat, FileMessage, FilePicture
from oreai.services.transfer.tree import settle, without

FOLDER = "attachments"
"Of the attachments in a zip."
_AT_ONCE = 500  # messages in one question
_ENDINGS = {"image/jpeg": "jpg", "image/png": "png"}


@dataclass(frozen=True)
class Gathered:
    """A chat, and the attachments that its messages have, by their paths in a zip."""

    chat: FileChat
    attachments: Mapping[str, Attachment]


def gather(session: Session, row: Chat) -> Gathered:
    """A chat that was loaded through its owner."""
    ids = [one.id for one in messages.message_summaries(session, row.id)]
    found: list[FileMessage] = []
    gone: set[str] = set()
    paths: dict[str, Attachment] = {}
    for start in range(0, len(ids), _AT_ONCE):
        slice_ids = ids[start : start + _AT_ONCE]
        with_files = attachments.of_messages(session, slice_ids)
        for message in messages.whole(session, slice_ids):
            if message.revision_of is not None or message.deleted_at is not None:
                gone.add(message.id)
            found.append(_message(message, with_files.get(message.id, ()), paths))
    chat = _chat(session, row)
    chat.messages = without(found, lambda one: one.id in gone)
    return Gathered(settle(chat), paths)


def _message(message: Message, files: Sequence[Attachment], paths: dict[str, Attachment]) -> FileMessage:
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
        content=message.content,
        reasoning=message.reasoning or "",
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
