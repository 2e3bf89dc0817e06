"""A reply to turns that a program sends along, which belong to no chat: nothing of it is stored.

It costs a call like any other reply, and one that brought no word gives its call back.
"""

import asyncio
from collections import Counter
from collections.abc import AsyncGenerator, Sequence
from contextlib import aclosing
from dataclasses import dataclass

from sqlmodel import Session

from oreai.database import Database
from oreai.llm.client import ChatTurn, ReplyChunk
from oreai.llm.errors import BoxCannotAnswer, ModelError, OutOfCalls
from oreai.llm.parameters import RequestParameters
from oreai.llm.provider import Provider, ResolvedModel, offline
from oreai.repositories import users
from oreai.services.replies.generation import LONGEST
from oreai.services.requests.auxiliary import AuxiliaryRequests

_AT_ONCE = 4  # of one user


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
        *,
        defaults: RequestParameters,
    ):
        self._database = database
        self._provider = provider
        self._requests = requests
        self._defaults = defaults
        self._running: Counter[str] = Counter()

    async def stream(self, user_id: str, turns: Sequence[DirectTurn]) -> AsyncGenerator[str, None]:
        """The text of the reply as it comes, without what a model thinks before it.

        Raises:
            TooManyReplies: nothing was asked.
            ReplyFailed: it cannot go on, or the user has no call left.
        """
        if self._running[user_id] >= _AT_ONCE:
            raise TooManyReplies
        self._running[user_id] += 1
        try:
            async with aclosing(self._paid(user_id, turns)) as texts:
                async for text in texts:
                    yield text
        except ModelError as error:
            raise ReplyFailed(error) from error
        finally:
            self._running[user_id] -= 1
            if not self._running[user_id]:
                del self._running[user_id]

    async def _paid(self, user_id: str, turns: Sequence[DirectTurn]) -> AsyncGenerator[str, None]:
        if not await self._database.write(lambda session: users.spend_call(session, user_id)):
            raise OutOfCalls
        length = 0
        try:
            async with aclosing(self._chunks(user_id, turns)) as chunks:
                async for chunk in chunks:
                    if chunk.text:
                        length += len(chunk.text)
                        yield chunk.text
                    if length > LONGEST:
                        return
        finally:
            if not length:  # also where the reader has gone, which cancels us: the call still comes back
                await asyncio.shield(self._database.write(lambda session: _give_back(session, user_id)))

    async def _chunks(self, user_id: str, turns: Sequence[DirectTurn]) -> AsyncGenerator[ReplyChunk, None]:
        local_model = await self._database.read(lambda session: users.get(session, user_id).local_model)
        model = await self._provider.resolve(local_model)
        going = [ChatTurn(turn.role, turn.content) for turn in turns]
        has_begun = False
        try:
            async with aclosing(self._of(model, going)) as chunks:
                async for chunk in chunks:
                    has_begun = has_begun or bool(chunk.text)
                    yield chunk
        except BoxCannotAnswer as error:
            if has_begun:
                raise
            async with aclosing(self._of(offline(error.why), going)) as chunks:
                async for chunk in chunks:
                    yield chunk

    def _of(self, model: ResolvedModel, turns: Sequence[ChatTurn]) -> AsyncGenerator[ReplyChunk, None]:
        parameters = RequestParameters(model.model, self._defaults.numbers)
        return self._requests.stream(model, turns, parameters)


def _give_back(session: Session, user_id: str) -> None:
    users.give_back_call(session, user_id)
