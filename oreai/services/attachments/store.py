"""Attachments that people hand in: taken, kept beside the database, shown to their owner.

A row says whose an attachment is and which file it has; several rows may have
the same one. A file is deleted only once no stored row names it any more.
"""

import asyncio
import logging
from collections.abc import Collection, Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import timedelta

from sqlmodel import Session

from oreai.database import Database
from oreai.llm.client import AttachmentPart
from oreai.llm.errors import AttachmentsAway
from oreai.models import Attachment, now
from oreai.repositories import attachments
from oreai.services.attachments.files import AttachmentFiles, FilesUnavailable
from oreai.services.attachments.kinds import accepted, part_of
from oreai.services.attachments.upload import AttachmentUploads

log = logging.getLogger(__name__)

MOST_IN_A_MESSAGE = 4
MOST_WAITING = 24
"How many attachments of one user may wait to be sent; then the one that has waited longest makes room."
MOST_BYTES = 200 * 1024 * 1024  # of one user, as they are kept
WAITING = timedelta(hours=24)
"How long an attachment that was not sent is kept."
_UNNAMED = timedelta(days=7)  # time to notice that this is not the database that the attachments belong to
_AT_ONCE = 500  # files in one question
_DRAWN_AT_ONCE = 1  # a large picture takes 350 MB while it is drawn


class NoSuchAttachment(Exception):
    """No attachment of this id is the user's, or it has been sent before."""


@dataclass(eq=False)
class TooManyAttachments(Exception):
    """More than a message may have."""

    limit: int
    "How many it may."


@dataclass(eq=False)
class NoRoomForAttachments(Exception):
    """The user's attachments together are as large as they may be."""

    limit: int
    "How many bytes that is."


@dataclass(frozen=True)
class StoredFile:
    """A file that is stored, as the columns of a row name it."""

    file: str
    kind: str
    media_type: str
    name: str
    tokens: int
    width: int
    height: int
    bytes: int


@dataclass(frozen=True)
class AttachmentView:
    """An attachment as a screen knows it; its size is in pixels."""

    id: str
    kind: str
    name: str
    width: int
    height: int

    @property
    def address(self) -> str:
        """Where its owner's browser finds it."""
        return f"/api/attachments/{self.id}"

    def as_part(self) -> AttachmentPart:
        """As a part of a turn that is shown, and not sent."""
        return AttachmentPart(self.kind, self.address, self.name)


class Attachments:
    """Keeps attachments."""

    def __init__(self, database: Database, files: AttachmentFiles):
        self._database = database
        self._files = files
        self.uploads = AttachmentUploads(MOST_IN_A_MESSAGE)
        self._drawing = asyncio.Semaphore(_DRAWN_AT_ONCE)

    async def add(self, user_id: str, file: bytes, name: str = "") -> AttachmentView:
        """Take an attachment in; it waits to be sent, and so do no more than the newest few.

        Raises:
            AttachmentRefused: it cannot be kept.
            NoRoomForAttachments: the user has too many.
            FilesUnavailable: it cannot be stored now.
        """
        stored = await self.store_file(file, name)
        try:
            row, surplus = await self._database.write(lambda session: _add(session, user_id, stored))
        except Exception:
            await self._delete([stored.file])
            raise
        await self.delete_unreferenced(surplus)
        return view_of(row)

    async def store_file(self, file: bytes, name: str = "") -> StoredFile:
        """Store a file that no row names yet; the sweep takes it unless one soon does.

        Raises:
            AttachmentRefused: it cannot be kept.
            FilesUnavailable: it cannot be stored now.
        """
        async with self._drawing:
            kind, accepted_file = await asyncio.to_thread(accepted, file, name)
        stored = await asyncio.to_thread(self._files.write, accepted_file.content)
        return StoredFile(
            file=stored,
            kind=kind,
            media_type=accepted_file.media_type,
            name=accepted_file.name,
            tokens=accepted_file.tokens,
            width=accepted_file.width,
            height=accepted_file.height,
            bytes=len(accepted_file.content),
        )

    async def room(self, user_id: str) -> int:
        """How many more bytes of attachments the user may have."""
        used = await self._database.read(lambda session: attachments.bytes_of(session, user_id))
        return max(0, MOST_BYTES - used)

    async def open(self, user_id: str, attachment_id: str) -> tuple[str, bytes]:
        """The kind and the content of an attachment of this user.

        Raises:
            NoSuchAttachment: it is not theirs, or its file is gone.
            FilesUnavailable: it cannot be read now.
        """
        row = await self._database.read(lambda session: attachments.get(session, user_id, attachment_id))
        if row is None:
            raise NoSuchAttachment
        content = await asyncio.to_thread(self._files.read, row.file)
        if content is None:
            raise NoSuchAttachment
        return row.media_type, content

    async def parts(self, rows: Iterable[Attachment]) -> dict[str, AttachmentPart]:
        """What a model is sent of these, by their ids; nothing of one whose file is gone.

        Raises:
            AttachmentsAway: they cannot be read now; a reply without them would be another one.
        """
        try:
            return await asyncio.to_thread(self._parts, list(rows))
        except FilesUnavailable as error:
            log.warning("attachments cannot be read: %s", error)
            raise AttachmentsAway from error

    def _parts(self, rows: Sequence[Attachment]) -> dict[str, AttachmentPart]:
        contents = [(row, self._files.read(row.file)) for row in rows]
        return {row.id: part_of(row, content) for row, content in contents if content is not None}

    async def delete_unreferenced(self, files: Collection[str]) -> None:
        """Delete those of these files that no attachment has any more."""
        names = list(files)
        for start in range(0, len(names), _AT_ONCE):
            await self._delete_unreferenced(set(names[start : start + _AT_ONCE]))

    async def _delete_unreferenced(self, names: set[str]) -> None:
        needed = await self._database.read(lambda session: attachments.still_named(session, names))
        await self._delete(names - needed)

    async def _delete(self, names: Iterable[str]) -> None:
        """Delete these files; those that cannot be now are found by the sweep, since nothing names them."""
        try:
            await asyncio.to_thread(self._files.delete, names)
        except FilesUnavailable as error:
            log.warning("attachments cannot be deleted: %s", error)

    async def sweep(self) -> None:
        """Delete what was never sent, and in time the files that nothing names.

        What a server that died has left behind can wait; a database without any attachment is a new one,
        or the wrong one, and has no say.
        """
        before = now() - WAITING
        await self.delete_unreferenced(
            await self._database.write(lambda session: attachments.forget_waiting(session, before))
        )
        if await self._database.read(attachments.any_there):
            await self.delete_unreferenced(
                await asyncio.to_thread(self._files.older_than, _UNNAMED.total_seconds())
            )


def _add(session: Session, user_id: str, stored: StoredFile) -> tuple[Attachment, set[str]]:
    """The new row, and the files of those that have made room for it."""
    surplus = attachments.forget_surplus(session, user_id, MOST_WAITING - 1)
    if attachments.bytes_of(session, user_id) + stored.bytes > MOST_BYTES:
        raise NoRoomForAttachments(MOST_BYTES)
    row = Attachment(user_id=user_id, **asdict(stored))
    session.add(row)
    return row, surplus


def view_of(row: Attachment) -> AttachmentView:
    """A row as a screen knows it."""
    return AttachmentView(row.id, row.kind, row.name, row.width, row.height)
