"""The OpenAI SDK as a ChatClient. Its errors are translated here, once, and nowhere else."""

import asyncio
import json
import re
from collections.abc import AsyncGenerator, Sequence
from contextlib import AbstractAsyncContextManager
from typing import Any

import openai
from openai import AsyncAPIResponse, AsyncOpenAI

from oreai.characters import storable
from oreai.llm import no_images
from oreai.llm.client import (
    Broken,
    ChatTurn,
    ContextTooLong,
    Empty,
    Filtered,
    ImagesRefused,
    ModelError,
    NotJson,
    OutOfCalls,
    ParameterRefused,
    Piece,
    RateLimited,
    Refused,
    Silent,
    Unfinished,
    Unparsable,
    Unreachable,
    WrongKey,
)
from oreai.llm.parameters import OPTIONAL, Parameters

_LONGEST_WORDS = 600
_LONGEST_WAIT_SECONDS = 24 * 60 * 60
_SHORTEST_SECRET = 8  # a shorter key opens nothing, and any sentence may hold it
_ONE_WORD = re.compile(r"[\x21-\x7e]+")  # what an Authorization header can carry as a key
_TOO_LONG = re.compile(
    r"context.{0,10}(length|window|size|limit)|maximum (context|model length|prompt length)|too many tokens"
    r"|prompt is too long|reduce the length|exceed.{0,30}(tokens allowed|token limit)|range of input length",
    re.IGNORECASE,
)
_UNSUPPORTED = re.compile(
    r"unsupported|not supported|does not support|unrecogni[sz]ed|unknown|unexpected"
    r"|not permitted|not allowed",
    re.IGNORECASE,
)
_SEES_NOTHING = (400, 404, 415, 422, 500, 501)  # the statuses with which servers refuse pictures
_OUT_OF_RANGE = re.compile(
    r"too (large|small|high|low)|(less|greater|more) than|at (most|least)|between|minimum|maximum|[<>]=",
    re.IGNORECASE,
)


class OpenAIClient:
    """Any server that speaks OpenAI's chat completions.

    The SDK makes the request and reads the stream; its events are taken as JSON,
    without an object for each: that would be a third of what a reply costs.
    """

    def __init__(self, sdk: AsyncOpenAI, *, silence_seconds: float):
        self._sdk = sdk
        self._silence_seconds = silence_seconds

    async def stream(self, turns: Sequence[ChatTurn], parameters: Parameters) -> AsyncGenerator[Piece, None]:
        if not _ONE_WORD.fullmatch(self._sdk.api_key):
            raise WrongKey
        came = False
        try:
            async with asyncio.timeout(self._silence_seconds) as patience:
                async with self._ask(turns, parameters) as response:
                    async for piece in _pieces(response):
                        came = True
                        self._renew(patience)
                        yield piece
        except Exception as error:
            images = any(turn.images for turn in turns)
            raise self._told(error, midway=came, images=images, model=parameters.model) from error

    def _ask(
        self, turns: Sequence[ChatTurn], parameters: Parameters
    ) -> AbstractAsyncContextManager[AsyncAPIResponse[Any]]:
        messages: list[Any] = [{"role": turn.role, "content": _content(turn)} for turn in turns]
        return self._sdk.chat.completions.with_streaming_response.create(
            messages=messages, **parameters.as_sent()
        )

    async def models(self, *, seconds: float) -> list[str]:
        """The names of the server's models, in alphabetical order.

        Raises:
            ModelError: the list cannot be read, or not within so many seconds.
        """
        try:
            async with asyncio.timeout(seconds):
                listed = await self._sdk.models.list()
            return sorted({str(model.id) for model in listed.data})
        except Exception as error:
            raise self._told(error) from error

    def _told(self, error: Exception, **circumstances: Any) -> ModelError:
        """The error, without the key: some servers say it back, and readers are shown their words."""
        told = _translated(error, **circumstances)
        if len(self._sdk.api_key) >= _SHORTEST_SECRET:
            told.words = told.words.replace(self._sdk.api_key, "…")
        return told

    def _renew(self, patience: asyncio.Timeout) -> None:
        """Start the silence anew; half as long again, so that not every piece has to move the timer."""
        now, silence = asyncio.get_running_loop().time(), self._silence_seconds
        if (patience.when() or 0) < now + silence:
            patience.reschedule(now + 1.5 * silence)


def _content(turn: ChatTurn) -> str | list[dict[str, Any]]:
    """The turn's words, or its words and pictures as parts."""
    if not turn.images:
        return turn.content
    text = [{"type": "text", "text": turn.content}] if turn.content else []
    return [*text, *({"type": "image_url", "image_url": {"url": address}} for address in turn.images)]


async def _pieces(response: AsyncAPIResponse) -> AsyncGenerator[Piece, None]:
    """The stream's pieces; it must say that it is done, and say something before."""
    kind = response.headers.get("content-type", "")
    if "html" in kind:
        raise NotJson
    whole = _WholeCharacters()
    if "json" in kind:  # a server that does not stream answers at once, or says here what is wrong
        piece = _piece(_as_chunk(json.loads(await response.text())), whole)
        yield piece
        _check_ending(piece.finish_reason or "stop", bool(piece.text))
        return
    spoke, finish = False, None
    async for line in response.iter_lines():
        if not line.startswith("data:"):  # comments, event names, the empty lines between events
            continue
        event = line[5:].strip()
        if event == "[DONE]":
            break
        piece = _piece(json.loads(event), whole)
        spoke = spoke or bool(piece.text)
        finish = piece.finish_reason or finish
        yield piece
    _check_ending(finish, spoke)


