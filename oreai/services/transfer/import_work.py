"""What is done about an import in the background: reading its file, storing its chats one after the other.

Whoever does it holds a lease and renews it; when a process is gone, another of the same machine goes on.
"""

import asyncio
import json
import logging
import sys
from collections.abc import Callable, Coroutine, Iterator
from contextlib import contextmanager, suppress
from datetime import timedelta
from pathlib import Path

from sqlmodel import Session

from oreai.database import Database, is_away
from oreai.models import ImportStatus, new_id, now
from oreai.repositories import transfer
from oreai.services.attachments.kind import AttachmentRefused
from oreai.services.attachments.store import Attachments, StoredFile
from oreai.services.live.topics import Live
from oreai.services.transfer.chat_file import chat_at
from oreai.services.transfer.convert import CHATS
from oreai.services.transfer.formats.format import DamagedFile, TooLargeFile
from oreai.services.transfer.storing import Arrival, Stored, store
from oreai.services.transfer.workshop import FILE, Workshop
from oreai.settings import ROOT

log = logging.getLogger(__name__)

WAITS = timedelta(days=2)
"How long a file that was read waits for its owner to choose."
_LEASE = timedelta(seconds=60)
_RENEW_SECONDS = 15
_TELL_SECONDS = 1.0  # between two words to the page about how far it is
_READING_SECONDS = 1200
_REFUSED_CODE = 3
_PAUSE_SECONDS = 0.01  # between two chats: others write too
_AWAY_SECONDS = 2


class _NotOurs(Exception):
    """The import was cancelled, or another process has taken it over."""


