"""A provider that hears and speaks: a recording becomes text, a text becomes sound."""

import asyncio
import json
from collections.abc import AsyncGenerator
from dataclasses import dataclass
from typing import Protocol

from openai import AsyncOpenAI

from oreai import trace
from oreai.llm.error_body import read
from oreai.llm.error_translation import error_in
from oreai.llm.errors import ModelError, NotJson, Unparsable
from oreai.llm.provider_errors import ProviderErrors, check_key
from oreai.llm.refusals import Circumstances

SPOKEN_TYPE = "audio/mpeg"
"What a text is spoken in: every browser plays it."
_HEARING_SECONDS = 180  # ten minutes of speech, by a model on a slow machine
_LONGEST_SOUND = 16 * 2**20  # bytes; far more than a passage takes


@dataclass(frozen=True)
class Recording:
    """What somebody has said, as the browser recorded it."""

    content: bytes
    media_type: str
    file_name: str
    "By whose ending some servers know what it is."


class AudioClient(Protocol):
    """A provider that can be asked to hear and to speak."""

    async def transcribe(self, recording: Recording, model: str) -> str:
        """The words of a recording; empty where nobody speaks.

        Raises:
            ModelError: they cannot be had.
        """
        ...

    def speak(self, text: str, model: str, voice: str) -> AsyncGenerator[bytes, None]:
        """The text as sound, of the type `SPOKEN_TYPE`, as it comes.

        Raises:
            ModelError: it cannot go on.
        """
        ...


class OpenAIAudio:
    """Any server that has OpenAI's `/audio/transcriptions` and `/audio/speech`."""

    def __init__(self, sdk: AsyncOpenAI, errors: ProviderErrors, *, silence_seconds: float):
        self._sdk = sdk
        self._errors = errors
        self._silence_seconds = silence_seconds

    async def transcribe(self, recording: Recording, model: str) -> str:
        check_key(self._sdk.api_key)
        file = (recording.file_name, recording.content, recording.media_type)
        try:
            async with asyncio.timeout(_HEARING_SECONDS):
                response = await self._sdk.audio.transcriptions.with_raw_response.create(
                    model=model, file=file, response_format="json", extra_headers=trace.headers()
                )
            return _words_in(response.content)
        except Exception as error:
            raise self._errors.told_of(error, Circumstances(model=model)) from error

    async def speak(self, text: str, model: str, voice: str) -> AsyncGenerator[bytes, None]:
        check_key(self._sdk.api_key)
        has_begun = False
        request = self._sdk.audio.speech.with_streaming_response.create(
            model=model, voice=voice, input=text, response_format="mp3", extra_headers=trace.headers()
        )
        try:
            async with asyncio.timeout(self._silence_seconds) as timeout, request as response:
                if _is_no_sound(response.headers.get("content-type", "")):
                    raise _refusal_in(await response.read())
                size = 0
                async for chunk in response.iter_bytes():
                    size += len(chunk)
                    if size > _LONGEST_SOUND:
                        raise Unparsable
                    has_begun = True
                    timeout.reschedule(asyncio.get_running_loop().time() + self._silence_seconds)
                    yield chunk
        except Exception as error:
            seen = Circumstances(model=model, midway=has_begun)
            raise self._errors.told_of(error, seen) from error


def _words_in(body: bytes) -> str:
    """The text of the answer; servers tell of errors with status 200 here, too.

    Raises:
        ModelError: it is an error, a page, or holds no text.
    """
    if read(body).is_page:
        raise NotJson
    found = json.loads(body)
    if found.get("error"):
        raise error_in(found)
    text = found["text"]
    if not isinstance(text, str):
        raise Unparsable
    return text.strip()


def _is_no_sound(content_type: str) -> bool:
    return content_type.startswith(("text/", "application/json"))


def _refusal_in(body: bytes) -> ModelError:
    """What an answer with status 200 that is no sound tells of."""
    return NotJson() if read(body).is_page else error_in(json.loads(body))
