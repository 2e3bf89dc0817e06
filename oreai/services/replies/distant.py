"""Distant replies: those that other processes make, read here a little behind their maker.

Belongs here: asking a maker for deltas, and reading the store where it is silent.
Does not: what the maker does (`delta_publisher.py`).
"""

import asyncio
import logging
import time
from contextlib import suppress
from weakref import WeakValueDictionary, finalize

from oreai.database import Database
from oreai.models import Message
from oreai.repositories import messages
from oreai.services.live.bus import Bus
from oreai.services.live.topics import Live, Topic
from oreai.services.replies import hints
from oreai.services.replies.growing_text import GrowingText

log = logging.getLogger(__name__)

_RENEW_SECONDS = 4  # well before the maker forgets
_SILENCE_SECONDS = 2
"A maker that is silent for so long is asked once more, and a second later the store is read."
_LOOK_SECONDS = 1
_ASK_AGAIN_SECONDS = 0.2


class DistantReply:
    """A reply that another process makes, as far as this one has received it."""

    def __init__(self, message: Message, topic: Topic):
        self.message_id, self.chat_id = message.id, message.chat_id
        self.owner = message.lease_owner or ""
        self.text, self.reasoning = GrowingText(message.content), GrowingText(message.reasoning or "")
        self.moved = 0
        self.waits_for = ""
        self.asked_at = self.received_at = time.monotonic()
        self._knows_moved = False
        self._topic = topic

    def question(self) -> hints.TellReply:
        """The question to its maker: what comes after these offsets."""
        self.asked_at = time.monotonic()
        moved = self.moved if self._knows_moved else -1
        return hints.TellReply(self.message_id, moved, self.reasoning.length, self.text.length)

    def take(self, news: hints.ReplyNews) -> bool:
        """Add a delta; False, and nothing is added, where something before it is missing."""
        self.received_at = time.monotonic()
        if self._knows_moved and news.moved < self.moved:  # its maker has begun anew
            self._knows_moved, self.moved = False, news.moved
        if news.moved > self.moved and not news.text_at:
            self.text.cut(0)
            self.moved = news.moved
        if news.moved != self.moved or news.text_at > self.text.length:
            self._knows_moved = False
            return False
        if news.reasoning_at > self.reasoning.length:
            return False
        self._knows_moved = True
        self.text.append(news.text[self.text.length - news.text_at :])
        self.reasoning.append(news.reasoning[self.reasoning.length - news.reasoning_at :])
        self._notify(news.waits_for)
        return True

    def catch_up(self, message: Message) -> None:
        """Add what the stored message has beyond this."""
        if not self.moved and message.content.startswith(str(self.text)):
            self.text.append(message.content[self.text.length :])
        if (message.reasoning or "").startswith(str(self.reasoning)):
            self.reasoning.append((message.reasoning or "")[self.reasoning.length :])
        self._topic.notify_delta()

    def _notify(self, waits_for: str) -> None:
        if waits_for != self.waits_for:
            self.waits_for = waits_for
            self._topic.notify_changed()
        self._topic.notify_delta()


class DistantReplies:
    """The distant replies that views of this process watch."""

    def __init__(self, database: Database, live: Live, bus: Bus):
        self._database = database
        self._live = live
        self._bus = bus
        self._known: WeakValueDictionary[str, DistantReply] = WeakValueDictionary()
        self._keeper: asyncio.Task[None] | None = None
        self._new: list[str] = []
        self._has_new = asyncio.Event()

    def find(self, message_id: str) -> DistantReply | None:
        """This reply, if somebody watches it here."""
        return self._known.get(message_id)

    def watch(self, message: Message) -> DistantReply | None:
        """Receive this reply's deltas while the result is held; None where no other process makes it.

        Args:
            message: its row, as just read.
        """
        if not message.lease_owner or message.lease_owner == self._bus.name or not self._bus.is_shared:
            return None
        known = self._known.get(message.id)
        if known and known.owner == message.lease_owner:
            known.catch_up(message)
            return known
        return self._begin(message)

    def _begin(self, message: Message) -> DistantReply:
        distant = DistantReply(message, self._live.topic(message.chat_id))
        message_id, owner = distant.message_id, distant.owner
        self._known[message_id] = distant
        channel = hints.reply(message_id, owner)
        finalize(
            distant, self._bus.subscribe(channel, lambda message: self._receive(message_id, owner, message))
        )
        self._new.append(message_id)
        if self._keeper is None or self._keeper.done():
            self._keeper = asyncio.create_task(self._keep())
        else:
            self._has_new.set()
        return distant

    def _ask(self, distant: DistantReply) -> None:
        self._bus.publish(hints.maker(distant.owner), hints.written(distant.question()))

    def _receive(self, message_id: str, owner: str, message: bytes) -> None:
        distant, news = self._known.get(message_id), hints.read(message)
        if not distant or distant.owner != owner or not isinstance(news, hints.ReplyNews):
            return
        if not distant.take(news) and time.monotonic() - distant.asked_at > _ASK_AGAIN_SECONDS:
            self._ask(distant)

    async def _keep(self) -> None:
        """While any is watched: ask, ask again before the maker forgets, and look where it is silent."""
        while self._known:
            await self._bus.settled()  # or the first answer would be missed
            self._ask_of_new()
            with suppress(Exception):
                await self._look()
            with suppress(TimeoutError):
                async with asyncio.timeout(_LOOK_SECONDS):
                    await self._has_new.wait()

    def _ask_of_new(self) -> None:
        self._has_new.clear()
        new, self._new = self._new, []
        for message_id in new:
            if distant := self._known.get(message_id):
                self._ask(distant)

    async def _look(self) -> None:
        silent = []
        for distant in list(self._known.values()):
            silence = time.monotonic() - distant.received_at
            asked = time.monotonic() - distant.asked_at
            if asked > (_SILENCE_SECONDS if silence > _SILENCE_SECONDS else _RENEW_SECONDS):
                self._ask(distant)
            if silence > _SILENCE_SECONDS + _LOOK_SECONDS:
                silent.append(distant)
        if silent:
            await self._read(silent)

    async def _read(self, silent: list[DistantReply]) -> None:
        ids = [distant.message_id for distant in silent]
        rows = await self._database.read(lambda session: messages.running_ones(session, ids))
        found = {row.id: row for row in rows}
        for distant in silent:
            row = found.get(distant.message_id)
            if row and row.lease_owner == distant.owner:
                distant.catch_up(row)
            else:
                self._live.notify_here(distant.chat_id)  # it has ended, or another one goes on with it
