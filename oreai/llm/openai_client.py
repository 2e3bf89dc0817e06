"""The OpenAI SDK as a ChatClient. Its errors are translated here, once, and nowhere else."""

import asyncio
import json
import re
from collections.abc import AsyncGenerator, Sequence
from contextlib import aclosing
from typing import Any

import openai
from openai import AsyncOpenAI, AsyncStream
from openai.types.chat import ChatCompletionChunk

from oreai.llm.client import (
    Broken,
    ChatTurn,
    ContextTooLong,
    Empty,
    Filtered,
    ModelError,
    NotJson,
    OutOfCalls,
    Parameters,
    Piece,
    RateLimited,
    Refused,
    Silent,
    Unfinished,
    Unparsable,
    Unreachable,
    WrongKey,
)

_CONNECT_SECONDS = 10
_LONGEST_WORDS = 600
_LONGEST_WAIT_SECONDS = 24 * 60 * 60
_ONE_WORD = re.compile(r"[\x21-\x7e]+")  # what an Authorization header can carry as a key
_TOO_LONG = re.compile(
    r"context.{0,10}(length|window|size)|maximum context|too many tokens"
    r"|prompt is too long|reduce the length",
    re.IGNORECASE,
)


class OpenAIClient:
    """Any server that speaks OpenAI's chat completions."""

    def __init__(self, sdk: AsyncOpenAI, *, silence_seconds: float):
        self._sdk = sdk
        self._silence_seconds = silence_seconds

    async def stream(self, turns: Sequence[ChatTurn], parameters: Parameters) -> AsyncGenerator[Piece, None]:
        if not _ONE_WORD.fullmatch(self._sdk.api_key):
            raise WrongKey
        try:
            async with asyncio.timeout(self._silence_seconds):
                stream = await self._ask(turns, parameters)
        except Exception as error:
            raise _translated(error) from error
        async with stream, aclosing(self._pieces(stream)) as pieces:
            async for piece in pieces:
                yield piece

    async def _ask(
        self, turns: Sequence[ChatTurn], parameters: Parameters
    ) -> AsyncStream[ChatCompletionChunk]:
        stream = await self._sdk.chat.completions.create(
            messages=[{"role": turn.role, "content": turn.content} for turn in turns],  # type: ignore[misc]
            model=parameters.model,
            temperature=parameters.temperature,
            top_p=parameters.top_p,
            frequency_penalty=parameters.frequency_penalty,
            presence_penalty=parameters.presence_penalty,
            max_tokens=parameters.max_tokens,
            n=1,
            stream=True,
        )
        assert isinstance(stream, AsyncStream)  # asked for with stream=True
        kind = stream.response.headers.get("content-type", "")
        if "html" in kind:
            await stream.close()
            raise NotJson
        return stream

    async def _pieces(self, stream: AsyncStream[ChatCompletionChunk]) -> AsyncGenerator[Piece, None]:
        """The stream's pieces; it must say that it is done, and say something before."""
        chunks = aiter(stream)
        whole = _WholeCharacters()
        spoke, finish = False, None
        while True:
            try:
                async with asyncio.timeout(self._silence_seconds):
                    piece = _piece(await anext(chunks), whole)
            except StopAsyncIteration:
                break
            except Exception as error:
                raise _translated(error, midway=True) from error
            spoke = spoke or bool(piece.text)
            finish = piece.finish_reason or finish
            yield piece
        _check_ending(finish, spoke)


def _check_ending(finish: str | None, spoke: bool) -> None:
    if finish == "content_filter":
        raise Filtered
    if finish is None:
        raise Unfinished
    if not spoke:
        raise Empty


class _WholeCharacters:
    """Joins characters that came in halves: JSON writes an emoji as two escapes, and may be cut there."""

    def __init__(self) -> None:
        self._half = ""

    def of(self, text: str) -> str:
        """The text without half characters; a half at its end waits for the next text."""
        text, self._half = self._half + text, ""
        if text and "\ud800" <= text[-1] <= "\udbff":
            text, self._half = text[:-1], text[-1]
        return _storable(text)


def _storable(text: str) -> str:
    """The text with its surrogates joined, and lonely ones replaced: no database holds half a character."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _piece(chunk: ChatCompletionChunk, whole: _WholeCharacters) -> Piece:
    """What a chunk says; the SDK does not check what it was sent, so this may raise on anything odd."""
    usage = chunk.usage
    prompt_tokens = usage.prompt_tokens if usage else None
    completion_tokens = usage.completion_tokens if usage else None
    if not chunk.choices:
        return Piece(prompt_tokens=prompt_tokens, completion_tokens=completion_tokens)
    choice = chunk.choices[0]
    text = (choice.delta.content or "") if choice.delta else ""
    return Piece(whole.of(text), choice.finish_reason, prompt_tokens, completion_tokens)


def _translated(error: Exception, *, midway: bool = False) -> ModelError:
    """The ModelError that means the same; `midway` when a part of the reply had already come."""
    match error:
        case ModelError():
            return error
        case openai.APIStatusError():
            return _refusal(error)
        case TimeoutError() | openai.APITimeoutError():
            return Silent()
        case json.JSONDecodeError() | UnicodeDecodeError() | AttributeError() | TypeError() | LookupError():
            return Unparsable()
        case openai.APIConnectionError():
            return Broken() if midway else Unreachable()
        case openai.APIError():
            return _told_midway(error)
        case _ if _is_transport(error):
            return Broken() if midway else Unreachable()
        case _:
            return ModelError(str(error))


def _is_transport(error: Exception) -> bool:
    """Whether this came from the SDK's HTTP library, which it may change (httpx, httpx2)."""
    return type(error).__module__.partition(".")[0] in ("httpx", "httpx2", "httpcore", "httpcore2", "anyio")


def _refusal(error: openai.APIStatusError) -> ModelError:
    words = _words(error)
    code = str(error.code or "")
    if error.status_code == 403 or code == "insufficient_quota":
        return OutOfCalls(words)
    if error.status_code == 401:
        return WrongKey(words)
    if error.status_code == 429:
        return RateLimited(words, retry_after_s=_retry_after(error))
    if error.status_code in (400, 413, 422) and (
        code == "context_length_exceeded" or _TOO_LONG.search(words)
    ):
        return ContextTooLong(words)
    return Refused(words or f"HTTP {error.status_code}")


def _told_midway(error: openai.APIError) -> ModelError:
    words = _words(error)
    if error.code == "context_length_exceeded" or _TOO_LONG.search(words):
        return ContextTooLong(words)
    return Refused(words) if words else Broken()


def _words(error: openai.APIError) -> str:
    """The server's own text, without the SDK's wrapping; a page's markup helps nobody."""
    body: Any = error.body
    if isinstance(body, dict):
        inner = body.get("error", body)
        words = inner.get("message") if isinstance(inner, dict) else inner
    else:
        words = body if isinstance(body, str) else error.message
    words = str(words or "").strip()
    return "" if words.startswith("<") else _storable(words[:_LONGEST_WORDS])


def _retry_after(error: openai.APIStatusError) -> int | None:
    """Seconds, from the header of RFC 9110, 10.2.3; a date there is not worth a clock."""
    value = error.response.headers.get("retry-after", "")
    if not re.fullmatch(r"\d+(\.\d+)?", value):
        return None
    return round(min(max(1.0, float(value)), _LONGEST_WAIT_SECONDS))
