"""Keeping the index up to date: it is pulled from the messages, and no writer knows of it.

What is new is known by `written_at`, which the database itself sets whenever a message is written: an
import of years, a reply that ends late, an edit and a deletion all come after what was seen. Going by the
times that a message tells of itself, an import would pass by unseen.
"""

import asyncio
import logging
import sqlite3
import time
from collections.abc import Sequence
from contextlib import suppress
from datetime import UTC, datetime
from functools import partial
from typing import Any

from oreai.database import Database
from oreai.repositories import finding, search_index
from oreai.repositories.search_index import Candidate, Doc, Waiting
from oreai.search_file import IndexAway, SearchFile
from oreai.services.search.position import calm_position, position
from oreai.services.search.reading import FEW, docs_of, news, waiting_of

log = logging.getLogger(__name__)

OVERLAP_SECONDS = 120
"How long a transaction may take whose rows were written before others that were seen: an import's chat does."
LOOK_BACK_SECONDS = 10
"How often it is looked for them."
PATIENCE_SECONDS = 0.3
"How long a search waits for what is new."
CANDIDATE_SECONDS = 0.1
"Of its thread's own time: how long the index may look for a page of candidates."
_TEXTS = 500  # messages whose texts are read in at once
_ROWS = 5000  # messages whose times are compared at once
_DAY_SECONDS = 24 * 60 * 60
_WEEK_SECONDS = 7 * _DAY_SECONDS
_MOST_DEAD = 0.2
_A_LOT = 20_000  # messages after which the index is made one piece
_BREATH_SECONDS = 0.01  # between two batches, for who answers people in this process


