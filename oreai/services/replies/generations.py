"""All replies that this process is making. The server owns them: no view's coming or going touches one.

Belongs here: starting, stopping, storing by the clock and at every ending.
Does not: who may ask (`conversation`), who watches (`live`).
"""

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable
from contextlib import suppress
from contextvars import Context
from functools import partial
from typing import TypeVar

from sqlmodel import Session

from oreai import trace
from oreai.database import Database, is_away
from oreai.llm.errors import ModelError
from oreai.models import Message, Status
from oreai.repositories import chats, leases, messages
from oreai.services.live.bus import Bus
from oreai.services.live.topics import Live
from oreai.services.models.settings import keep_max_tokens
from oreai.services.replies.completion import Completion
from oreai.services.replies.ended import Observers
from oreai.services.replies.generation import Generation
from oreai.services.replies.opening import StartedReply, StartTerms
from oreai.services.replies.spending import ending_of
from oreai.services.replies.start import start_next
from oreai.services.replies.stop_elsewhere import StopElsewhere
from oreai.services.requests.completed import CompletedReply
from oreai.services.usage.ledger import Ledger

log = logging.getLogger(__name__)

T = TypeVar("T")

SNAPSHOT_SECONDS = 2
_LEFT = {"finished_at": None}
_STORE_TRIES = 3
_STORE_PAUSE_SECONDS = 5  # at the most, between two tries
_A_MOMENT_SECONDS = 0.05

OnComplete = Callable[[CompletedReply], Awaitable[None]]


