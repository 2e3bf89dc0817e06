"""Publish and subscribe between the processes of one OreAI: hints on channels, and nothing is kept anywhere.

A hint that is lost costs a moment, never a word: what it tells of stands in the database,
or in the memory of the process that makes a reply. Nothing here waits for the network.
"""

import secrets
from collections.abc import Callable, Collection
from typing import Protocol

Receive = Callable[[bytes], None]


class Bus(Protocol):
    """What the processes send each other hints by."""

    name: str
    "This process's own, never used before."
    is_shared: bool
    "Whether there may be other processes on it."
    on_wake: list[Callable[[], None]]
    "Called when hints may have been missed."

    @property
    def is_connected(self) -> bool:
        """Whether hints of other processes arrive now."""

    def publish(self, channel: str, message: bytes = b"") -> None:
        """Send a hint to all subscribers of this channel, those in this process included; never waits.

        Args:
            message: what the hint says, in bytes; it may be lost.
        """

    def subscribe(self, channel: str, receive: Receive) -> Callable[[], None]:
        """Call `receive` in the event loop with each message of this channel; returns what ends that."""

    async def settled(self) -> None:
        """Wait until every subscription is confirmed, so that no later hint is missed; or the bus is away."""

    async def subscribed(self, channels: Collection[str]) -> set[str] | None:
        """Those of these channels that have a subscriber in any process; None where that is unknown."""

    async def start(self) -> None:
        """Begin."""

    async def close(self) -> None:
        """Send what is still to be sent, and end."""


class OneProcess:
    """The bus of a process that has no others."""

    is_shared = False
    is_connected = True

    def __init__(self) -> None:
        self.name = secrets.token_hex(8)
        self.on_wake: list[Callable[[], None]] = []

    def publish(self, channel: str, message: bytes = b"") -> None:
        """Nobody else is there."""

    def subscribe(self, channel: str, receive: Receive) -> Callable[[], None]:
        """No hint will come."""
        return _nothing

    async def settled(self) -> None:
        """At once."""

    async def subscribed(self, channels: Collection[str]) -> set[str] | None:
        """Nobody can say."""
        return None

    async def start(self) -> None:
        """Nothing to begin."""

    async def close(self) -> None:
        """Nothing to end."""


def _nothing() -> None:
    """Ends listening to what is never told."""
