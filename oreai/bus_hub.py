"""The bus of one machine, where no Redis is set: the few commands of Redis that `redis_bus.py` needs.

Belongs here: passing words on, from process to process, through a socket in the file system.
Does not: keeping any.
"""

import asyncio
from collections.abc import Callable, Sequence
from pathlib import Path

_MOST_UNSENT = 32 * 1024 * 1024
"Bytes that wait for one reader, as Redis's own limit is set for such: then it is let go, and comes back."
_LONGEST_WORD = 8 * 1024 * 1024
_MOST_WORDS = 100_000

Words = Sequence[bytes]


class BusHub:
    """Passes on what is told to those who listen."""

    def __init__(self) -> None:
        self._listeners: dict[bytes, set[asyncio.StreamWriter]] = {}
        self._commands: dict[bytes, Callable[[Words, asyncio.StreamWriter], bytes]] = {
            b"PUBLISH": self._publish,
            b"SUBSCRIBE": self._subscribe,
            b"UNSUBSCRIBE": self._unsubscribe,
            b"PUBSUB": self._count,
            b"PING": lambda words, writer: b"+PONG\r\n",
        }

    async def serve(self, file: Path) -> asyncio.Server:
        """Listen on this socket, in a folder that nobody else may enter."""
        return await asyncio.start_unix_server(self._serve_process, file)

    async def _serve_process(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while words := await _command(reader):
                answer = self._commands.get(words[0].upper())
                writer.write(answer(words[1:], writer) if answer else b"-ERR unknown command\r\n")
                await writer.drain()
        except (ConnectionError, asyncio.IncompleteReadError, ValueError):
            pass
        finally:
            for channel in list(self._listeners):
                self._leave(channel, writer)
            writer.close()

    def _publish(self, words: Words, _: asyncio.StreamWriter) -> bytes:
        channel, message = words
        listeners = self._listeners.get(channel, set())
        told = _array(b"message", channel, message)
        for writer in [*listeners]:
            if writer.transport.get_write_buffer_size() > _MOST_UNSENT:
                writer.transport.abort()
            else:
                writer.write(told)
        return b":%d\r\n" % len(listeners)

    def _subscribe(self, words: Words, writer: asyncio.StreamWriter) -> bytes:
        for channel in words:
            self._listeners.setdefault(channel, set()).add(writer)
        return b"".join(_array(b"subscribe", channel, 1) for channel in words)

    def _unsubscribe(self, words: Words, writer: asyncio.StreamWriter) -> bytes:
        for channel in words:
            self._leave(channel, writer)
        return b"".join(_array(b"unsubscribe", channel, 0) for channel in words)

    def _leave(self, channel: bytes, writer: asyncio.StreamWriter) -> None:
        listeners = self._listeners.get(channel, set())
        listeners.discard(writer)
        if not listeners:
            self._listeners.pop(channel, None)

    def _count(self, words: Words, _: asyncio.StreamWriter) -> bytes:
        counts = [(channel, len(self._listeners.get(channel, ()))) for channel in words[1:]]
        return _array(*(part for pair in counts for part in pair))


async def _command(reader: asyncio.StreamReader) -> list[bytes]:
    """The next command, as Redis's clients write it; none at the end.

    Raises:
        ValueError, IncompleteReadError: it is none.
    """
    head = await reader.readline()
    if not head:
        return []
    count = _number(head, b"*", _MOST_WORDS)
    words = []
    for _ in range(count):
        length = _number(await reader.readline(), b"$", _LONGEST_WORD)
        words.append((await reader.readexactly(length + 2))[:-2])
    return words


def _number(line: bytes, sign: bytes, most: int) -> int:
    number = int(line.removeprefix(sign))
    if not line.startswith(sign) or not 0 <= number <= most:
        raise ValueError(line)
    return number


def _array(*parts: bytes | int) -> bytes:
    written = [
        b":%d\r\n" % part if isinstance(part, int) else b"$%d\r\n%b\r\n" % (len(part), part) for part in parts
    ]
    return b"*%d\r\n" % len(parts) + b"".join(written)