def _as_chunk(completion: dict[str, Any]) -> dict[str, Any]:
    """A whole completion in the form of a stream's chunk."""
    choices = [{**choice, "delta": choice.get("message")} for choice in completion.get("choices") or []]
    if not choices and not completion.get("error"):
        raise Unfinished
    return {**completion, "choices": choices}


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
        return storable(text)


def _piece(chunk: dict[str, Any], whole: _WholeCharacters) -> Piece:
    """What a chunk says; on anything that is no chunk this raises whatever comes of it."""
    if error := chunk.get("error"):
        raise _told_midway(error)
    usage = chunk.get("usage") or {}
    choice = chunk["choices"][0] if chunk.get("choices") else {}
    delta = choice.get("delta") or {}
    return Piece(
        whole.of(delta.get("content") or ""),
        storable(delta.get("reasoning_content") or delta.get("reasoning") or ""),
        choice.get("finish_reason"),
        usage.get("prompt_tokens"),
        usage.get("completion_tokens"),
    )


def _translated(
    error: Exception, *, midway: bool = False, images: bool = False, model: str = ""
) -> ModelError:
    """The ModelError that means the same.

    Args:
        midway: a part of the reply had already come.
        images: the request carried pictures.
        model: who was asked.
    """
    match error:
        case ModelError():
            return error
        case openai.APIStatusError():
            return _refusal(error, images=images, model=model)
        case TimeoutError() | openai.APITimeoutError():
            return Silent()
        case json.JSONDecodeError() | UnicodeDecodeError() | AttributeError() | TypeError() | LookupError():
            return Unparsable()
        case openai.APIConnectionError():
            return Broken() if midway else Unreachable()
        case _ if _is_transport(error):
            return Broken() if midway else Unreachable()
        case _:
            return ModelError(str(error))


def _is_transport(error: Exception) -> bool:
    """Whether this came from the SDK's HTTP library, which it may change (httpx, httpx2)."""
    return type(error).__module__.partition(".")[0] in ("httpx", "httpx2", "httpcore", "httpcore2", "anyio")


def _refusal(error: openai.APIStatusError, *, images: bool, model: str) -> ModelError:
    words = _words(error)
    meant = _without_name(words, model)
    code = str(error.code or "")
    if error.status_code == 403 or code == "insufficient_quota":
        return OutOfCalls(words)
    if error.status_code == 401:
        return WrongKey(words)
    if error.status_code == 429:
        return RateLimited(words, retry_after_s=_retry_after(error))
    if error.status_code in (400, 413, 422) and (
        code == "context_length_exceeded" or _TOO_LONG.search(meant)
    ):
        return ContextTooLong(words)
    if images and error.status_code in _SEES_NOTHING and no_images.is_meant_by(meant):
        return ImagesRefused(words)
    if error.status_code in (400, 422) and (parameter := _refused_parameter(error, meant)):
        return ParameterRefused(words, parameter)
    return Refused(words or f"HTTP {error.status_code}")


def _without_name(words: str, model: str) -> str:
    """What the server says beside the model's name: that is its user's choice, and may say anything."""
    return re.sub(rf"(?<!\w){re.escape(model)}(?!\w)", "", words, flags=re.IGNORECASE) if model else words


def _refused_parameter(error: openai.APIStatusError, words: str) -> str | None:
    """The optional parameter that the model does not take, as the refusal's field or else its words say.

    A value out of the parameter's range is no such refusal: whoever chose it has to hear of it.
    """
    unsupported = _UNSUPPORTED.search(words)
    if error.param in OPTIONAL:
        return error.param if unsupported or not _OUT_OF_RANGE.search(words) else None
    named = [found for name in OPTIONAL if (found := re.search(rf"\b{name}\b", words))]
    return min(named, key=re.Match.start)[0] if named and unsupported else None


def _told_midway(error: Any) -> ModelError:
    """What an error event in the middle of a stream means."""
    words, code = (error.get("message"), error.get("code")) if isinstance(error, dict) else (error, None)
    words = _shown(words)
    if code == "context_length_exceeded" or _TOO_LONG.search(words):
        return ContextTooLong(words)
    return Refused(words) if words else Broken()


def _words(error: openai.APIError) -> str:
    """The server's own text, without the SDK's wrapping."""
    body: Any = error.body
    if isinstance(body, dict):
        inner = body.get("error", body)
        return _shown(inner.get("message") if isinstance(inner, dict) else inner)
    return _shown(body if isinstance(body, str) else error.message)


def _shown(words: Any) -> str:
    """What a server said, fit to be shown and stored; a page's markup helps nobody."""
    text = str(words or "").strip()
    return "" if text.startswith("<") else storable(text[:_LONGEST_WORDS])


def _retry_after(error: openai.APIStatusError) -> int | None:
    """Seconds, from the header of RFC 9110, 10.2.3; a date there is not worth a clock."""
    value = error.response.headers.get("retry-after", "")
    if not re.fullmatch(r"\d+(\.\d+)?", value):
        return None
    return round(min(max(1.0, float(value)), _LONGEST_WAIT_SECONDS))
