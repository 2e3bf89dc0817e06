"""Small requests beside the conversation: a title, a summary. They cost the user no call."""

from collections.abc import AsyncGenerator, Sequence
from contextlib import aclosing
from dataclasses import replace

from oreai.llm.client import ChatTurn, ReplyChunk
from oreai.llm.errors import ModelError, ParameterRefused, SystemRefused
from oreai.llm.parameters import OPTIONAL, SYSTEM, RequestParameters
from oreai.llm.provider import ResolvedModel
from oreai.services.models.capabilities import CapabilityStore
from oreai.services.models.chat_models import ChatModel
from oreai.services.requests.alternation import without_system

_LONGEST = 100_000  # characters, thinking among them: far more than is ever asked for


class AuxiliaryRequests:
    """Sends a chat's model a request that is no part of the conversation."""

    def __init__(self, capabilities: CapabilityStore):
        self._capabilities = capabilities

    async def ask(
        self, model: ChatModel, turns: Sequence[ChatTurn], *, max_tokens: int, temperature: float
    ) -> str:
        """The text of the model's answer, without its reasoning.

        Args:
            model: the chat's model; its own parameters hold where nothing else is said here.
            max_tokens: the most the answer may have.
            temperature: between 0 and 2, as in OpenAI's API.

        Raises:
            ModelError: it does not answer.
        """
        text, length = "", 0
        parameters = model.parameters.with_numbers(max_tokens=max_tokens, temperature=temperature)
        async with aclosing(self.stream(model.resolved, turns, parameters)) as chunks:
            async for chunk in chunks:
                text = chunk.text if chunk.was_reasoning else text + chunk.text
                length += len(chunk.text) + len(chunk.reasoning)
                if length > _LONGEST:
                    break
        return text.strip()

    async def stream(
        self, model: ResolvedModel, turns: Sequence[ChatTurn], parameters: RequestParameters
    ) -> AsyncGenerator[ReplyChunk, None]:
        """The model's answer as it comes.

        A parameter that the model refuses is learned, left out, and the request sent again.

        Raises:
            ModelError: it does not answer, or not to its end.
        """
        for _ in (SYSTEM, *OPTIONAL):
            without = (await self._capabilities.of(model)).refused
            own = replace(parameters, without=without)
            going = turns if own.system else without_system(turns)
            try:
                async with aclosing(model.client.stream(going, own)) as chunks:
                    async for chunk in chunks:
                        yield chunk
                return
            except (ParameterRefused, SystemRefused) as error:
                if error.parameters <= without:
                    raise
                await self._capabilities.learn_refusals(model, error.parameters)
        raise ModelError
