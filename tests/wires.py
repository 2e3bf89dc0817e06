"""A bus without Redis: the services of one test hear of each other by plain calls, while the wire holds."""

import asyncio
from collections.abc import Callable, Collection
from contextlib import suppress

from oreai.models import new_id


class Wire:
    """What the buses of one test hang on."""

    def __init__(self) -> None:
        self.ends: list[WireBus] = []
        self.is_cut = False
        self.told: list[tuple[str, bytes]] = []
        "Everything that was told, oldest first."

    def cut(self) -> None:
        """As if Redis had died: what is told is lost, and nobody can say who listens."""
        self.is_cut = True

    def mend(self) -> None:
        """As if Redis were back: all look for themselves."""
        self.is_cut = False
        self.wake()

    def wake(self) -> None:
        """Let all look for themselves, as a bus does every two seconds while it is deaf."""
        for end in self.ends:
            for wake in end.on_wake:
                wake()


class WireBus:
    """One process's end of it."""

    is_shared = True

    def __init__(self, wire: Wire) -> None:
        self.name = new_id()
        self.on_wake: list[Callable[[], None]] = []
        self.is_dead = False
        self._listeners: list[tuple[str, Callable[[bytes], None]]] = []
        self._wire = wire
        wire.ends.append(self)

    def publish(self, channel: str, message: bytes = b"") -> None:
        """Everybody who listens now hears it a moment later."""
        if self._wire.is_cut or self.is_dead:
            return
        self._wire.told.append((channel, message))
        for end in self._wire.ends:
            for name, receive in end._listeners:
                if name == channel and not end.is_dead:
                    asyncio.get_running_loop().call_soon(receive, message)

    def subscribe(self, channel: str, receive: Callable[[bytes], None]) -> Callable[[], None]:
        """From now on."""
        listener = (channel, receive)
        self._listeners.append(listener)

        def stop() -> None:
            with suppress(ValueError):
                self._listeners.remove(listener)

        return stop

    @property
    def is_connected(self) -> bool:
        """While the wire holds."""
        return not self._wire.is_cut

    async def settled(self) -> None:
        """A plain call needs no time."""

    async def subscribed(self, channels: Collection[str]) -> set[str] | None:
        """By whoever lives."""
        if self._wire.is_cut:
            return None
        subscribed = {name for end in self._wire.ends if not end.is_dead for name, _ in end._listeners}
        return subscribed & set(channels)

    async def start(self) -> None:
        """Nothing to begin."""

    async def close(self) -> None:
        """It hears nothing from now on."""
        self.is_dead = True
