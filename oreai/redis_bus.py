"""The bus between processes, by Redis's publish and subscribe. Nothing is ever stored in Redis, not one key.

One connection publishes and one receives. A connection can die unnoticed, so this one is proved:
a pulse is published every second, and after four without one that arrives it connects
anew. While nothing arrives, and after that, every subscriber is woken to look for
itself.
"""

import asyncio
import logging
import secrets
import time
from collections import deque
from collections.abc import Awaitable, Callable, Collection, Sequence
from contextlib import suppress
from typing import Any

from redis.asyncio.connection import AbstractConnection, ConnectionPool
from redis.exceptions import RedisError

log = logging.getLogger(__name__)

Receive = Callable[[bytes], None]

_PREFIX = "oreai:"
_GATHER_SECONDS = 0.005
_MOST_WAITING = 10_000  # messages; a hint that is lost costs a moment
_MOST_AT_ONCE = 500
_ANSWER_SECONDS = 2
_SETTLE_SECONDS = 1
_PULSE_SECONDS = 1
_LOST_SECONDS = 4
_AGAIN_SECONDS = 0.3
_LOOK_SECONDS = 2
"How often subscribers look for themselves while nothing arrives."
_UNSURE_SECONDS = 10
"For so long after a lost connection no channel is said to be without subscribers: they may be on their way."


