"""How the processes of one OreAI hear of each other: hints on channels, and nothing is kept anywhere.

A hint that is lost costs a moment, never a word: what it tells of stands in the database,
or in the memory of the process that makes a reply. Nothing here waits for the network.
"""

import secrets
from collections.abc import Callable, Collection
from typing import Protocol

Hear = Callable[[bytes], None]


class Bus(Protocol):
    """What the processes tell each other by."""

    name: str
    "This process's own, never used before."
    is_shared: bool
    "Whether there may be other processes on it."
    on_wake: list[Callable[[], None]]
    "Called when hints may have been missed."

    @property
    def hears(self) -> bool:
        """Whether what others tell is heard now."""

    def tell(self, channel: str, words: bytes = b"") -> None:
        """Tell all that listen to this channel, this process included; at once, or as soon as may be."""

    def listen(self, channel: str, hear: Hear) -> Callable[[], None]:
        """Hear what is told on this channel from now on; what is returned ends that."""

    async def settled(self) -> None:
        """Until what is listened to is heard for certain, and nothing else; or the bus is away."""

    async def listened(self, channels: Collection[str]) -> set[str] | None:
        """Which of these channels any process listens to; None where nobody can say."""

    async def start(self) -> None:
        """Begin."""

    async def close(self) -> None:
        """Tell what is still to be told, and end."""


class OneProcess:
    """The bus of a process that has no others."""

    is_shared = False
    hears = True

    def __init__(self) -> None:
        self.name = secrets.token_hex(8)
        self.on_wake: list[Callable[[], None]] = []

    def tell(self, channel: str, words: bytes = b"") -> None:
        """Nobody else is there."""

    def listen(self, channel: str, hear: Hear) -> Callable[[], None]:
        """Nothing will be heard."""
        return _nothing

    async def settled(self) -> None:
        """At once."""

    async def listened(self, channels: Collection[str]) -> set[str] | None:
        """Nobody can say."""
        return None

    async def start(self) -> None:
        """Nothing to begin."""

    async def close(self) -> None:
        """Nothing to end."""


def _nothing() -> None:
    """Ends listening to what is never told."""
