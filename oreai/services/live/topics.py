"""Topics: wakes whoever watches a chat or a user when it has changed. No text, no state, only “look again”.

A Topic is one subject (a chat, a user). Its version rises when what is stored
about it has changed; a delta tells only that a running reply has grown.
"""

import asyncio
import time
from collections.abc import AsyncGenerator, Awaitable, Callable
from dataclasses import dataclass
from itertools import count
from typing import Any, TypeVar, cast
from weakref import WeakValueDictionary, finalize

from oreai.services.live.bus import Bus, OneProcess

Stored = TypeVar("Stored")

_WAKE_SECONDS = 0.01  # between two topics: each makes its watchers read the store

_SHARED_SECONDS = 1  # longer than it takes to wake all; a hint may be lost, and a page that opens reads anew

# Never reused, also when a topic is forgotten and made again: an old version cannot match by chance.
_versions = count(1)


class Signal:
    """Wakes all who wait, and costs nothing when nobody does."""

    def __init__(self) -> None:
        self._waiters: set[asyncio.Future[None]] = set()

    def fire(self) -> None:
        for waiter in self._waiters:
            if not waiter.done():
                waiter.set_result(None)
        self._waiters.clear()

    async def wait(self, seconds: float | None = None) -> None:
        """Until the next fire, or for this long at the most."""
        waiter = asyncio.get_running_loop().create_future()
        self._waiters.add(waiter)
        timer = seconds is not None and asyncio.get_running_loop().call_later(seconds, _wake, waiter)
        try:
            await waiter
        finally:
            self._waiters.discard(waiter)
            if timer:
                timer.cancel()


def _wake(waiter: asyncio.Future[None]) -> None:
    if not waiter.done():
        waiter.set_result(None)


@dataclass(frozen=True)
class _Reading:
    """What is being read of a topic, or was a moment ago, for all who watch it."""

    version: int
    began: float
    task: asyncio.Task[Any]

    def is_stale(self, now: float) -> bool:
        """Whether it has failed, or is so old that something may have been missed."""
        failed = self.task.done() and (self.task.cancelled() or self.task.exception() is not None)
        return failed or now - self.began > _SHARED_SECONDS


class Topic:
    """A chat or a user, as far as others wait for it to change."""

    def __init__(self) -> None:
        self.readings: dict[str, _Reading] = {}
        self.version = next(_versions)
        self.changed = Signal()
        self.has_delta = Signal()

    def notify_changed(self) -> None:
        """What is stored has changed: read it again."""
        self.version = next(_versions)
        self.changed.fire()
        self.has_delta.fire()

    def notify_delta(self) -> None:
        """A running reply has more text or reasoning; nothing stored has changed."""
        self.has_delta.fire()


class Live:
    """The topics that are watched in this process; what changes one is told to all processes.

    One that nobody watches is forgotten.
    """

    def __init__(self, bus: Bus | None = None) -> None:
        self.bus = bus or OneProcess()
        self.bus.on_wake.append(self._wake)
        self._name = self.bus.name.encode()
        self._topics: WeakValueDictionary[str, Topic] = WeakValueDictionary()
        self._asleep: list[str] = []
        "Those that are still to be woken."

    def topic(self, key: str) -> Topic:
        """The topic of a chat's or a user's id, subscribed to on the bus as long as somebody holds it."""
        topic = self._topics.get(key)
        if topic is None:
            topic = self._topics[key] = Topic()
            finalize(topic, self.bus.subscribe(_channel(key), lambda sender: self._receive(key, sender)))
        return topic

    async def settled(self) -> None:
        """Until no change of a topic that is held can be missed: wait for that before reading."""
        await self.bus.settled()

    async def follow(
        self, key: str, read: Callable[[], Awaitable[Stored]], *, shared_as: str = ""
    ) -> AsyncGenerator[Stored, None]:
        """What is stored about a chat or a user, now and after each change.

        Args:
            shared_as: a word for what is read; all who follow that of one topic share each reading.
        """
        topic = self.topic(key)
        await self.settled()
        is_first = True
        while True:
            version = topic.version
            yield await (_read_once(topic, shared_as, read, is_first=is_first) if shared_as else read())
            is_first = False
            while topic.version == version:
                await topic.changed.wait()

    def notify_changed(self, *keys: str) -> None:
        """Tell the watchers of these chats and users, in every process, to read again."""
        for key in keys:
            self.notify_here(key)
            self.bus.publish(_channel(key), self._name)

    def notify_here(self, key: str) -> None:
        """The same in this process only."""
        if topic := self._topics.get(key):
            topic.notify_changed()

    def _receive(self, key: str, sender: bytes) -> None:
        if sender != self._name:
            self.notify_here(key)

    def _wake(self) -> None:
        """Something may have been missed: let all read again, one after the other."""
        is_waking, self._asleep = bool(self._asleep), self._asleep or list(self._topics)
        if not is_waking:
            self._wake_next()

    def _wake_next(self) -> None:
        if self._asleep:
            self.notify_here(self._asleep.pop())
            asyncio.get_running_loop().call_later(_WAKE_SECONDS, self._wake_next)


async def _read_once(
    topic: Topic, what: str, read: Callable[[], Awaitable[Stored]], *, is_first: bool
) -> Stored:
    """What is read now, or was just read for another watcher and has not changed since.

    Args:
        is_first: a page is opened: it shows what is stored now, whoever has written it.
    """
    known, now = topic.readings.get(what), time.monotonic()
    is_over = is_first and known is not None and known.task.done()
    if not known or is_over or known.version != topic.version or known.is_stale(now):
        task = asyncio.ensure_future(read())
        known = topic.readings[what] = _Reading(topic.version, now, task)
        task.add_done_callback(lambda ended: ended.cancelled() or ended.exception())  # told to who waits
    return cast("Stored", await asyncio.shield(known.task))


def _channel(key: str) -> str:
    return f"changed:{key}"
