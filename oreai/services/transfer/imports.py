"""Files that are brought in: handed in, read, chosen from, stored in the background, taken back."""

import asyncio
import json
from collections.abc import AsyncGenerator, Collection
from dataclasses import dataclass, fields
from datetime import datetime, timedelta
from pathlib import Path

from sqlmodel import Session

from oreai.database import Database
from oreai.models import ChatImport, ImportStatus, now
from oreai.repositories import transfer
from oreai.services.live.topics import Live
from oreai.services.transfer.convert import Preview, read_preview
from oreai.services.transfer.import_work import ImportWork

SHOWN = 10
"How many imports a page lists."
MOST_MESSAGES_A_DAY = 500_000
"How many messages one user may bring in within a day."
MOST_UPLOADS = 20
"How many files may come in at once, of all users: each holds a connection and room on the disk."
MOST_OF_A_NETWORK = 5
"How many of them from one network: it leaves room for others, however many guests it brings."
_ROOM = 3  # times its size: unpacked and written out a file takes as much again, pictures and all
_DAY = timedelta(days=1)
_UPLOAD_LEASE = timedelta(minutes=2)


class NoSuchImport(Exception):
    """No import of this id is the user's, or it is not at this point."""


class StillImporting(Exception):
    """Another file of this user is being brought in."""


class TooMuchToday(Exception):
    """The user has brought in all that one may in a day."""


class TooManyUploads(Exception):
    """Too many users hand files in just now, or too many from this network."""


class NoRoomForImport(Exception):
    """The disk has no room for the file."""


@dataclass(frozen=True)
class ImportView:
    """An import as a screen knows it."""

    id: str
    status: str
    refused: str
    chats: int
    messages: int
    pictures: int
    failed: int
    position: int
    chosen: int
    "How many chats were chosen, of which `position` have been looked at."
    created_at: datetime


