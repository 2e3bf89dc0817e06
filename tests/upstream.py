"""A scripted model: tests say what it answers, the real OpenAI SDK asks it over a real socket.

    with Upstream() as upstream:
        upstream.enqueue(Reply("Three days in Kyoto", cut_after=2), rate_limited(wait_s=20))

It is for what only a socket shows: slow, silent, cut and broken streams, and clients that go away. It counts
no tokens, welcomes every key, takes one request a connection. By hand: `python tests/upstream.py 9000`.
"""

import asyncio
import json
import re
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Future
from contextlib import closing, suppress
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any, Self

PING_EVERY_S = 0.05
_END = b"0\r\n\r\n"
_MARKS = r"[\u0300-\u036f\u20e3\ufe0f\U0001f3fb-\U0001f3ff\U000e0020-\U000e007f]|\u200d."
_TOKEN = re.compile(rf"(?:(?:[\U0001f1e6-\U0001f1ff]{{2}}|.)(?:{_MARKS})*){{1,4}}", re.DOTALL)
_json = json.JSONEncoder(ensure_ascii=False).encode
_Script = Iterator[bytes | float]  # what to send, and how many seconds to wait


@dataclass(frozen=True)
class Reply:
    """A reply as data. An `_after` field counts pieces: those of `reasoning` first, then the text's."""

    text: str = ""  # streamed in runs of about four characters, or
    tokens: tuple[str, ...] | None = None  # in exactly these pieces
    reasoning: tuple[str, ...] = ()  # delta.reasoning_content before the text
    finish: str | None = "stop"  # None: the stream ends without a finish_reason
    usage: tuple[int, int] | None = None  # prompt and completion tokens; a stream sends them only if asked
    first_delay_s: float = 0.0  # before the headers; with comments, between them and the first piece
    # What follows is for streams only.
    delay_s: float = 0.0  # between pieces
    until: threading.Event | None = None  # the ending waits for it, alive without a word, or
    until_after: int = sys.maxsize  # what follows this many pieces does
    comments: bool = False  # send ": ping" while waiting
    cut_after: int | None = None  # drop the connection in the middle
    silent_after: int | None = None  # say nothing more, keep the connection
    garbage_after: int | None = None  # one event that is not JSON, then go on
    error_after: int | None = None  # an error event, then the end
    done: bool = True  # send the final `data: [DONE]`
    status: int = 200
    body: str = ""  # sent as it is, instead of a completion
    content_type: str = ""  # empty: the one that fits
    headers: Mapping[str, str] = field(default_factory=dict)
    wire: Sequence[bytes | float] = ()  # exactly these bytes and waits instead: tests/wire.py writes them

    def __post_init__(self) -> None:
        places = (self.cut_after, self.silent_after, self.garbage_after, self.error_after)
        assert max(place or 0 for place in places) <= len(self.deltas), "it ends before its trouble begins"

    @property
    def pieces(self) -> tuple[str, ...]:
        return tuple(_TOKEN.findall(self.text)) if self.tokens is None else self.tokens

    @property
    def deltas(self) -> list[dict[str, str]]:
        thoughts = [{"reasoning_content": piece} for piece in self.reasoning]
        return thoughts + [{"content": piece} for piece in self.pieces]


def refusal(status: int, text: str, **details: str) -> Reply:
    usual = {"message": text, "type": "invalid_request_error", "param": None, "code": None}
    return Reply(status=status, body=_json({"error": usual | details}))


no_such_key = partial(refusal, 401, "Incorrect API key provided.", code="invalid_api_key")
out_of_quota = partial(refusal, 403, "You exceeded your current quota.", code="insufficient_quota")
server_error = partial(refusal, 500, type="server_error")
html_page = partial(Reply, body="<!doctype html>\n<title>Sign in</title>\n", content_type="text/html")


def rate_limited(wait_s: float) -> Reply:
    words = f"Rate limit reached. Try again in {wait_s:g}s."
    return replace(refusal(429, words, code="rate_limit_exceeded"), headers={"retry-after": f"{wait_s:g}"})


def too_long(limit: int, asked: int) -> Reply:
    limits = f"This model's maximum context length is {limit} tokens."
    length = f"However, your messages resulted in {asked} tokens."
    text = f"{limits} {length} Please reduce the length of the messages."
    return refusal(400, text, code="context_length_exceeded", param="messages")


