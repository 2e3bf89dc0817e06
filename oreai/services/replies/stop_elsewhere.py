"""Stopping a reply that another process makes: its maker is asked, or the row is ended where none answers."""

import asyncio
from contextlib import suppress

from sqlmodel import Session

from oreai.database import Database
from oreai.models import Message, Status
from oreai.repositories import leases, messages
from oreai.services.live.bus import Bus
from oreai.services.live.topics import Live
from oreai.services.replies import hints
from oreai.services.usage.ledger import Ledger, Spent

_ANSWER_SECONDS = 0.75
_TRIES = 2


class StopElsewhere:
    """Stops replies of other processes, living or dead."""

    def __init__(self, database: Database, live: Live, bus: Bus, ledger: Ledger):
        self._database = database
        self._live = live
        self._bus = bus
        self._ledger = ledger

    async def stop(self, user_id: str, message: Message) -> bool:
        """End this reply, and keep what has come; False where no other process makes it.

        Args:
            user_id: whose it is.
            message: its row, as just read.
        """
        owner = message.lease_owner
        if message.status != Status.STREAMING or owner == self._bus.name:
            return False
        if owner and self._bus.is_shared:
            for _ in range(_TRIES):
                if await self._ask(user_id, message, owner):
                    return True
        await self._end(user_id, message)
        return True

    async def _ask(self, user_id: str, message: Message, owner: str) -> bool:
        """Whether its maker has ended it within a moment."""
        topic = self._live.topic(message.chat_id)
        await self._live.settled()
        self._bus.publish(hints.maker(owner), hints.written(hints.StopReply(user_id, message.id)))
        with suppress(TimeoutError):
            async with asyncio.timeout(_ANSWER_SECONDS):
                while True:
                    version = topic.version
                    if not await self._runs(message.id):
                        return True
                    if topic.version == version:
                        await topic.changed.wait()
        return not await self._runs(message.id)

    async def _runs(self, message_id: str) -> bool:
        return bool(await self._database.read(lambda session: messages.running_ones(session, [message_id])))

    async def _end(self, user_id: str, message: Message) -> None:
        """Nobody answers: the row is stopped here, and a maker that lives finds that at its next snapshot."""

        def work(session: Session) -> None:
            if leases.write(session, message.id, message.lease_owner, **leases.ended_as(Status.STOPPED)):
                self._ledger.end_reply(session, message.id, _spent_by(message))

        await self._database.write(work)
        self._live.notify_changed(message.chat_id, user_id)


def _spent_by(message: Message) -> Spent | None:
    """What is known of what it has used; nothing has come where no snapshot has any."""
    if message.first_token_at is None:
        return None
    return Spent(message.provider or "", message.model or "", is_estimated=True, ending=Status.STOPPED)
