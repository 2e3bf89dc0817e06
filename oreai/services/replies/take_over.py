"""Replies whose process is gone: another one goes on with them, with the provider, as *Continue* does.

A process is gone when its lease has ended, or, sooner, when it listens to the bus no more at
two looks in a row. One that listens and cannot store (its database is away) is left in peace
for a while. Where no other process is on the bus, such replies are interrupted.
"""

import asyncio
import logging
import time
from collections.abc import Sequence

from sqlmodel import Session

from oreai.database import Database
from oreai.models import Message, Status
from oreai.repositories import leases, messages
from oreai.services.live.bus import Bus
from oreai.services.live.topics import Live
from oreai.services.replies import hints
from oreai.services.replies.generations import Generations
from oreai.services.replies.opening import StartedReply
from oreai.services.usage.ledger import Ledger

log = logging.getLogger(__name__)

MOST = 2
"Dead processes that one reply survives: it may be what kills them."
LATE_SECONDS = 60
"Whoever waited for a reply has gone by then: it is interrupted, and goes on at its reader's word."
_PATIENCE_SECONDS = 20  # beyond its lease, for a process that lives and cannot store
_ALONE_SECONDS, _TOGETHER_SECONDS = 5, 0.5  # together a reader waits for two looks, and a query is small


class TakeOver:
    """Looks for replies that nobody makes any more."""

    def __init__(self, database: Database, live: Live, generations: Generations, bus: Bus, ledger: Ledger):
        self._database = database
        self._live = live
        self._generations = generations
        self._bus = bus
        self._ledger = ledger
        self._silent: set[str] = set()
        "Owners that did not listen at the last look."
        self._leases_tell_from = 0.0
        self._looking = asyncio.Lock()
        self._hurried: asyncio.Task[int] | None = None
        self._unsubscribe = bus.subscribe(hints.ORPHANS, self._hurry)

    @property
    def seconds(self) -> float:
        """How often to look."""
        return _TOGETHER_SECONDS if self._bus.is_shared else _ALONE_SECONDS

    async def look(self) -> int:
        """Go on with, or end, replies whose maker is gone; how many there were."""
        if not self._bus.is_shared:
            return await self._generations.mark_interrupted()
        async with self._looking:
            try:
                return await self._look()
            except Exception:
                # The others could not store either: leases that ended meanwhile tell nothing.
                self._leases_tell_from = time.monotonic() + leases.LEASE_SECONDS
                raise

    def _hurry(self, _: bytes) -> None:
        if self._hurried is None or self._hurried.done():
            self._hurried = asyncio.get_running_loop().create_task(self.look())

    async def leave(self) -> None:
        """The server goes away: leave its replies to others; where there are none, they are interrupted."""
        self._unsubscribe()
        async with self._looking:  # what is just being taken over goes with the rest
            await self._bus.settled()
            if await self._bus.subscribed([hints.ORPHANS]):
                await self._generations.hand_over()
                self._bus.publish(hints.ORPHANS)
            await self._generations.close()

    async def _look(self) -> int:
        owners = await self._database.read(leases.owners)
        others = {owner for owner in owners if owner} - {self._bus.name}
        alive = await self._bus.subscribed([hints.maker(owner) for owner in others])
        silent = set() if alive is None else {one for one in others if hints.maker(one) not in alive}
        dead, self._silent = silent & self._silent, silent
        if not owners:
            return 0
        found = await self._without_maker(dead, is_known=alive is not None)
        for message_id, owner, user_id, is_late in found:
            await self._take(message_id, owner, user_id, is_late)
        return len(found)

    async def _without_maker(
        self, dead: set[str], *, is_known: bool
    ) -> Sequence[tuple[str, str | None, str, bool]]:
        lapsed: float | None = _PATIENCE_SECONDS if is_known else 0
        if time.monotonic() < self._leases_tell_from:
            lapsed = None
        ours = self._generations.running_ids
        return await self._database.read(
            lambda session: leases.without_maker(
                session, dead=dead, lapsed_s=lapsed, late_s=LATE_SECONDS, besides=ours
            )
        )

    async def _take(self, message_id: str, owner: str | None, user_id: str, is_late: bool) -> None:
        """Of several processes that try, one succeeds."""

        def work(session: Session) -> StartedReply | str | None:
            message = next(iter(messages.running_ones(session, [message_id])), None)
            if message is None:
                return None  # deleted, or ended, since it was looked for
            takeovers = message.takeovers + (owner is not None)
            if is_late or takeovers > MOST:
                if not leases.write(session, message_id, owner, **leases.ended_as(Status.INTERRUPTED)):
                    return None
                self._ledger.end_reply(session, message_id, None)
                return message.chat_id
            ours = leases.lease_of(self._bus.name) | {"takeovers": takeovers}
            is_ours = leases.write(session, message_id, owner, **ours)
            return _continued(session, message) if is_ours else None

        taken = await self._database.write(work)
        if isinstance(taken, StartedReply):
            log.info("reply %s goes on here", message_id)
            self._generations.start(user_id, taken)
        if taken:
            chat_id = taken.chat_id if isinstance(taken, StartedReply) else taken
            self._live.notify_changed(chat_id, user_id)


def _continued(session: Session, message: Message) -> StartedReply:
    """What its maker had stored of it; thinking alone is begun anew."""
    session.refresh(message)
    return StartedReply(
        message.chat_id,
        message.id,
        starts=True,
        text=message.content,
        reasoning=(message.content and message.reasoning) or "",
        written_by=message.model or "",
        is_taken_over=True,
    )