def refuses_parameter(name: str) -> Reply:
    text = f"Unsupported parameter: '{name}' is not supported with this model."
    return refusal(400, text, code="unsupported_parameter", param=name)


@dataclass(frozen=True)
class Request:
    method: str
    path: str
    headers: dict[str, str]  # names in lower case
    body: dict[str, Any]  # a form's bytes by the name `form`

    @property
    def model(self) -> str:
        return self.body.get("model", "")

    @property
    def messages(self) -> list[dict[str, Any]]:
        return self.body.get("messages", [])


def quote_back(request: Request) -> Reply:
    """The reply when a test has not asked for a particular one."""
    prompts = [message["content"] for message in request.messages if message["role"] == "user"]
    return Reply(f"You said “{prompts[-1]}”." if prompts else "Hello! Where shall we begin?")


class Upstream:
    """The server, in its own thread. Its counters follow a client within milliseconds: wait for them."""

    def __init__(self, port: int = 0) -> None:
        self.url = ""
        self.requests: list[Request] = []  # chat completions only, oldest first
        self.closed_early = 0  # streams whose client left before the end
        self.fallback: Callable[[Request], Reply] = quote_back
        self.models: list[str] | Reply | None = ["gpt-3.5-turbo-16k"]
        self.tokens_limit: int | None = None  # a character counts as a token here
        self._port = port
        self._queue: deque[Reply] = deque()
        self._streams: set[object] = set()  # the tasks that serve them
        self._lock = threading.Lock()

    def __enter__(self) -> Self:
        listening: Future[str] = Future()
        self._thread = threading.Thread(target=lambda: asyncio.run(self._run(listening)), daemon=True)
        self._thread.start()
        self.url = listening.result(timeout=5)
        return self

    def __exit__(self, *_: object) -> None:
        self._loop.call_soon_threadsafe(self._leave.set)
        self._thread.join()

    def enqueue(self, *replies: Reply) -> None:
        """Play these in order, one a chat completion."""
        with self._lock:
            self._queue.extend(replies)

    def forget(self) -> None:
        """Forget what was queued, asked and counted; `fallback`, `models` and `tokens_limit` stay."""
        with self._lock:
            self._queue.clear()
            self.requests.clear()
            self._streams.clear()
            self.closed_early = 0

    @property
    def open_streams(self) -> int:
        with self._lock:
            return len(self._streams)

    async def _run(self, listening: Future[str]) -> None:
        self._loop, self._leave = asyncio.get_running_loop(), asyncio.Event()
        server = await asyncio.start_server(self._serve, "127.0.0.1", self._port)
        listening.set_result("http://{}:{}/v1".format(*server.sockets[0].getsockname()))
        await self._leave.wait()
        server.close()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        # CancelledError too: asyncio 3.11 complains aloud of a connection that is cancelled.
        with closing(writer), suppress(asyncio.CancelledError, asyncio.IncompleteReadError, ConnectionError):
            request = await _read_request(reader)
            script = _script(request, self._reply_to(request))
            self._note_end(heard=await _play(script, reader, writer))

    def _reply_to(self, request: Request) -> Reply:
        match request.method, request.path.partition("?")[0]:
            case "POST", "/v1/chat/completions":
                return self._next_reply(request)
            case "GET", "/v1/models" if self.models is not None:
                if isinstance(self.models, Reply):
                    return self.models
                models = [{"id": name, "object": "model", "created": 0} for name in self.models]
                return Reply(body=_json({"object": "list", "data": models}))
        return refusal(404, f"Unknown request URL: {request.method} {request.path}.", code="unknown_url")

    def _next_reply(self, request: Request) -> Reply:
        asked = sum(len(message["content"] or "") for message in request.messages)
        limit = asked if self.tokens_limit is None else self.tokens_limit
        with self._lock:
            self.requests.append(request)
            if request.body.get("stream"):
                self._streams.add(asyncio.current_task())
            queued = self._queue.popleft() if self._queue and asked <= limit else None
        return queued or (self.fallback(request) if asked <= limit else too_long(limit, asked))

    def _note_end(self, *, heard: bool) -> None:
        with self._lock:
            self.closed_early += asyncio.current_task() in self._streams and not heard  # or forgotten since
            self._streams.discard(asyncio.current_task())


