"""The OpenAI SDK as a ChatClient."""

import asyncio
import json
import re
from collections.abc import AsyncGenerator, Sequence
from contextlib import AbstractAsyncContextManager
from typing import Any

from openai import AsyncAPIResponse, AsyncOpenAI

from oreai.characters import storable
from oreai.llm.client import ChatTurn, Piece
from oreai.llm.error_translation import error_in, translated
from oreai.llm.errors import Empty, Filtered, ModelError, NotJson, Unfinished, WrongKey
from oreai.llm.parameters import Parameters

_SHORTEST_SECRET = 8  # a shorter key opens nothing, and any sentence may hold it
_ONE_WORD = re.compile(r"[\x21-\x7e]+")  # what an Authorization header can carry as a key


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
        told = translated(error, **circumstances)
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
        raise error_in(error)
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
