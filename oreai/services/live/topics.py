"""What is happening now, for whoever is watching: no text, no state, only “look again”.

A Topic is one subject (a chat, a user). Its version rises when what is stored
about it has changed; a delta tells only that a running reply has grown.
"""

import asyncio
from collections.abc import AsyncGenerator, Awaitable, Callable
from itertools import count
from typing import TypeVar
from weakref import WeakValueDictionary

Stored = TypeVar("Stored")

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


class Topic:
    """One subject that people watch."""

    def __init__(self) -> None:
        self.version = next(_versions)
        self.changed = Signal()
        self.grew = Signal()

    def notify_changed(self) -> None:
        """What is stored has changed: read it again."""
        self.version = next(_versions)
        self.changed.fire()
        self.grew.fire()

    async def followed(self, read: Callable[[], Awaitable[Stored]]) -> AsyncGenerator[Stored, None]:
        """What is stored about it, now and after each change."""
        while True:
            version = self.version
            yield await read()
            while self.version == version:
                await self.changed.wait()

    def notify_delta(self) -> None:
        """A running reply has grown."""
        self.grew.fire()


class Live:
    """The topics of this process; one that nobody watches is forgotten."""

    def __init__(self) -> None:
        self._topics: WeakValueDictionary[str, Topic] = WeakValueDictionary()

    def topic(self, key: str) -> Topic:
        """The topic of a chat's or a user's id."""
        topic = self._topics.get(key)
        if topic is None:
            topic = self._topics[key] = Topic()
        return topic

    def notify_changed(self, *keys: str) -> None:
        """Tell the watchers of these chats and users to read again."""
        for key in keys:
            if topic := self._topics.get(key):
                topic.notify_changed()