class Imports:
    """Brings files in, one of each user at a time."""

    def __init__(self, database: Database, live: Live, work: ImportWork):
        self._database = database
        self._live = live
        self._work = work
        self._workshop = work.workshop

    async def begin(
        self, user_id: str, zone: str, locale: str, size: int, network: str = ""
    ) -> tuple[str, Path]:
        """Prepare for a file; one of the user's that was read and not chosen from makes room for it.

        Args:
            size: in bytes, as it is announced.
            network: where it comes from; empty where that says nothing.

        Returns:
            The import's id, and where the file is to be written.

        Raises:
            StillImporting, TooMuchToday, TooManyUploads, NoRoomForImport: it cannot come now.
        """
        free = self._workshop.free_bytes()

        def work(session: Session) -> tuple[str, list[str]]:
            transfer.end_lost_uploads(session, now())
            if transfer.active(session, user_id):
                raise StillImporting
            _require_place(session, network)
            if free < _ROOM * (size + transfer.bytes_under_way(session)):
                raise NoRoomForImport
            if transfer.count_imported(session, user_id, now() - _DAY) >= MOST_MESSAGES_A_DAY:
                raise TooMuchToday
            unwanted = transfer.waiting(session, user_id)
            for one in unwanted:
                one.status, one.finished_at = ImportStatus.CANCELLED, now()
            row = ChatImport(
                user_id=user_id,
                zone=zone[:64],
                locale=locale,
                network=network,
                file_bytes=size,
                lease_until=now() + _UPLOAD_LEASE,
            )
            session.add(row)
            return row.id, [one.id for one in unwanted]

        import_id, unwanted = await self._database.write(work)
        for one in unwanted:
            await self._work.forget(one)
        return import_id, await asyncio.to_thread(self._workshop.make, import_id)

    async def keep_coming(self, user_id: str, import_id: str) -> None:
        """The file is still on its way; to be said about every half minute.

        Raises:
            NoSuchImport: it is not wanted any more.
        """
        lease = now() + _UPLOAD_LEASE
        await self._database.write(
            lambda session: _owned_at(session, user_id, import_id, {ImportStatus.UPLOADING}).sqlmodel_update(
                {"lease_until": lease}
            )
        )

    async def uploaded(self, user_id: str, import_id: str) -> None:
        """The file is there whole: read it.

        Raises:
            NoSuchImport: it is not this user's.
        """
        reading = {"status": ImportStatus.READING, "lease_until": None}
        await self._change(user_id, import_id, {ImportStatus.UPLOADING}, **reading)
        self._work.start_reading(user_id, import_id)

    async def abandon(self, user_id: str, import_id: str) -> None:
        """The file did not come; nothing is left of it."""
        await self._end(user_id, import_id, {ImportStatus.UPLOADING}, ImportStatus.CANCELLED)

    def follow(self, user_id: str) -> AsyncGenerator[list[ImportView], None]:
        """The user's newest imports, now and after each change."""
        return self._live.follow(user_id, lambda: self.views(user_id))

    async def views(self, user_id: str) -> list[ImportView]:
        """The user's newest imports, the newest first."""
        return await self._database.read(
            lambda session: [_view(row) for row in transfer.newest(session, user_id, SHOWN)]
        )

    async def preview(self, user_id: str, import_id: str) -> Preview:
        """What is in a file that was read.

        Raises:
            NoSuchImport: it is not this user's, not read yet, or its folder is on another machine.
        """
        row = await self._database.read(lambda session: transfer.owned(session, user_id, import_id))
        if row is None or row.status != ImportStatus.READY or not self._workshop.is_here(import_id):
            raise NoSuchImport
        return await asyncio.to_thread(read_preview, self._workshop.folder(import_id))

    async def choose(self, user_id: str, import_id: str, places: Collection[int]) -> None:
        """Bring these chats in, in the background.

        Args:
            places: where they begin, as the preview names it; others are passed over.

        Raises:
            NoSuchImport: it is not this user's, or not waiting for a choice.
        """
        known = {chat.at for chat in (await self.preview(user_id, import_id)).chats}
        chosen = sorted(known.intersection(places))
        await self._change(
            user_id, import_id, {ImportStatus.READY}, status=ImportStatus.RUNNING, chosen=json.dumps(chosen)
        )
        self._work.start_storing(user_id, import_id)

    async def cancel(self, user_id: str, import_id: str) -> None:
        """Bring nothing more in; what has come stays.

        Raises:
            NoSuchImport: it is not this user's, or at its end.
        """
        going = {ImportStatus.UPLOADING, ImportStatus.READING, ImportStatus.READY, ImportStatus.RUNNING}
        await self._end(user_id, import_id, going, ImportStatus.CANCELLED)

    async def undo(self, user_id: str, import_id: str) -> int:
        """Take back all that has come: chats go to the trash, messages that were added to others are deleted.

        Returns:
            How many chats stay because their owner has gone on with them.

        Raises:
            NoSuchImport: it is not this user's, or nothing of it is there.
        """

        def work(session: Session) -> int:
            row = _owned_at(session, user_id, import_id, {ImportStatus.DONE, ImportStatus.CANCELLED})
            made = {chat.id: chat for chat in transfer.chats_of(session, user_id, import_id)}
            continued = transfer.with_later_messages(session, made, import_id)
            for chat_id, chat in made.items():
                if chat_id not in continued:
                    chat.deleted_at = now()
            transfer.delete_added(session, user_id, import_id, now())
            row.status = ImportStatus.UNDONE
            return len(continued)

        stay = await self._database.write(work)
        self._live.notify_changed(user_id)
        return stay

    async def _change(self, user_id: str, import_id: str, at: Collection[str], **values: object) -> None:
        """Let the import go on from one of these points.

        Raises:
            NoSuchImport: it is not this user's, or at another point.
        """

        def work(session: Session) -> None:
            _owned_at(session, user_id, import_id, at).sqlmodel_update(values)

        await self._database.write(work)
        self._live.notify_changed(user_id)

    async def _end(self, user_id: str, import_id: str, at: Collection[str], status: ImportStatus) -> None:
        await self._change(user_id, import_id, at, status=status, finished_at=now(), lease_until=None)
        await self._work.forget(import_id)


def _require_place(session: Session, network: str) -> None:
    """Let one more file come in.

    Raises:
        TooManyUploads: all places are taken, or as many as this network may have.
    """
    if transfer.count_uploading(session) >= MOST_UPLOADS:
        raise TooManyUploads
    if network and transfer.count_uploading(session, network) >= MOST_OF_A_NETWORK:
        raise TooManyUploads


def _owned_at(session: Session, user_id: str, import_id: str, at: Collection[str]) -> ChatImport:
    """The user's import at one of these points, held against other writers."""
    row = transfer.owned(session, user_id, import_id, lock=True)
    if row is None or row.status not in at:
        raise NoSuchImport
    return row


def _view(row: ChatImport) -> ImportView:
    columns = {one.name: getattr(row, one.name) for one in fields(ImportView) if one.name != "chosen"}
    return ImportView(chosen=len(json.loads(row.chosen)) if row.chosen else 0, **columns)
