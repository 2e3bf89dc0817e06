"""A reply to turns that a program sends along, which belong to no chat: nothing of it is stored.

It costs a call like any other reply, and none where it brought nothing.
"""

from collections.abc import AsyncGenerator, Sequence
from contextlib import aclosing
from dataclasses import dataclass, replace

from oreai.database import Database
from oreai.llm.client import ChatTurn, ReplyChunk
from oreai.llm.errors import BoxCannotAnswer, ModelError, ModelGone, RateLimited, TooManyAtOnce
from oreai.llm.provider import offline
from oreai.models import Purpose
from oreai.repositories import users
from oreai.services.accounts.rates import Rate
from oreai.services.models.chat_models import ChatModel, ChatModels
from oreai.services.models.settings import ChatSettings
from oreai.services.models.user_providers import is_users_own
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


_DEFAULTS = ChatSettings()


class DirectReplies:
    """Asks a model, by default the default one with the default parameters."""

    def __init__(
        self,
        database: Database,
        models: ChatModels,
        requests: AuxiliaryRequests,
        charges: Charges,
        *,
        rate: Rate,
    ):
        """Args: rate: how often each user may ask; that of replies in chats."""
        self._database = database
        self._models = models
        self._requests = requests
        self._charges = charges
        self._rate = rate

    async def stream(
        self, user_id: str, turns: Sequence[DirectTurn], settings: ChatSettings = _DEFAULTS
    ) -> AsyncGenerator[str, None]:
        """The text of the reply as it comes, without what a model thinks before it.

        Args:
            settings: what a chat would have chosen; the owner's ceilings hold for it as for a chat's.

        Raises:
            TooManyReplies: nothing was asked.
            ReplyFailed: it cannot go on, or the user has no call left.
        """
        try:
            async with aclosing(self._charged(user_id, turns, settings)) as texts:
                async for text in texts:
                    yield text
        except TooManyAtOnce:
            raise TooManyReplies from None
        except ModelError as error:
            raise ReplyFailed(error) from error

    async def _charged(
        self, user_id: str, turns: Sequence[DirectTurn], settings: ChatSettings
    ) -> AsyncGenerator[str, None]:
        if wait_s := self._rate.take(user_id):
            raise RateLimited(retry_after_s=int(wait_s) + 1)
        model, length = await self._chosen(user_id, settings), 0
        account = Account(user_id, Purpose.DIRECT, has_own_key=is_users_own(model.resolved.provider))
        async with (
            self._charges.of(account) as charge,
            aclosing(self._chunks(model, turns, charge)) as chunks,
        ):
            async for chunk in chunks:
                charge.told_by(chunk)
                if chunk.text:
                    length += len(chunk.text)
                    yield chunk.text
                if length > LONGEST:
                    return

    async def _chosen(self, user_id: str, settings: ChatSettings) -> ChatModel:
        local_model = await self._database.read(lambda session: users.get(session, user_id).local_model)
        model = await self._models.of_settings(user_id, local_model, settings)
        if model.is_barred:
            raise ModelGone
        return model

    async def _chunks(
        self, model: ChatModel, turns: Sequence[DirectTurn], charge: Charge
    ) -> AsyncGenerator[ReplyChunk, None]:
        going = [ChatTurn(turn.role, turn.content) for turn in turns]
        has_begun = False
        charge.asked(model.resolved)
        try:
            async with aclosing(self._of(model, going)) as chunks:
                async for chunk in chunks:
                    has_begun = has_begun or bool(chunk.text)
                    yield chunk
        except BoxCannotAnswer as error:
            if has_begun:
                raise
            instead = offline(error.why)
            charge.asked(instead)
            own = replace(model.parameters, model=instead.model)
            async with aclosing(self._of(replace(model, resolved=instead, parameters=own), going)) as chunks:
                async for chunk in chunks:
                    yield chunk

    def _of(self, model: ChatModel, turns: Sequence[ChatTurn]) -> AsyncGenerator[ReplyChunk, None]:
        return self._requests.stream(model.resolved, turns, model.parameters)