class RedisBus:
    """A `services.live.bus.Bus` for all processes that share this Redis."""

    is_shared = True

    def __init__(self, url: str):
        self.name = secrets.token_hex(8)
        self.on_wake: list[Callable[[], None]] = []
        self._pool = ConnectionPool.from_url(url, protocol=2, socket_connect_timeout=_ANSWER_SECONDS)
        self._receivers: dict[str, list[Receive]] = {}
        self._outgoing: deque[tuple[str, bytes]] = deque(maxlen=_MOST_WAITING)
        self._has_outgoing = asyncio.Event()
        self._has_published = asyncio.Event()
        self._has_connected = asyncio.Event()
        self._one_question = asyncio.Lock()
        self._asking_on: AbstractConnection | None = None
        self._receiving: AbstractConnection | None = None
        self._subscribed: set[str] = set()
        "What this connection has asked for."
        self._confirmed: set[str] = set()
        self._is_out_of_step = asyncio.Event()
        self._is_in_step = asyncio.Event()
        self._was_connected = False
        self._sure_from = 0.0
        self._tasks: list[asyncio.Task[None]] = []
        self._loop: asyncio.AbstractEventLoop | None = None

    @property
    def is_connected(self) -> bool:
        """Whether messages of other processes arrive now."""
        return self._receiving is not None

    def publish(self, channel: str, message: bytes = b"") -> None:
        """Send a message to all subscribers of this channel, in a few milliseconds."""
        self._outgoing.append((channel, message))
        self._has_published.clear()
        self._has_outgoing.set()

    def subscribe(self, channel: str, receive: Receive) -> Callable[[], None]:
        """Call `receive` with each message of this channel; returns what ends that, from any thread."""
        self._receivers.setdefault(channel, []).append(receive)
        self._compare()

        def stop() -> None:
            if self._loop and not self._loop.is_closed():
                self._loop.call_soon_threadsafe(self._unsubscribe, channel, receive)

        return stop

    def _unsubscribe(self, channel: str, receive: Receive) -> None:
        its = self._receivers.get(channel, [])
        if receive in its:
            its.remove(receive)
        if not its:
            self._receivers.pop(channel, None)
        self._compare()

    async def settled(self) -> None:
        """Until Redis sends what is listened to and nothing else; not for long, nor while it is away."""
        await asyncio.sleep(0)  # who has just stopped listening is noted first
        if self.is_connected:
            await _wait(self._is_in_step, _SETTLE_SECONDS)

    async def subscribed(self, channels: Collection[str]) -> set[str] | None:
        """Which of these channels any process listens to; None where Redis cannot say for certain."""
        if not self.is_connected or time.monotonic() < self._sure_from:
            return None
        if not channels:
            return set()
        try:
            [counts] = await self._ask([("PUBSUB", "NUMSUB", *(_PREFIX + channel for channel in channels))])
        except (RedisError, OSError, TimeoutError):
            return None
        pairs = zip(counts[::2], counts[1::2], strict=True)
        return {name.decode().removeprefix(_PREFIX) for name, listeners in pairs if listeners}

    async def start(self) -> None:
        """Connect; where Redis is away, as soon as it is back."""
        self._loop = asyncio.get_running_loop()
        chores = (self._publish_all, self._receive_all, self._subscribe_all, self._pulse)
        self._tasks = [asyncio.create_task(_for_ever(chore)) for chore in chores]
        await _wait(self._has_connected, _ANSWER_SECONDS)
        await self.settled()

    async def close(self) -> None:
        """Publish what waits, and end."""
        if self.is_connected:
            await _wait(self._has_published, _SETTLE_SECONDS)
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        for connection in (self._asking_on, self._receiving):
            if connection:
                await connection.disconnect(nowait=True)

    async def _publish_all(self) -> None:
        while True:
            await self._has_outgoing.wait()
            await asyncio.sleep(_GATHER_SECONDS)
            count = min(len(self._outgoing), _MOST_AT_ONCE)
            outgoing = [self._outgoing.popleft() for _ in range(count)]
            if not self._outgoing:
                self._has_outgoing.clear()
            try:
                await self._ask([("PUBLISH", _PREFIX + channel, message) for channel, message in outgoing])
            except (RedisError, OSError, TimeoutError):
                await asyncio.sleep(_AGAIN_SECONDS)
            if not self._outgoing:
                self._has_published.set()

    async def _ask(self, commands: Sequence[tuple[Any, ...]]) -> list[Any]:
        """Redis's answers to these commands, in their order."""
        async with self._one_question:
            connection = self._asking_on = self._asking_on or self._pool.make_connection()
            try:
                async with asyncio.timeout(_ANSWER_SECONDS):
                    await connection.connect()
                    await connection.send_packed_command(connection.pack_commands(commands))
                    return [await connection.read_response() for _ in commands]
            except BaseException:
                self._asking_on = None  # an answer may still be under way: nobody shall take it for theirs
                await connection.disconnect(nowait=True)
                raise

    async def _receive_all(self) -> None:
        was_lost = False
        while True:
            connection = self._pool.make_connection()
            try:
                await self._receive(connection)
            except (RedisError, OSError, TimeoutError) as error:
                if self.is_connected or not was_lost:
                    log.warning("Redis is away: %r", error)
                was_lost = True
            finally:
                self._forget()
                await connection.disconnect(nowait=True)
            await asyncio.sleep(_AGAIN_SECONDS)

    async def _receive(self, connection: AbstractConnection) -> None:
        """Receive until nothing comes any more.

        Raises:
            RedisError, OSError, TimeoutError: this connection is no good.
        """
        await connection.connect()
        await connection.send_command("SUBSCRIBE", _PREFIX + self._own_pulse, check_health=False)
        while True:
            async with asyncio.timeout(_LOST_SECONDS):
                kind, channel, message = await connection.read_response()
            name = channel.decode().removeprefix(_PREFIX)
            if name == self._own_pulse:
                self._connected(connection)
            elif kind == b"message":
                self._deliver(name, message)
            elif kind == b"subscribe":
                self._confirmed.add(name)
                self._compare()
            else:
                self._confirmed.discard(name)
                self._compare()

    @property
    def _own_pulse(self) -> str:
        return f"pulse:{self.name}"

    def _connected(self, connection: AbstractConnection) -> None:
        if self._receiving:
            return
        if self._was_connected:
            self._sure_from = time.monotonic() + _UNSURE_SECONDS
            log.warning("Redis is back")
        self._receiving, self._was_connected = connection, True
        self._has_connected.set()
        self._compare()
        self._wake()

    def _forget(self) -> None:
        self._receiving = None
        self._has_connected.clear()
        self._subscribed.clear()
        self._confirmed.clear()
        self._is_in_step.set()  # nobody waits for a Redis that is away

    def _deliver(self, channel: str, message: bytes) -> None:
        for receive in [*self._receivers.get(channel, ())]:
            try:
                receive(message)
            except Exception:
                log.exception("could not take a message on %s", channel)

    def _compare(self) -> None:
        """Whether the subscriptions are those that Redis has confirmed."""
        if self._subscribed != self._receivers.keys():
            self._is_out_of_step.set()
        if self.is_connected and self._confirmed != self._receivers.keys():
            self._is_in_step.clear()
        else:
            self._is_in_step.set()

    async def _subscribe_all(self) -> None:
        while True:
            await self._is_out_of_step.wait()
            self._is_out_of_step.clear()
            if self._receiving:
                with suppress(RedisError, OSError):  # whoever receives will notice
                    await self._subscribe(self._receiving)

    async def _subscribe(self, connection: AbstractConnection) -> None:
        wanted = set(self._receivers)
        new, gone = wanted - self._subscribed, self._subscribed - wanted
        self._subscribed = wanted
        for command, channels in (("SUBSCRIBE", new), ("UNSUBSCRIBE", gone)):
            if channels:
                names = [_PREFIX + channel for channel in channels]
                await connection.send_command(command, *names, check_health=False)

    async def _pulse(self) -> None:
        """Prove that messages arrive; while they do not, let every subscriber look for itself."""
        checked_at = time.monotonic()
        while True:
            self.publish(self._own_pulse)
            await asyncio.sleep(_PULSE_SECONDS)
            if not self.is_connected and time.monotonic() - checked_at >= _LOOK_SECONDS:
                checked_at = time.monotonic()
                self._wake()

    def _wake(self) -> None:
        for wake in self.on_wake:
            wake()


async def _for_ever(chore: Callable[[], Awaitable[None]]) -> None:
    """Whatever nobody has thought of: no chore ends without a word, and each begins again."""
    while True:
        try:
            await chore()
        except Exception:
            log.exception("the bus stumbled")
        await asyncio.sleep(_AGAIN_SECONDS)


async def _wait(event: asyncio.Event, seconds: float) -> None:
    """Until it happens, or for this long."""
    with suppress(TimeoutError):
        async with asyncio.timeout(seconds):
            await event.wait()
