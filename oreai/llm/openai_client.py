"""The OpenAI SDK as a ChatClient."""

import asyncio
import json
from collections.abc import AsyncGenerator, Mapping, Sequence
from contextlib import AbstractAsyncContextManager, aclosing
from typing import Any

from openai import AsyncAPIResponse, AsyncOpenAI

from oreai import trace
from oreai.llm.audio import OpenAIAudio
from oreai.llm.client import PARAGRAPH, ChatTurn, ReplyChunk
from oreai.llm.error_body import read
from oreai.llm.error_translation import error_in, translated
from oreai.llm.errors import Broken, NotJson, Silent
from oreai.llm.model_list import ModelList, models_in
from oreai.llm.parameters import RequestParameters
from oreai.llm.patience import Patience
from oreai.llm.provider_errors import ProviderErrors, check_key
from oreai.llm.refusals import Circumstances
from oreai.llm.stream import ReplyReader


class OpenAIClient:
    """Any server that speaks OpenAI's chat completions.

    The SDK makes the request; the answer's bytes are read here, whatever label they
    bear, without an object of the SDK's for each event.
    """

    def __init__(self, sdk: AsyncOpenAI, *, silence_seconds: float, name: str = "", is_users: bool = False):
        """
        Args:
            name: the provider's, where it is listed: it was not set by the variables that errors else name.
            is_users: a user has named it: what it says is shown only where it speaks as a model's server.
        """
        self._sdk = sdk
        self._errors = ProviderErrors(sdk.api_key, name=name, is_users=is_users)
        self._silence_seconds = silence_seconds

    @property
    def audio(self) -> OpenAIAudio:
        """The same server, asked to hear and to speak."""
        return OpenAIAudio(self._sdk, self._errors, silence_seconds=self._silence_seconds)

    async def stream(
        self, turns: Sequence[ChatTurn], parameters: RequestParameters
    ) -> AsyncGenerator[ReplyChunk, None]:
        check_key(self._sdk.api_key)
        reply = ReplyReader()
        try:
            async with aclosing(self._bytes(turns, parameters, reply)) as chunks:
                async for chunk in chunks:
                    for reply_chunk in reply.feed(chunk):
                        yield reply_chunk
            for reply_chunk in reply.end():
                yield reply_chunk
        except Exception as error:
            seen = _circumstances(turns, parameters, midway=reply.has_begun)
            raise self._errors.told_of(error, seen) from error

    async def _bytes(
        self, turns: Sequence[ChatTurn], parameters: RequestParameters, reply: ReplyReader
    ) -> AsyncGenerator[bytes, None]:
        """The answer's bytes. Once the reply has said why it ends, a silence or a cut is its end."""
        try:
            async with asyncio.timeout(self._silence_seconds) as timeout:
                patience = Patience(timeout, self._silence_seconds)
                async with self._ask(turns, parameters) as response:
                    reply.has_begun = True
                    async for chunk in response.iter_bytes():
                        yield chunk
                        if reply.is_done:
                            return
                        patience.renew(reply.chunk_count, is_ending=bool(reply.finish_reason))
        except Exception as error:
            if not reply.finish_reason or not isinstance(
                translated(error, Circumstances(midway=True)), Silent | Broken
            ):
                raise

    def _ask(
        self, turns: Sequence[ChatTurn], parameters: RequestParameters
    ) -> AbstractAsyncContextManager[AsyncAPIResponse[Any]]:
        messages = [{"role": turn.role, "content": _content(turn)} for turn in turns]
        # As it is: by name the SDK takes no parameter that OpenAI does not know, and looks through all
        # messages for what each could be, half a millisecond of the event loop for every one.
        body = {"messages": messages, **parameters.as_sent()}
        return self._sdk.chat.completions.with_streaming_response.create(
            model=parameters.model,
            stream=True,
            messages=[],
            extra_headers=trace.headers(),
            extra_body=body,
        )

    async def models(self, *, seconds: float) -> ModelList:
        """The server's models, in alphabetical order.

        Raises:
            ModelError: the list cannot be read, or not within so many seconds.
        """
        try:
            async with asyncio.timeout(seconds):
                response = await self._sdk.models.with_raw_response.list()
            return _listed(response.content)
        except Exception as error:
            raise self._errors.told_of(error, Circumstances()) from error


def _circumstances(
    turns: Sequence[ChatTurn], parameters: RequestParameters, *, midway: bool
) -> Circumstances:
    """What a refusal of this request has to be read with."""
    system = any(turn.role == "system" for turn in turns)
    images = any(turn.has_images for turn in turns)
    return Circumstances(
        model=parameters.model,
        images=images,
        system=system,
        alone=system and len(turns) == 1,
        own_values=parameters.own_values,
        midway=midway,
    )


def _listed(body: bytes) -> ModelList:
    """The models; servers tell of errors with status 200 here, too.

    Raises:
        ModelError: it is an error, or a page.
    """
    if read(body).is_page:
        raise NotJson
    found = json.loads(body)
    if isinstance(found, dict) and found.get("error"):
        raise error_in(found)
    return models_in(found)


def _content(turn: ChatTurn) -> str | list[Mapping[str, Any]]:
    """Words alone go as a plain text, which every server takes; with anything else they go as parts."""
    parts = [part.as_sent() for part in turn.parts]
    if all(part["type"] == "text" for part in parts):
        return PARAGRAPH.join(part["text"] for part in parts)
    return parts
