"""Stores a chat that was read: in one transaction, with every branch, and only what is not there yet."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass

from sqlmodel import Session

from oreai.characters import beginning
from oreai.chat_settings import PARAMETERS
from oreai.models import Attachment, Chat, Message, Role, Status, TitledBy, now
from oreai.repositories import chats, folders, transfer
from oreai.services.attachments.store import StoredFile
from oreai.services.chats.folders import NoFolderName, TooManyFolders, called, new_folder
from oreai.services.transfer.chat_file import MARK, FileChat, FileMessage, FilePicture

ICON = "💬"
_AT_ONCE = 500  # rows in one statement
_LONGEST_TITLE, _LONGEST_ICON, _LONGEST_MODEL, _LONGEST_ID = (
    200,
    32,
    200,
    64,
)  # characters, as the columns have
_ENDINGS = (Status.COMPLETE, Status.STOPPED, Status.FAILED, Status.INTERRUPTED)


@dataclass(frozen=True)
class Stored:
    """What has come of a chat; an empty id where all of it was there before."""

    chat_id: str = ""
    messages: int = 0
    pictures: int = 0


@dataclass(frozen=True)
class Arrival:
    """Whose a chat will be, and what came beside it."""

    owner_id: str
    import_id: str
    pictures: Mapping[str, StoredFile]
    "By their paths beside the chats."


def store(session: Session, arrival: Arrival, chat: FileChat, messages: Iterable[FileMessage]) -> Stored:
    """Store what is new of a chat.

    Args:
        messages: parents before what stands below them, one selected below each parent.
    """
    source_id = short(chat.id)
    there = transfer.chat_from(session, arrival.owner_id, chat.source, source_id)
    row = there or _new_chat(session, arrival, chat, source_id)
    batch = _Batch(session, row, arrival)
    for message in messages:
        batch.add(message)
    batch.flush()
    if not batch.messages:
        return Stored()
    if there and chat.updated and chat.updated > there.last_message_at:
        there.last_message_at = chat.updated
    return Stored(row.id, batch.messages, batch.pictures)


def short(source_id: str) -> str:
    """Another program's id as the column holds it."""
    if len(source_id) <= _LONGEST_ID:
        return source_id
    return hashlib.sha256(source_id.encode()).hexdigest()


def _new_chat(session: Session, arrival: Arrival, chat: FileChat, source_id: str) -> Chat:
    is_ours = chat.source == MARK
    row = Chat(
        user_id=arrival.owner_id,
        icon=beginning(chat.icon, _LONGEST_ICON) or ICON,
        title=beginning(" ".join(chat.title.split()), _LONGEST_TITLE),
        titled_by=TitledBy.USER,
        system=chat.system,
        opening=chat.opening,
        questions=chat.questions,
        # Whether another program's model is served here nobody knows: its chats go on with the default.
        model=chat.model[:_LONGEST_MODEL] or None if is_ours else None,
        provider=chat.provider[:60] or None if is_ours else None,
        parameters=_parameters(chat) if is_ours else None,
        pinned_at=now() if chat.pinned else None,
        archived_at=now() if chat.archived else None,
        folder_id=_folder_id(session, arrival.owner_id, chat.folder),
        source=chat.source,
        source_id=source_id,
        import_id=arrival.import_id,
    )
    row.created_at = chat.created or row.created_at
    row.last_message_at = chat.updated or row.created_at
    session.add(row)
    session.flush()
    chats.replace_examples(session, row.id, [(Role(role), text) for role, text in chat.examples])
    return row


def _folder_id(session: Session, owner_id: str, name: str) -> str | None:
    """The owner's folder of this name, a new one where there is none; none where there may be no more."""
    with suppress(NoFolderName, TooManyFolders):
        return (folders.named(session, owner_id, called(name)) or new_folder(session, owner_id, name)).id
    return None


class _Batch:
    """Messages on their way into one chat."""

    def __init__(self, session: Session, chat: Chat, arrival: Arrival):
        self._session = session
        self._chat = chat
        self._arrival = arrival
        self._ids = transfer.messages_from(session, chat.id)
        self._taken = transfer.parents(session, chat.id)
        self._is_new = not self._ids
        self._rows: list[dict[str, object]] = []
        self._attachments: list[dict[str, object]] = []
        self.messages = self.pictures = 0

    def add(self, message: FileMessage) -> None:
        """Take one more in, unless it is there."""
        source_id = short(message.id)
        if source_id in self._ids:
            return
        parent_id = self._ids.get(short(message.parent)) if message.parent else None
        row = self._row(message, source_id, parent_id)
        self._ids[source_id] = row.id
        if row.selected:
            self._taken.add(parent_id)
        self._rows.append(row.model_dump(exclude={"written_at"}))  # the database says when
        self.messages += 1
        for position, picture in enumerate(message.pictures):
            if stored := self._stored(picture):
                self._attachments.append(self._attachment(stored, row.id, position))
                self.pictures += 1
        if len(self._rows) >= _AT_ONCE:
            self.flush()

    def flush(self) -> None:
        """Store what has gathered."""
        transfer.add_all(self._session, Message, self._rows)
        transfer.add_all(self._session, Attachment, self._attachments)
        self._rows, self._attachments = [], []

    def _row(self, message: FileMessage, source_id: str, parent_id: str | None) -> Message:
        is_reply = message.role == Role.ASSISTANT
        at = message.at or self._chat.created_at
        status = message.status if message.status in _ENDINGS else Status.COMPLETE
        tokens = [one.tokens for one in map(self._stored, message.pictures) if one]
        return Message(
            chat_id=self._chat.id,
            parent_id=parent_id,
            role=Role(message.role),
            content=message.content,
            reasoning=message.reasoning or None,
            status=status,
            # What is added to a chat that goes on here is another version; nobody's choice is overruled.
            selected=message.selected if self._is_new else parent_id not in self._taken,
            model=message.model[:_LONGEST_MODEL] or None if is_reply else None,
            attachment_tokens=sum(tokens),
            created_at=at,
            finished_at=at if is_reply else None,
            source_id=source_id,
            import_id=self._arrival.import_id,
        )

    def _stored(self, picture: FilePicture) -> StoredFile | None:
        return self._arrival.pictures.get(picture.path)

    def _attachment(self, stored: StoredFile, message_id: str, position: int) -> dict[str, object]:
        owner_id = self._chat.user_id
        row = Attachment(user_id=owner_id, message_id=message_id, position=position, **asdict(stored))
        return row.model_dump()


def _parameters(chat: FileChat) -> str | None:
    within = {
        name: value
        for name, value in chat.parameters.items()
        if name in PARAMETERS and PARAMETERS[name].low <= value <= PARAMETERS[name].high
    }
    return json.dumps(within) if within else None
