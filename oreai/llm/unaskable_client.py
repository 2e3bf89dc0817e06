"""Stands in for a provider that cannot even be asked, because of its address or a proxy."""

from collections.abc import AsyncGenerator, Sequence

from oreai.llm.audio import AudioClient, Recording
from oreai.llm.client import ChatTurn, ReplyChunk
from oreai.llm.errors import ModelError
from oreai.llm.model_list import ModelList
from oreai.llm.parameters import RequestParameters


class UnaskableClient:
    """Fails every request for the same reason; a chat that is only looked at does not notice."""

    def __init__(self, reason: ModelError):
        self._reason = reason

    async def stream(
        self, turns: Sequence[ChatTurn], parameters: RequestParameters
    ) -> AsyncGenerator[ReplyChunk, None]:
        raise type(self._reason)(self._reason.provider_message)
        yield ReplyChunk()

    async def models(self, *, seconds: float) -> ModelList:
        raise type(self._reason)(self._reason.provider_message)

    @property
    def audio(self) -> AudioClient:
        """Nor can it be asked to hear or to speak."""
        return self

    async def transcribe(self, recording: Recording, model: str) -> str:
        raise type(self._reason)(self._reason.provider_message)

    async def speak(self, text: str, model: str, voice: str) -> AsyncGenerator[bytes, None]:
        raise type(self._reason)(self._reason.provider_message)
        yield b""
