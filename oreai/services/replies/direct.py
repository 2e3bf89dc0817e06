"""A reply to turns that a program sends along, which belong to no chat: nothing of it is stored.

It costs a call like any other reply, and none where it brought nothing.
"""

from collections.abc import AsyncGenerator, Sequence
from contextlib import aclosing
from dataclasses import dataclass

from oreai.database import Database
from oreai.llm.client import ChatTurn, ReplyChunk
from oreai.llm.errors import BoxCannotAnswer, ModelError, RateLimited, TooManyAtOnce
from oreai.llm.parameters import RequestParameters
from oreai.llm.provider import Provider, ResolvedModel, offline
from oreai.models import Purpose
from oreai.repositories import users
from oreai.services.accounts.rates import Rate
from oreai.services.replies.generation import LONGEST
from oreai.services.requests.auxiliary import AuxiliaryRequests
from oreai.services.usage.charges import Account, Charge, Charges


@dataclass(frozen=True)
class DirectTurn:
    """What a program sends; `role` is system, user or assistant."""

    role: str
    content: str


class ReplyFailed(Exception):
    """The reply cannot go on; the parts are those of a `ModelError`, whose `kind` names the words for it."""

    def __init__(self, error: ModelError):
        super().__init__(error.kind)
        self.kind, self.provider_message = error.kind, error.provider_message
        self.retry_after_s = error.retry_after_s


class TooManyReplies(Exception):
    """So many replies are being made for this user that another one has to wait."""


class DirectReplies:
    """Asks the default model with the default parameters."""

    def __init__(
        self,
        database: Database,
        provider: Provider,
        requests: AuxiliaryRequests,
        charges: Charges,
        *,
        defaults: RequestParameters,
        rate: Rate,
    ):
        """Args: rate: how often each user may ask; that of replies in chats."""
        self._database = database
        self._provider = provider
        self._requests = requests
        self._charges = charges
        self._defaults = defaults
        self._rate = rate

    async def stream(self, user_id: str, turns: Sequence[DirectTurn]) -> AsyncGenerator[str, None]:
        """The text of the reply as it comes, without what a model thinks before it.

        Raises:
            TooManyReplies: nothing was asked.
            ReplyFailed: it cannot go on, or the user has no call left.
        """
        try:
            async with aclosing(self._charged(user_id, turns)) as texts:
                async for text in texts:
                    yield text
        except TooManyAtOnce:
            raise TooManyReplies from None
        except ModelError as error:
            raise ReplyFailed(error) from error

    async def _charged(self, user_id: str, turns: Sequence[DirectTurn]) -> AsyncGenerator[str, None]:
        if wait_s := self._rate.take(user_id):
            raise RateLimited(retry_after_s=int(wait_s) + 1)
        length = 0
        async with (
            self._charges.of(Account(user_id, Purpose.DIRECT)) as charge,
            aclosing(self._chunks(user_id, turns, charge)) as chunks,
        ):
            async for chunk in chunks:
                charge.told_by(chunk)
                if chunk.text:
                    length += len(chunk.text)
                    yield chunk.text
                if length > LONGEST:
                    return

    async def _chunks(
        self, user_id: str, turns: Sequence[DirectTurn], charge: Charge
    ) -> AsyncGenerator[ReplyChunk, None]:
        local_model = await self._database.read(lambda session: users.get(session, user_id).local_model)
        model = await self._provider.resolve(local_model)
        going = [ChatTurn(turn.role, turn.content) for turn in turns]
        has_begun = False
        charge.asked(model)
        try:
            async with aclosing(self._of(model, going)) as chunks:
                async for chunk in chunks:
                    has_begun = has_begun or bool(chunk.text)
                    yield chunk
        except BoxCannotAnswer as error:
            if has_begun:
                raise
            charge.asked(offline(error.why))
            async with aclosing(self._of(offline(error.why), going)) as chunks:
                async for chunk in chunks:
                    yield chunk

    def _of(self, model: ResolvedModel, turns: Sequence[ChatTurn]) -> AsyncGenerator[ReplyChunk, None]:
        parameters = RequestParameters(model.model, self._defaults.numbers)
        return self._requests.stream(model, turns, parameters)