class Generations:
    """The running replies."""

    def __init__(self, database: Database, live: Live, completion: Completion, bus: Bus, ledger: Ledger):
        self.owner = bus.name
        self.on_complete: list[OnComplete] = []
        "What is done in the background once a reply has ended and is stored."
        self.observers = Observers()
        self._database = database
        self._live = live
        self._completion = completion
        self._ledger = ledger
        self._background: set[asyncio.Task[None]] = set()
        self._running: dict[str, tuple[Generation, asyncio.Task[None]]] = {}
        self._keeper: asyncio.Task[None] | None = None
        self._elsewhere = StopElsewhere(database, live, bus, ledger)
        self._is_closing = False

    def terms(self) -> StartTerms:
        """By which process a reply that begins now is made, and where it is charged."""
        return StartTerms(leases.lease_of(self.owner), self._ledger)

    @property
    def running_count(self) -> int:
        """How many replies are being made here."""
        return len(self._running)

    @property
    def running_ids(self) -> list[str]:
        """The messages of those replies."""
        return list(self._running)

    def find(self, message_id: str | None) -> Generation | None:
        """The running generation of this message."""
        found = self._running.get(message_id or "")
        return found and found[0]

    def in_chat(self, chat_id: str) -> Generation | None:
        """The running generation of this chat."""
        return next((found for found, _ in self._running.values() if found.chat_id == chat_id), None)

    def start(self, user_id: str, started: StartedReply) -> None:
        """Make the reply that is stored, if there is one that may start."""
        if started.is_refused:
            self.observers.refused()
        if not started.starts:
            return
        generation = Generation(
            user_id=user_id,
            chat_id=started.chat_id,
            message_id=started.message_id,
            text=started.text,
            reasoning=started.reasoning,
            written_by=started.written_by,
            max_tokens=started.max_tokens,
            is_taken_over=started.is_taken_over,
            topic=self._live.topic(started.chat_id),
        )
        task = asyncio.create_task(self._make(generation))
        self._running[started.message_id] = (generation, task)
        if self._keeper is None or self._keeper.done():
            self._keeper = asyncio.create_task(self._keep())

    async def _make(self, generation: Generation) -> None:
        trace.go_on()
        try:
            await self._completion.ask(generation)
        except asyncio.CancelledError:
            generation.was_cancelled()
        except ModelError as error:
            generation.fail(error)
        except Exception as error:
            log.exception("reply %s failed", generation.message_id)
            generation.fail(ModelError(type(error).__name__))
        await self._end(generation)

    async def _end(self, generation: Generation) -> None:
        """Store how it ended, and where it ended well say what waits; then let the views read that."""
        whole, ended = generation.status == Status.COMPLETE, time.monotonic()
        try:
            started, generation.user_id = await self._store_ending(generation)
        finally:  # whatever happens: what is no longer here is found by its lease
            self._running.pop(generation.message_id, None)
        if started:
            Context().run(self.start, generation.user_id, started)  # another wish than this one
        self._live.notify_changed(generation.chat_id, generation.user_id)
        self.observers.ended(generation, time.monotonic() - ended)
        if whole:
            for on_complete in self.on_complete:
                task = asyncio.create_task(_run(on_complete, generation.completed()))
                self._background.add(task)
                task.add_done_callback(self._background.discard)

    async def _store_ending(self, generation: Generation) -> tuple[StartedReply | None, str]:
        """Write the ending, and with one that is well what is said next; and whose the chat is by now.

        The text is in memory: while the database is away it waits there, as long as this process lives.
        """
        outcome, spent = await ending_of(generation)
        columns = outcome.columns() | (_LEFT | leases.left() if generation.is_left else leases.NO_LEASE)

        def work(session: Session) -> tuple[StartedReply | None, str]:
            # A guest who has signed in meanwhile may have brought the chat along.
            owner_id = chats.owner_of(session, generation.chat_id) or generation.user_id
            chat = chats.get(session, owner_id, generation.chat_id, lock=True)
            if not leases.write(session, generation.message_id, self.owner, **columns):
                return None, owner_id  # another process has it, or it was stopped or deleted there
            if not generation.is_left:
                self._ledger.end_reply(session, generation.message_id, spent)
            whole = generation.status == Status.COMPLETE
            request = generation.request if whole and generation.max_tokens else None
            if chat and request and not request.model.is_own:
                keep_max_tokens(session, chat, request.parameters.max_tokens)
            return start_next(session, chat, self.terms()) if chat and whole else None, owner_id

        attempt = 0
        while True:
            try:
                return await self._database.write(work)
            except Exception as error:
                attempt += 1
                log.warning(
                    "ending of reply %s not stored, try %d: %r", generation.message_id, attempt, error
                )
                if attempt >= _STORE_TRIES and (self._is_closing or not is_away(error)):
                    log.exception("reply %s given up", generation.message_id)
                    return None, generation.user_id
                await asyncio.sleep(min(attempt, _STORE_PAUSE_SECONDS))

    async def _keep(self) -> None:
        """While replies are made, write what has come: one transaction for all of them, by the clock."""
        while self._running:
            await asyncio.sleep(SNAPSHOT_SECONDS)
            with suppress(Exception):
                await self.keep_now()

    async def keep_now(self) -> None:
        """Write every running reply's text and renew its lease; let go of those that are ours no more."""
        replies = [(g, *g.unstored()) for g, _ in self._running.values()]
        lease = leases.lease_of(self.owner)

        def work(session: Session) -> list[bool]:
            return [
                leases.write(session, generation.message_id, self.owner, **columns, **lease)
                for generation, columns, _, _ in replies
            ]

        if not replies:
            return
        are_ours = await self._database.write(work)
        for (generation, columns, length, reasoning), is_ours in zip(replies, are_ours, strict=True):
            if is_ours:
                generation.mark_stored(columns, length, reasoning)
            else:
                await self._release(generation)

    async def _release(self, generation: Generation) -> None:
        """Stop making a reply whose row another process has taken over, ended or deleted."""
        known, task = self._running.get(generation.message_id, (None, None))
        if known is generation and task and generation.status == Status.STREAMING:
            await self._cancel(generation, task, Status.INTERRUPTED)

    async def stop(self, user_id: str, message_id: str) -> bool:
        """End this user's reply, whichever process makes it, and keep what has come; False if nobody does."""
        if await self._stop_here(user_id, message_id):
            return True
        message = await self._database.read(lambda session: messages.owned(session, user_id, message_id))
        return message is not None and await self._elsewhere.stop(user_id, message)

    async def _stop_here(self, user_id: str, message_id: str) -> bool:
        generation, task = self._running.get(message_id, (None, None))
        if not generation or not task:
            return False
        if generation.user_id != user_id and not await self._is_theirs(user_id, message_id):
            return False
        await self._cancel(generation, task, Status.STOPPED)
        return True

    async def _is_theirs(self, user_id: str, message_id: str) -> bool:
        """Whether the reply is in a chat of this user by now."""
        found = await self._database.read(lambda session: messages.owned(session, user_id, message_id))
        return found is not None

    async def after_stopping(self, user_id: str, work: Callable[[Session], T | Message]) -> T:
        """What this transaction returns when no reply of its chat is being made any more.

        Args:
            work: changes the chat, or returns its reply that is being made; then that is stopped, and the
                work done anew.
        """
        while isinstance(found := await self._database.write(work), Message):
            is_stopped = await self._stop_here(user_id, found.id)
            if not is_stopped and not await self._elsewhere.stop(user_id, found):
                await asyncio.sleep(_A_MOMENT_SECONDS)  # stored just now: it is about to start
        return found

    async def close(self) -> None:
        """The server goes away: store every partial reply as interrupted."""
        await self._end_all(Status.INTERRUPTED)

    async def hand_over(self) -> None:
        """The server goes away: leave every reply to other processes, with all that has come."""
        await self._end_all(None)

    async def _end_all(self, ending: Status | None) -> None:
        self._is_closing = True
        while self._running:  # one that ended well just now may have let the next one begin
            running = list(self._running.values())
            endings = (self._cancel(g, task, ending) for g, task in running)
            await asyncio.gather(*endings, return_exceptions=True)
        for task in [*self._background, *([self._keeper] if self._keeper else [])]:
            task.cancel()

    async def _cancel(self, generation: Generation, task: asyncio.Task[None], ending: Status | None) -> None:
        """End it so; None ends it only here, for another process to go on with."""
        if generation.status == Status.STREAMING and not generation.is_left:
            generation.status, generation.is_left = ending or Status.STREAMING, ending is None
            task.cancel()
        await asyncio.wait([task])  # a caller that is itself cancelled here leaves the ending to the task
        if generation.message_id in self._running:  # cancelled before its first step: nothing ran
            await self._end(generation)

    async def mark_interrupted(self) -> int:
        """Mark replies whose maker is gone as interrupted; how many there were."""
        ours = self.running_ids
        dead = await self._database.read(lambda session: leases.abandoned(session, besides=ours))
        for message, user_id in dead:
            await self._database.write(partial(self._interrupt, message=message))
            self._live.notify_changed(message.chat_id, user_id)
        return len(dead)

    def _interrupt(self, session: Session, message: Message) -> None:
        """Each by itself: two users' rows are never locked in one transaction."""
        ending = leases.ended_as(Status.INTERRUPTED)
        if leases.write(session, message.id, message.lease_owner, **ending):
            self._ledger.end_reply(session, message.id, None)


async def _run(on_complete: OnComplete, reply: CompletedReply) -> None:
    """Go on from a completed reply; whatever comes of it, that has ended well."""
    try:
        await on_complete(reply)
    except Exception:
        log.exception("%s after reply %s failed", on_complete.__qualname__, reply.message_id)
