"""An OpenAI-compatible provider that streams by the clock, in its own process: `python -m bench.provider`.

The prompt says what it wants, `bench key=a1 tokens=400 rate=20 kind=mixed`, and gets one chunk a token, each
due at its own moment of one schedule, so that no delay adds up; where the assistant has begun already, from
there on. `GET /last` tells, by key, when a stream was asked for and its last token sent (wall clock), and how
late that was by the schedule. It is no model.
"""

import argparse
import asyncio
import json
import re
import time
from asyncio import StreamReader, StreamWriter
from collections.abc import Sequence
from contextlib import closing, suppress
from functools import cache
from itertools import accumulate
from typing import Any

from bench import texts

_WISH = re.compile(r"bench key=(\S+) tokens=(\d+) rate=(\d+) kind=(\w+)")
_HEAD = b"HTTP/1.1 200 OK\r\nconnection: close\r\ncontent-type: %s\r\ntransfer-encoding: chunked\r\n\r\n"
_DONE = b"data: [DONE]\n\n"


def wish(key: str, *, tokens: int, rate: int, kind: str = "mixed") -> str:
    """The prompt that asks for such a reply."""
    return f"bench key={key} tokens={tokens} rate={rate} kind={kind}"


class Provider:
    """Streams, and remembers when each stream began and its last token went out."""

    def __init__(self) -> None:
        self._last: dict[str, dict[str, float]] = {}

    async def serve(self, reader: StreamReader, writer: StreamWriter) -> None:
        """One request."""
        with closing(writer), suppress(ConnectionError, asyncio.IncompleteReadError):
            path, body = await _read_request(reader)
            if path == "/last":
                writer.write(
                    _HEAD % b"application/json" + _framed(json.dumps(self._last).encode()) + _framed(b"")
                )
            else:
                await self._stream(writer, *_wish_and_beginning(body["messages"]))
            await writer.drain()

    async def _stream(self, writer: StreamWriter, prompt: str, beginning: str) -> None:
        key, tokens, rate, kind = _WISH.search(prompt).groups()
        loop, chunks = asyncio.get_running_loop(), _chunks(int(tokens), kind)
        chunks = chunks[_tokens_of(beginning, texts.tokens(int(tokens), kind)) :]
        writer.write(_HEAD % b"text/event-stream" + _FIRST)
        asked, began = time.time(), loop.time()
        due = began
        for number, chunk in enumerate(chunks):
            due = began + number / int(rate)
            await asyncio.sleep(max(0.0, due - loop.time()))
            writer.write(chunk)
            await writer.drain()
        self._last[key] = {"asked": asked, "sent": time.time(), "late": loop.time() - due}
        writer.write(_FINISH + _framed(_DONE) + _framed(b""))


async def _read_request(reader: StreamReader) -> tuple[str, dict[str, Any]]:
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
    length = re.search(r"content-length: (\d+)", head, re.IGNORECASE)
    body = await reader.readexactly(int(length[1])) if length else b"{}"
    return head.split(" ")[1], json.loads(body)


def _wish_and_beginning(turns: list[dict[str, str]]) -> tuple[str, str]:
    """The newest wish, and what the assistant has said to it."""
    at = max(number for number, turn in enumerate(turns) if _WISH.search(turn["content"]))
    said = (turn["content"] for turn in turns[at + 1 :] if turn["role"] == "assistant")
    return turns[at]["content"], next(said, "")


def _tokens_of(beginning: str, tokens: Sequence[str]) -> int:
    """How many of these tokens stand in it whole."""
    lengths = accumulate(len(token) for token in tokens)
    return sum(length <= len(beginning) for length in lengths) if beginning else 0


def _framed(data: bytes) -> bytes:
    """HTTP's chunked encoding; an empty chunk ends the answer."""
    return b"%x\r\n%s\r\n" % (len(data), data)


def _chunk(finish: str | None = None, **delta: str) -> bytes:
    """One event as OpenAI's own servers write it."""
    event = {
        "id": "chatcmpl-BenchBenchBenchBenchBenchBench",
        "object": "chat.completion.chunk",
        "created": 1750000000,
        "model": "bench",
        "service_tier": "default",
        "system_fingerprint": "fp_0123456789",
        "choices": [{"index": 0, "delta": delta, "logprobs": None, "finish_reason": finish}],
    }
    words = json.dumps(event, ensure_ascii=False, separators=(",", ":"))
    return _framed(f"data: {words}\n\n".encode())


@cache
def _chunks(tokens: int, kind: str) -> list[bytes]:
    return [_chunk(content=token) for token in texts.tokens(tokens, kind)]


_FIRST, _FINISH = _chunk(role="assistant", content=""), _chunk("stop")


async def _main(port: int) -> None:
    server = await asyncio.start_server(Provider().serve, "127.0.0.1", port, backlog=1000)
    await server.serve_forever()


if __name__ == "__main__":
    arguments = argparse.ArgumentParser(description="Serve a model that streams by the clock.")
    arguments.add_argument("--port", type=int, default=9100)
    with suppress(KeyboardInterrupt):
        asyncio.run(_main(arguments.parse_args().port))
