"""Small requests beside the conversation: a title, a summary. They cost the user no call."""

from collections.abc import Sequence
from contextlib import aclosing
from dataclasses import replace

from oreai.llm.client import ChatTurn
from oreai.llm.errors import ModelError, ParameterRefused, SystemRefused
from oreai.llm.parameters import OPTIONAL, SYSTEM, RequestParameters
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

        A parameter that the model refuses is learned, left out, and the request sent again.

        Args:
            model: the chat's model; its own parameters hold where nothing else is said here.
            max_tokens: the most the answer may have.
            temperature: between 0 and 2, as in OpenAI's API.

        Raises:
            ModelError: it does not answer.
        """
        for _ in (SYSTEM, *OPTIONAL):
            without = (await self._capabilities.of(model.resolved)).refused
            own = model.parameters.with_numbers(max_tokens=max_tokens, temperature=temperature)
            parameters = replace(own, without=without)
            going = turns if parameters.system else without_system(turns)
            try:
                return await _text(model, going, parameters)
            except (ParameterRefused, SystemRefused) as error:
                if error.parameters <= without:
                    raise
                await self._capabilities.learn_refusals(model.resolved, error.parameters)
        raise ModelError


async def _text(model: ChatModel, turns: Sequence[ChatTurn], parameters: RequestParameters) -> str:
    """The whole text of its reply, without its reasoning."""
    text, length = "", 0
    async with aclosing(model.resolved.client.stream(turns, parameters)) as chunks:
        async for chunk in chunks:
            text = chunk.text if chunk.was_reasoning else text + chunk.text
            length += len(chunk.text) + len(chunk.reasoning)
            if length > _LONGEST:
                break
    return text.strip()
