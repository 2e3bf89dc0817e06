"""The bus between processes, by Redis's publish and subscribe. Nothing is ever stored in Redis, not one key.

One connection tells and one hears. A listener can die without a word, so this one proves
that it hears: it tells itself a pulse every second, and after four without one it connects
anew. While it cannot hear, and after it could not, whoever listens is woken to look for
themselves.
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

Hear = Callable[[bytes], None]

_PREFIX = "oreai:"
_GATHER_SECONDS = 0.005
_MOST_WAITING = 10_000  # words; a hint that is lost costs a moment
_MOST_AT_ONCE = 500
_ANSWER_SECONDS = 2
_SETTLE_SECONDS = 1
_PULSE_SECONDS = 1
_DEAF_SECONDS = 4
_AGAIN_SECONDS = 0.3
_LOOK_SECONDS = 2
"How often listeners look for themselves while nothing can be heard."
_UNSURE_SECONDS = 10
"After a connection that was lost others may still be on their way back: nobody is said not to listen."


class RedisBus:
    """A `services.live.bus.Bus` for all processes that share this Redis."""

    is_shared = True

    def __init__(self, url: str):
        self.name = secrets.token_hex(8)
        self.on_wake: list[Callable[[], None]] = []
        self._pool = ConnectionPool.from_url(url, protocol=2, socket_connect_timeout=_ANSWER_SECONDS)
        self._listeners: dict[str, list[Hear]] = {}
        self._words: deque[tuple[str, bytes]] = deque(maxlen=_MOST_WAITING)
        self._has_words = asyncio.Event()
        self._has_told = asyncio.Event()
        self._is_connected = asyncio.Event()
        self._asking = asyncio.Lock()
        self._telling: AbstractConnection | None = None
        self._hearing: AbstractConnection | None = None
        self._subscribed: set[str] = set()
        "What this connection has asked for."
        self._confirmed: set[str] = set()
        self._is_out_of_step = asyncio.Event()
        self._is_in_step = asyncio.Event()
        self._has_heard = False
        self._sure_from = 0.0
        self._tasks: list[asyncio.Task[None]] = []
        self._loop: asyncio.AbstractEventLoop | None = None

    @property
    def hears(self) -> bool:
        """Whether what others tell is heard now."""
        return self._hearing is not None

    def tell(self, channel: str, words: bytes = b"") -> None:
        """Tell all that listen to this channel, in a few milliseconds."""
        self._words.append((channel, words))
        self._has_told.clear()
        self._has_words.set()

    def listen(self, channel: str, hear: Hear) -> Callable[[], None]:
        """Hear what is told on this channel from now on; what is returned ends that, from any thread."""
        self._listeners.setdefault(channel, []).append(hear)
        self._compare()

        def stop() -> None:
            if self._loop and not self._loop.is_closed():
                self._loop.call_soon_threadsafe(self._stop_listening, channel, hear)

        return stop

    def _stop_listening(self, channel: str, hear: Hear) -> None:
        its = self._listeners.get(channel, [])
        if hear in its:
            its.remove(hear)
        if not its:
            self._listeners.pop(channel, None)
        self._compare()

    async def settled(self) -> None:
        """Until Redis sends what is listened to and nothing else; not for long, nor while it is away."""
        await asyncio.sleep(0)  # who has just stopped listening is noted first
        if self.hears:
            await _wait(self._is_in_step, _SETTLE_SECONDS)

    async def listened(self, channels: Collection[str]) -> set[str] | None:
        """Which of these channels any process listens to; None where Redis cannot say for certain."""
        if not self.hears or time.monotonic() < self._sure_from:
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
        chores = (self._tell_all, self._hear_all, self._subscribe_all, self._pulse)
        self._tasks = [asyncio.create_task(_for_ever(chore)) for chore in chores]
        await _wait(self._is_connected, _ANSWER_SECONDS)
        await self.settled()

    async def close(self) -> None:
        """Tell what waits, and end."""
        if self.hears:
            await _wait(self._has_told, _SETTLE_SECONDS)
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        for connection in (self._telling, self._hearing):
            if connection:
                await connection.disconnect(nowait=True)

    async def _tell_all(self) -> None:
        while True:
            await self._has_words.wait()
            await asyncio.sleep(_GATHER_SECONDS)
            count = min(len(self._words), _MOST_AT_ONCE)
            told = [self._words.popleft() for _ in range(count)]
            if not self._words:
                self._has_words.clear()
            try:
                await self._ask([("PUBLISH", _PREFIX + channel, words) for channel, words in told])
            except (RedisError, OSError, TimeoutError):
                await asyncio.sleep(_AGAIN_SECONDS)
            if not self._words:
                self._has_told.set()

    async def _ask(self, commands: Sequence[tuple[Any, ...]]) -> list[Any]:
        """Redis's answers to these commands, in their order."""
        async with self._asking:
            connection = self._telling = self._telling or self._pool.make_connection()
            try:
                async with asyncio.timeout(_ANSWER_SECONDS):
                    await connection.connect()
                    await connection.send_packed_command(connection.pack_commands(commands))
                    return [await connection.read_response() for _ in commands]
            except BaseException:
                self._telling = None  # an answer may still be under way: nobody shall take it for theirs
                await connection.disconnect(nowait=True)
                raise

    async def _hear_all(self) -> None:
        was_deaf = False
        while True:
            connection = self._pool.make_connection()
            try:
                await self._hear(connection)
            except (RedisError, OSError, TimeoutError) as error:
                if self.hears or not was_deaf:
                    log.warning("Redis is away: %r", error)
                was_deaf = True
            finally:
                self._forget()
                await connection.disconnect(nowait=True)
            await asyncio.sleep(_AGAIN_SECONDS)

    async def _hear(self, connection: AbstractConnection) -> None:
        """Hear until nothing comes any more.

        Raises:
            RedisError, OSError, TimeoutError: this connection is no good.
        """
        await connection.connect()
        await connection.send_command("SUBSCRIBE", _PREFIX + self._own_pulse, check_health=False)
        while True:
            async with asyncio.timeout(_DEAF_SECONDS):
                kind, channel, words = await connection.read_response()
            name = channel.decode().removeprefix(_PREFIX)
            if name == self._own_pulse:
                self._connected(connection)
            elif kind == b"message":
                self._heard(name, words)
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
        if self._hearing:
            return
        if self._has_heard:
            self._sure_from = time.monotonic() + _UNSURE_SECONDS
            log.warning("Redis is back")
        self._hearing, self._has_heard = connection, True
        self._is_connected.set()
        self._compare()
        self._wake()

    def _forget(self) -> None:
        self._hearing = None
        self._is_connected.clear()
        self._subscribed.clear()
        self._confirmed.clear()
        self._is_in_step.set()  # nobody waits for a Redis that is away

    def _heard(self, channel: str, words: bytes) -> None:
        for hear in [*self._listeners.get(channel, ())]:
            try:
                hear(words)
            except Exception:
                log.exception("could not take what was told on %s", channel)

    def _compare(self) -> None:
        """Whether what is listened to is what Redis sends."""
        if self._subscribed != self._listeners.keys():
            self._is_out_of_step.set()
        if self.hears and self._confirmed != self._listeners.keys():
            self._is_in_step.clear()
        else:
            self._is_in_step.set()

    async def _subscribe_all(self) -> None:
        while True:
            await self._is_out_of_step.wait()
            self._is_out_of_step.clear()
            if self._hearing:
                with suppress(RedisError, OSError):  # who hears will notice
                    await self._subscribe(self._hearing)

    async def _subscribe(self, connection: AbstractConnection) -> None:
        wanted = set(self._listeners)
        new, gone = wanted - self._subscribed, self._subscribed - wanted
        self._subscribed = wanted
        for command, channels in (("SUBSCRIBE", new), ("UNSUBSCRIBE", gone)):
            if channels:
                names = [_PREFIX + channel for channel in channels]
                await connection.send_command(command, *names, check_health=False)

    async def _pulse(self) -> None:
        """Tell oneself that one hears; while one does not, let everybody look for themselves."""
        looked = time.monotonic()
        while True:
            self.tell(self._own_pulse)
            await asyncio.sleep(_PULSE_SECONDS)
            if not self.hears and time.monotonic() - looked >= _LOOK_SECONDS:
                looked = time.monotonic()
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