async def _read_request(reader: asyncio.StreamReader) -> Request:
    start, *lines = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").rstrip().split("\r\n")
    method, path, _ = start.split(" ")
    headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
    body = await reader.readexactly(int(headers.get("content-length", 0)))
    is_form = "multipart/" in headers.get("content-type", "")
    return Request(method, path, headers, {"form": body} if is_form else json.loads(body or b"{}"))


async def _play(script: _Script, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> bool:
    """Play the script until its end or until the client hangs up: true when the client stayed."""
    hung_up = asyncio.gather(reader.read(), return_exceptions=True)
    with suppress(ConnectionError):
        for step in script:
            if isinstance(step, bytes):
                writer.write(step)
                await writer.drain()
            elif (await asyncio.wait({hung_up}, timeout=step))[0]:
                return False
        return True
    return False


def _script(request: Request, reply: Reply) -> _Script:
    if reply.wire:
        return iter(reply.wire)
    whole = reply.status != 200 or reply.body or not request.body.get("stream")
    return _whole(request, reply) if whole else _stream(request, reply)


def _whole(request: Request, reply: Reply) -> _Script:
    message = {"role": "assistant", "content": "".join(reply.pieces)}
    completion = _frame(request, "chat.completion", reply.usage, message=message, finish_reason=reply.finish)
    yield reply.first_delay_s
    yield _head(reply, "application/json")
    yield _chunk(reply.body or completion) + _END


def _stream(request: Request, reply: Reply) -> _Script:
    head, waiting = _head(reply, "text/event-stream"), _wait(reply, reply.first_delay_s)
    yield from (head, *waiting) if reply.comments else (*waiting, head)  # a ping needs the headers first
    for count, delta in enumerate([{"role": "assistant", "content": ""}, *reply.deltas]):
        if count > 1:
            yield from _wait(reply, reply.delay_s)
        yield _chunk(f"data: {_frame(request, delta=delta, finish_reason=None)}\n\n")
        while reply.until and count == min(reply.until_after, len(reply.deltas)) and not reply.until.is_set():
            yield from (PING_EVERY_S, _chunk(f"data: {_frame(request, delta={}, finish_reason=None)}\n\n"))
        if count == reply.garbage_after:
            yield _chunk("data: {not json\n\n")
        if count == reply.silent_after:
            yield from _wait(reply, float("inf"))
        if count == reply.error_after:
            yield _chunk(f"data: {server_error('The server had an error.').body}\n\n") + _END
        if count in (reply.error_after, reply.cut_after):
            return
    if reply.finish:
        yield _chunk(f"data: {_frame(request, delta={}, finish_reason=reply.finish)}\n\n")
    if reply.usage and (request.body.get("stream_options") or {}).get("include_usage"):
        yield _chunk(f"data: {_frame(request, usage=reply.usage)}\n\n")
    if reply.done:
        yield _chunk("data: [DONE]\n\n")
    yield _END


def _head(reply: Reply, fitting: str) -> bytes:
    headers = {"connection": "close", "content-type": reply.content_type or fitting, **reply.headers}
    lines = [f"HTTP/1.1 {reply.status} ", "transfer-encoding: chunked"]
    return "\r\n".join([*lines, *(f"{name}: {value}" for name, value in headers.items()), "", ""]).encode()


def _wait(reply: Reply, seconds: float) -> _Script:
    while reply.comments and seconds > PING_EVERY_S:
        yield from (PING_EVERY_S, _chunk(": ping\n\n"))
        seconds -= PING_EVERY_S
    yield seconds


def _frame(request: Request, kind: str = "chat.completion.chunk", usage: Any = None, **choice: Any) -> str:
    frame = {"id": "chatcmpl-upstream", "object": kind, "created": 0, "model": request.model}
    frame["choices"] = [{"index": 0} | choice] if choice else []
    if usage:
        counts = {"prompt_tokens": usage[0], "completion_tokens": usage[1], "total_tokens": sum(usage)}
        frame["usage"] = counts
    return _json(frame)


def _chunk(text: str) -> bytes:
    return b"%x\r\n%s\r\n" % (len(raw := text.encode()), raw)


if __name__ == "__main__":
    with Upstream(int(sys.argv[1])) as upstream, suppress(KeyboardInterrupt):
        upstream.fallback = lambda request: replace(quote_back(request), delay_s=0.03)
        print(f"OPENAI_BASE_URL={upstream.url}", flush=True)
        threading.Event().wait()
