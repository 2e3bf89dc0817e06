"""Small requests beside the conversation: a title, a summary. The owner of the server pays them."""

import asyncio
from collections.abc import AsyncGenerator, Iterable, Sequence
from contextlib import aclosing
from dataclasses import replace

from oreai.llm.client import ChatTurn, ReplyChunk
from oreai.llm.errors import ModelError, ParameterRefused, SystemRefused
from oreai.llm.parameters import OPTIONAL, SYSTEM, RequestParameters
from oreai.llm.provider import ResolvedModel
from oreai.services.models.capabilities import CapabilityStore
from oreai.services.models.chat_models import ChatModel, ChatModels
from oreai.services.models.lessons import parameters_taught
from oreai.services.models.user_providers import is_users_own
from oreai.services.requests.alternation import without_system
from oreai.services.usage.charges import Account, Charges

_LONGEST = 100_000  # characters, thinking among them: far more than is ever asked for
_PATIENCE_SECONDS = 30


class AuxiliaryRequests:
    """Sends a chat's model a request that is no part of the conversation."""

    def __init__(self, models: ChatModels, capabilities: CapabilityStore, charges: Charges):
        self._models = models
        self._capabilities = capabilities
        self._charges = charges

    async def ask_in_chat(
        self, account: Account, turns: Sequence[ChatTurn], *, max_tokens: int, temperature: float
    ) -> str:
        """What `ask` tells of the model of the account's chat; empty where that writes nothing but replies.

        Raises:
            NoSuchChat: the chat is not this user's.
            ModelError: it does not answer, or is not asked any more today.
            TimeoutError: it did not answer in time.
        """
        _, model = await self._models.in_chat(account.user_id, account.chat_id or "")
        if not model.writes_auxiliary:
            return ""
        async with asyncio.timeout(_PATIENCE_SECONDS):
            return await self.ask(account, model, turns, max_tokens=max_tokens, temperature=temperature)

    async def ask(
        self,
        account: Account,
        model: ChatModel,
        turns: Sequence[ChatTurn],
        *,
        max_tokens: int,
        temperature: float,
    ) -> str:
        """The text of the model's answer, without its reasoning.

        Args:
            account: for whom it is, and for what.
            model: the chat's model; its own parameters hold where nothing else is said here.
            max_tokens: the most the answer may have.
            temperature: between 0 and 2, as in OpenAI's API.

        Raises:
            ModelError: it does not answer, or so much was asked for this user today that it is not asked.
        """
        text, length = "", 0
        parameters = model.parameters.with_numbers(max_tokens=max_tokens, temperature=temperature)
        account = replace(account, has_own_key=is_users_own(model.resolved.provider))
        async with (
            self._charges.of(account) as charge,
            aclosing(self.stream(model.resolved, turns, parameters)) as chunks,
        ):
            charge.asked(model.resolved)
            async for chunk in chunks:
                charge.told_by(chunk)
                text = chunk.text if chunk.was_reasoning else text + chunk.text
                length += len(chunk.text) + len(chunk.reasoning)
                if length > _LONGEST:
                    break
        return text.strip()

    async def stream(
        self, model: ResolvedModel, turns: Sequence[ChatTurn], parameters: RequestParameters
    ) -> AsyncGenerator[ReplyChunk, None]:
        """The model's answer as it comes.

        A parameter that the model refuses is left out, learned where nobody made the model say so, and the
        request sent again.

        Raises:
            ModelError: it does not answer, or not to its end.
        """
        left_out: frozenset[str] = frozenset()
        for _ in (SYSTEM, *OPTIONAL):
            without = (await self._capabilities.of(model)).refused | left_out
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
                left_out |= error.parameters
                await self._capabilities.learn_refusals(model, await parameters_taught(error, going))
        raise ModelError


def quoted(instruction: str, told: Iterable[tuple[str, str]]) -> list[ChatTurn]:
    """The conversation as one quoted turn: as turns of its own the model would go on with it.

    Args:
        instruction: what is to be done with it.
        told: its (role, text) turns, of which empty ones are left out.
    """
    conversation = "\n\n".join(f"{role}: {text}" for role, text in told if text)
    return [
        ChatTurn("system", instruction),
        ChatTurn("user", f"<conversation>\n{conversation}\n</conversation>"),
    ]