class ImportWork:
    """Reads and stores, one file at a time each."""

    def __init__(self, database: Database, live: Live, attachments: Attachments, workshop: Workshop):
        self.workshop = workshop
        self._database = database
        self._live = live
        self._attachments = attachments
        self._owner = new_id()
        self._one_reads = asyncio.Semaphore(1)  # a reader takes a core
        self._one_stores = asyncio.Semaphore(1)
        self._tasks: set[asyncio.Task[None]] = set()

    def start_reading(self, user_id: str, import_id: str) -> None:
        """Read the file of an import whose lease is to be had."""
        self._start(self._held(user_id, import_id, self._one_reads, self._read(user_id, import_id)))

    def start_storing(self, user_id: str, import_id: str) -> None:
        """Store the chosen chats of an import, from where it stands."""
        self._start(self._held(user_id, import_id, self._one_stores, self._store(user_id, import_id)))

    async def resume(self) -> None:
        """Go on with what a process that is gone had begun; clear what nobody has wanted for two days."""
        await self._database.write(lambda session: transfer.end_lost_uploads(session, now()))
        for row in await self._database.read(lambda session: transfer.lapsed(session, now())):
            if self.workshop.is_here(row.id):
                is_read = row.status == ImportStatus.RUNNING
                (self.start_storing if is_read else self.start_reading)(row.user_id, row.id)
        for import_id in await asyncio.to_thread(self.workshop.older_than, WAITS.total_seconds()):
            await self.forget(import_id)

    async def forget(self, import_id: str) -> None:
        """Delete the files of an import."""
        await asyncio.to_thread(self.workshop.clear, import_id)

    async def settled(self) -> None:
        """Until nothing is being read or stored by this process."""
        while self._tasks:
            await asyncio.gather(*self._tasks, return_exceptions=True)

    async def close(self) -> None:
        """Leave off; what was begun is gone on with after the next start."""
        for task in self._tasks:
            task.cancel()
        await self.settled()

    def _start(self, work: Coroutine[None, None, None]) -> None:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _held(
        self, user_id: str, import_id: str, place: asyncio.Semaphore, work: Coroutine[None, None, None]
    ) -> None:
        """Do the work under the lease, when its turn comes; whatever it meets, the import does not hang."""
        renewing: asyncio.Task[None] | None = None
        try:
            await self._take(import_id)
            renewing = asyncio.create_task(self._renew(import_id))
            async with place:
                await work
        except _NotOurs:
            work.close()
        except Exception:
            log.exception("an import failed")
            await self._end(user_id, import_id, ImportStatus.REFUSED, refused=DamagedFile.__name__)
        finally:
            if renewing:
                renewing.cancel()

    async def _take(self, import_id: str) -> None:
        taken = await self._database.write(
            lambda session: transfer.take(session, import_id, self._owner, now(), now() + _LEASE)
        )
        if not taken:
            raise _NotOurs

    async def _renew(self, import_id: str) -> None:
        while True:
            await asyncio.sleep(_RENEW_SECONDS)
            with suppress(Exception):  # the lease holds for a while yet, and may be taken again
                await self._database.write(
                    lambda session: transfer.renew(session, import_id, self._owner, now() + _LEASE)
                )

    async def _read(self, user_id: str, import_id: str) -> None:
        row = await self._database.read(lambda session: transfer.owned(session, user_id, import_id))
        if row is None:
            raise _NotOurs
        folder = self.workshop.folder(import_id)
        refused = await _converted(folder, row.zone, row.locale)
        if refused:
            await self._end(user_id, import_id, ImportStatus.REFUSED, refused=refused)
        else:
            await asyncio.to_thread((folder / FILE).unlink)
            await self._set(user_id, import_id, status=ImportStatus.READY, lease_until=None)

    async def _store(self, user_id: str, import_id: str) -> None:
        row = await self._database.read(lambda session: transfer.owned(session, user_id, import_id))
        if row is None:
            raise _NotOurs
        places: list[int] = json.loads(row.chosen or "[]")
        notified = asyncio.get_running_loop().time()
        for position in range(row.position, len(places)):
            await self._store_one(user_id, import_id, position, places[position])
            if asyncio.get_running_loop().time() - notified > _TELL_SECONDS:
                notified = asyncio.get_running_loop().time()
                self._live.notify_changed(user_id)
            await asyncio.sleep(_PAUSE_SECONDS)
        await self._end(user_id, import_id, ImportStatus.DONE)

    async def _store_one(self, user_id: str, import_id: str, position: int, place: int) -> None:
        """Store a chat and that it is done, in one transaction; while the database is away, wait."""
        file = self.workshop.folder(import_id) / CHATS
        pictures = await self._pictures(user_id, file, place)
        arrival = Arrival(user_id, import_id, pictures)

        def work(session: Session) -> Stored:
            with _chat_lines(file, place) as lines:
                stored = store(session, arrival, *chat_at(lines))
            gained = stored.messages, stored.pictures
            if not transfer.step(session, import_id, self._owner, position, gained):
                raise _NotOurs
            return stored

        stored = Stored()
        try:
            stored = await self._until_there(work)
        except (KeyError, TypeError, ValueError, StopIteration):
            log.warning("a chat of an import could not be stored", exc_info=True)
            await self._database.write(
                lambda session: transfer.skip(session, import_id, self._owner, position)
            )
        finally:
            if pictures and not stored.pictures:
                await self._attachments.delete_unreferenced({one.file for one in pictures.values()})
        if stored.chat_id:
            self._live.notify_changed(stored.chat_id)

    async def _pictures(self, user_id: str, file: Path, place: int) -> dict[str, StoredFile]:
        """The pictures of a chat, drawn anew and stored; what is none, or has no room, is left out."""
        found: dict[str, StoredFile] = {}
        paths = await asyncio.to_thread(_picture_paths, file, place)
        room = await self._attachments.room(user_id) if paths else 0
        for path in paths:
            content = await asyncio.to_thread((file.parent / path).read_bytes)
            if len(content) > room:
                break
            with suppress(AttachmentRefused):
                found[path] = await self._attachments.store_file(content)
                room -= found[path].bytes
        return found

    async def _until_there(self, work: Callable[[Session], Stored]) -> Stored:
        while True:
            try:
                return await self._database.write(work)
            except Exception as error:
                if not is_away(error):
                    raise
            await asyncio.sleep(_AWAY_SECONDS)

    async def _end(self, user_id: str, import_id: str, status: ImportStatus, refused: str = "") -> None:
        await self._set(
            user_id, import_id, status=status, refused=refused, finished_at=now(), lease_until=None
        )
        await self.forget(import_id)

    async def _set(self, user_id: str, import_id: str, **values: object) -> None:
        """Write down how far the import is, if it is still ours."""
        if not await self._database.write(
            lambda session: transfer.write(session, import_id, self._owner, **values)
        ):
            raise _NotOurs
        self._live.notify_changed(user_id)


@contextmanager
def _chat_lines(file: Path, place: int) -> Iterator[Iterator[bytes]]:
    with file.open("rb") as opened:
        opened.seek(place)
        yield iter(opened)


def _picture_paths(file: Path, place: int) -> list[str]:
    """Where the pictures of a chat lie, each once."""
    with _chat_lines(file, place) as lines:
        _, messages = chat_at(lines)
        return list({one.path: None for message in messages for one in message.pictures if one.path})


async def _converted(folder: Path, zone: str, locale: str) -> str:
    """Read the file in a process of its own; why it is refused, or nothing."""
    reader = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "oreai.services.transfer.convert", str(folder / FILE), str(folder)),
        *("--zone", zone, "--locale", locale),
        stdout=asyncio.subprocess.PIPE,
        stdin=asyncio.subprocess.DEVNULL,
        cwd=ROOT,
    )
    try:
        async with asyncio.timeout(_READING_SECONDS):
            words, _ = await reader.communicate()
    except TimeoutError:
        return TooLargeFile.__name__
    finally:
        if reader.returncode is None:
            reader.kill()
    if reader.returncode == 0:
        return ""
    # A reader that is ended by its limits says nothing: the file asked too much.
    return words.decode() if reader.returncode == _REFUSED_CODE else TooLargeFile.__name__