class SearchIndex:
    """The derived index of all messages; many processes may share its file."""

    def __init__(self, database: Database, file: SearchFile):
        self._database = database
        self._file = file
        self._pulling: asyncio.Task[None] | None = None
        self._looking_back: asyncio.Task[None] | None = None
        self._looked_back = float("-inf")

    async def catch_up(self) -> bool:
        """Bring in what is new; False while that takes long: the newest may then not be found.

        Raises:
            IndexAway: there can be no index, or it was never whole.
        """
        try:
            async with asyncio.timeout(PATIENCE_SECONDS):
                await asyncio.shield(self._pull_once())
        except TimeoutError:
            if not await self._file.read(
                lambda connection: search_index.state(connection, "built"), CANDIDATE_SECONDS
            ):
                raise IndexAway("it is being built") from None
            return False
        self._look_back_once()  # nobody waits for that: after an import it reads a lot
        return True

    async def see_owner(self, user_id: str, chat_ids: list[str]) -> None:
        """Read those of the user's chats anew that were somebody else's when they were read.

        Raises:
            IndexAway, SearchSlow: as below.
        """
        moved = await self._file.read(
            lambda connection: search_index.moved_chats(connection, user_id, chat_ids), CANDIDATE_SECONDS
        )
        if moved:
            await self._read_again(moved)

    async def candidates(
        self,
        user_id: str,
        matches: list[str],
        *,
        chat_id: str,
        after: Candidate | None,
        limit: int,
    ) -> list[Candidate]:
        """Messages that may be hits, the newest first; whether they are is for the database to say.

        Args:
            chat_id: the only chat to search; empty for all.
            after: the last one that was found before.

        Raises:
            IndexAway: the index cannot be used now.
            SearchSlow: it took too long.
        """
        return await self._file.read(
            lambda connection: search_index.candidates(
                connection, matches, owner_id=user_id, chat_id=chat_id, after=after, limit=limit
            ),
            CANDIDATE_SECONDS,
        )

    async def forget(self, ids: set[str]) -> None:
        """These messages are there no more."""
        with suppress(IndexAway):
            await self._file.write(lambda connection: search_index.forget(connection, ids))

    async def sweep(self) -> None:
        """Bring in what is new; compare everything once a day; make it anew once a week if that is of use."""

        def work(connection: sqlite3.Connection) -> None:
            dead, living = search_index.dead_and_living(connection)
            built = search_index.state(connection, "built") or 0
            is_old = time.time() - built > _WEEK_SECONDS and (dead or search_index.any_mixed(connection))
            if built and (is_old or dead > _MOST_DEAD * (dead + living)):
                search_index.reset(connection)
            elif built and time.time() - (search_index.state(connection, "compared") or 0) > _DAY_SECONDS:
                search_index.note(connection, after="")

        try:
            await self._file.write(work)
            await self._pull_once()
            await self._look_back_once()
        except IndexAway as error:
            log.info("no search index: %s", error)

    def _pull_once(self) -> asyncio.Task[None]:
        """The one pull of this process, whoever waits for it."""
        if self._pulling is None or self._pulling.done():
            self._pulling = asyncio.get_running_loop().create_task(self._pull())
            self._pulling.add_done_callback(_told)
        return self._pulling

    def _look_back_once(self) -> asyncio.Task[None]:
        if self._looking_back is None or self._looking_back.done():
            self._looking_back = asyncio.get_running_loop().create_task(self._look_back())
            self._looking_back.add_done_callback(_told)
        return self._looking_back

    async def _add_few(self) -> bool:
        """Bring in what is new in one step; False where it is more than a few, or others wait."""
        at = await self._file.read(calm_position, CANDIDATE_SECONDS)
        if at is None:
            return False
        rows, docs = await self._database.read(lambda session: news(session, at))
        if len(rows) > FEW:
            return False
        return not rows or await self._file.write(partial(_take_few, rows=rows, docs=docs))

    async def _pull(self) -> None:
        if await self._add_few():
            return
        # Read before the messages are: what is written meanwhile is seen as new.
        started = (await self._database.read(finding.database_time)).timestamp()
        at = await self._file.write(lambda connection: position(connection, started))
        after = at.after
        while after is not None:
            after = await self._compare(after, started)
        await self._see(at.seen, at.seen_id)
        count = await self._read_texts()
        if not at.is_built or count > _A_LOT:
            await self._file.write(_built)

    async def _compare(self, after: str, started: float) -> str | None:
        """Go through the messages by their ids: what is not here waits, what is here and not there goes.

        What was written since this started may have come to the index after the messages were read.
        """
        rows = await self._database.read(lambda session: finding.all_by_id(session, after, _ROWS))
        until = rows[-1][0] if len(rows) == _ROWS else ""

        def work(connection: sqlite3.Connection) -> None:
            here = search_index.ids_between(connection, after, until, before=round(started * 1000))
            gone = here - {row[0] for row in rows}
            search_index.forget(connection, gone)
            search_index.wait(connection, map(waiting_of, rows))
            search_index.note(connection, after=until or None)
            if not until:
                search_index.note(connection, compared=time.time())

        await self._file.write(work)
        return until or None

    async def _look_back(self) -> None:
        """Now and then: bring in what was still on its way when later ones were seen."""
        if time.monotonic() - self._looked_back < LOOK_BACK_SECONDS:
            return
        self._looked_back = time.monotonic()
        started = (await self._database.read(finding.database_time)).timestamp()
        at = await self._file.write(lambda connection: position(connection, started))
        if started - at.looked_back < LOOK_BACK_SECONDS:
            return
        await self._see(min(at.seen, at.looked_back - OVERLAP_SECONDS), "")
        await self._file.write(lambda connection: search_index.note(connection, looked_back=started))
        await self._read_texts()

    async def _see(self, since: float, after_id: str) -> None:
        """Let what was written since then wait."""
        while rows := await self._written_since(datetime.fromtimestamp(since, UTC), after_id):
            since, after_id = rows[-1][2].timestamp(), rows[-1][0]
            await self._file.write(partial(_take, rows=rows))
            await asyncio.sleep(0 if len(rows) < _ROWS else _BREATH_SECONDS)

    async def _written_since(self, since: datetime, after_id: str) -> Sequence[Any]:
        return await self._database.read(
            lambda session: finding.written_since(session, since, after_id, _ROWS)
        )

    async def _read_texts(self) -> int:
        """Read in the messages that wait, the oldest first; returns how many there were."""
        count = 0
        while waiting := await self._file.write(lambda connection: search_index.waiting(connection, _TEXTS)):
            if count:
                await asyncio.sleep(_BREATH_SECONDS)
            await self._add(waiting)
            count += len(waiting)
        return count

    async def _add(self, waiting: list[Waiting]) -> None:
        by_id = {one.id: one for one in waiting}
        docs = await self._database.read(lambda session: docs_of(session, by_id))
        gone = [one for one in waiting if one.id not in {doc.waiting.id for doc in docs}]

        def work(connection: sqlite3.Connection) -> None:
            search_index.add(connection, docs)
            search_index.drop(connection, gone)

        await self._file.write(work)

    async def _read_again(self, chat_ids: list[str]) -> None:
        """These chats have another owner by now."""
        rows = await self._database.read(lambda session: finding.all_of_chats(session, chat_ids))

        def work(connection: sqlite3.Connection) -> None:
            search_index.read_again(connection, chat_ids)
            search_index.wait(connection, map(waiting_of, rows))

        await self._file.write(work)
        await self._read_texts()


def _take(connection: sqlite3.Connection, rows: Sequence[Any]) -> None:
    """Let these messages wait, and note the last of them as seen."""
    search_index.wait(connection, map(waiting_of, rows))
    newest = rows[-1][2].timestamp()
    if newest >= (search_index.state(connection, "seen") or 0):  # the file may just have been deleted
        search_index.note(connection, seen=newest, seen_id=rows[-1][0])


def _take_few(connection: sqlite3.Connection, rows: Sequence[Any], docs: list[Doc]) -> bool:
    """Read these messages in, unless the index was taken away meanwhile."""
    if calm_position(connection) is None:
        return False
    _take(connection, rows)
    search_index.add(connection, docs)
    found = {doc.waiting.id for doc in docs}
    search_index.drop(connection, (one for one in map(waiting_of, rows) if one.id not in found))
    return True


def _built(connection: sqlite3.Connection) -> None:
    search_index.tidy(connection)
    search_index.note(connection, built=search_index.state(connection, "built") or time.time())


def _told(pull: asyncio.Task[None]) -> None:
    """Whoever waited is told by the task itself; where nobody did, the next search will be."""
    if not pull.cancelled():
        pull.exception()
