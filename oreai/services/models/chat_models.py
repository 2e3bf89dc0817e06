"""Which model answers a chat, how its tokens are counted, what its window holds, with which parameters."""

import asyncio
from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlmodel import Session

from oreai.database import Database
from oreai.llm.limits import UNKNOWN_LIMIT, known_limit
from oreai.llm.listed_model import ListedModel
from oreai.llm.model_lists import ModelGroup
from oreai.llm.parameters import IMAGES, RequestParameters
from oreai.llm.provider import Provider, ResolvedModel
from oreai.llm.tokens import REPLY_TOKENS, TURN_TOKENS, Counter, count, counter_for
from oreai.models import Chat
from oreai.repositories import users
from oreai.services.accounts.ownership import owned_chat
from oreai.services.models.capabilities import Capabilities, CapabilityStore
from oreai.services.models.ceilings import Ceilings
from oreai.services.models.chat_system import chat_system
from oreai.services.models.settings import ChatSettings, NamedModel, settings_of
from oreai.services.models.shortening import ends
from oreai.services.models.user_providers import UserProviders, is_users_own
from oreai.services.models.window import Window, window

__all__ = ["ListedModel", "ModelGroup"]  # handed on to those who show them

LONGEST_MESSAGE = 100_000  # characters
_LONGEST_TO_SHORTEN = 2 * LONGEST_MESSAGE  # it is counted again and again on the way


@dataclass(eq=False)
class MessageTooLong(Exception):
    """More than a message may hold."""

    length: int
    "How many characters it has."


@dataclass(eq=False)
class OverWindow(Exception):
    """A message that alone is longer than the model's window has room for, in the model's tokens."""

    tokens: int
    room: int
    "How many tokens there is room for."


@dataclass(frozen=True)
class ChatModel:
    """The model of one chat, as it is asked now."""

    resolved: ResolvedModel
    counter: Counter
    window: Window
    parameters: RequestParameters
    is_own: bool = False
    "It was chosen for one reply alone."
    most_tokens: int = 0
    "The longest reply that may be asked for, in tokens."
    is_barred: bool = False
    "The person who runs OreAI does not let chats choose it."

    @property
    def writes_auxiliary(self) -> bool:
        """Whether it can be asked for titles and summaries: the offline model and a very small one cannot."""
        return bool(self.resolved.endpoint) and not self.resolved.is_trial

    def weight(self, counted: int) -> int:
        """What a turn adds to a request, in the model's tokens.

        Args:
            counted: the turn's tokens as `count` gives them; the frame around a turn is added here.
        """
        return self.counter.weigh(counted + TURN_TOKENS)

    @property
    def frame(self) -> int:
        """The tokens that every request has beside its turns."""
        return self.counter.weigh(REPLY_TOKENS)

    def room_beside(self, system: int) -> int:
        """How long a message may be, in the model's tokens.

        Args:
            system: the tokens of the system text beside it, as `count` gives them; 0 where there is none.
        """
        return self.window.budget - self.frame - (self.weight(system) if system else 0) - self.weight(0)

    def count(self, text: str) -> int:
        """The text's tokens by this model's encoding, before its learned factor. Not for the event loop."""
        return count(text, self.counter.encoding)

    def counted(self, text: str) -> dict[str, Any]:
        """A message's columns that tell its tokens. Not for the event loop."""
        return {"tokens": self.count(text), "counted_by": self.counter.encoding}

    def with_room(self, max_tokens: int) -> "ChatModel":
        """The same model with room for a reply of so many tokens, as far as its window allows."""
        own = self.parameters.with_numbers(max_tokens=max_tokens)
        return replace(self, parameters=own).within(self.window.limit)

    def within(self, limit: int) -> "ChatModel":
        """The same model with a window of so many tokens."""
        room = window(limit, min(self.parameters.max_tokens, self.most_tokens))
        return replace(self, window=room, parameters=self.parameters.with_numbers(max_tokens=room.answer))


class ChatModels:
    """Finds the model of a chat."""

    def __init__(
        self,
        database: Database,
        provider: Provider,
        capabilities: CapabilityStore,
        user_providers: UserProviders,
        *,
        defaults: RequestParameters,
        limits: Mapping[str, int],
        ceilings: Ceilings,
    ):
        """
        Args:
            defaults: the parameters of a chat that has chosen none.
            ceilings: what a chat may choose at the most, wherever its choice comes from.
            limits: windows, in tokens, by the names of models: what the person who runs OreAI knows better.
        """
        self.defaults = defaults
        self._database = database
        self._provider = provider
        self._capabilities = capabilities
        self._user_providers = user_providers
        self._limits = limits
        self._ceilings = ceilings

    async def of(
        self, chat: Chat, local_model: str | None, own: NamedModel | None = None, *, soon: bool = False
    ) -> ChatModel:
        """The model of this chat, with what is known of it by now.

        Args:
            chat: a chat that was loaded through its owner.
            local_model: the model of this machine that the user has chosen, if any.
            own: the model that one reply is asked of instead, with the chat's parameters and its own window.
            soon: for a page, which is shown though the provider is slow to tell its models.
        """
        chosen = settings_of(chat)
        if own:
            chosen, local_model = chosen.by(own), local_model or own.model
        found = await self.of_settings(chat.user_id, local_model, chosen, soon=soon)
        return replace(found, is_own=own is not None)

    async def of_settings(
        self, user_id: str, local_model: str | None, chosen: ChatSettings, *, soon: bool = False
    ) -> ChatModel:
        """The same of settings that no chat has, or not yet."""
        own_sources = await self._user_providers.named(user_id, chosen.provider, asks=not soon)
        resolved = await self._provider.resolve(
            local_model, chosen.model, chosen.provider, own=own_sources, soon=soon
        )
        known = await self._capabilities.of(resolved)
        blind = frozenset({IMAGES}) if resolved.sees_images is False else frozenset()
        numbers = {**self.defaults.numbers, **chosen.numbers}
        parameters = RequestParameters(resolved.model, numbers, known.refused | blind)
        counter = counter_for(resolved.model)
        if known.factor:
            counter = replace(counter, factor=known.factor)
        found = ChatModel(
            resolved,
            counter,
            Window(0, 0),
            parameters,
            most_tokens=self._most_tokens,
            is_barred=chosen.model is not None and not self._may_ask(resolved),
        )
        return found.within(self._limit(resolved, chosen.context_tokens, known))

    def _may_ask(self, resolved: ResolvedModel) -> bool:
        """Whether chats may choose this model; what a user pays for themselves is their own choice."""
        return is_users_own(resolved.provider) or self._ceilings.may_ask(resolved.model)

    async def in_chat(self, user_id: str, chat_id: str) -> tuple[Chat, ChatModel]:
        """The user's chat and its model.

        Raises:
            NoSuchChat: the chat is not this user's.
        """
        chat, local_model, _ = await self._read(user_id, chat_id)
        return chat, await self.of(chat, local_model)

    async def _with_system(self, user_id: str, chat_id: str) -> tuple[ChatModel, str]:
        """The model of the user's chat, and the chat's system text."""
        chat, local_model, system = await self._read(user_id, chat_id)
        return await self.of(chat, local_model), system

    async def defaults_in(self, user_id: str, chat_id: str) -> tuple[str, int]:
        """The model that answers this chat by default, and its window in tokens by default.

        Raises:
            NoSuchChat: the chat is not this user's.
        """
        chat, local_model, _ = await self._read(user_id, chat_id)
        default = await self._provider.resolve(local_model, soon=True)
        chosen = await self._provider.resolve(local_model, settings_of(chat).model, soon=True)
        if not default.endpoint:  # nobody answers yet: what will be asked once a key is set
            return self.defaults.model, self.limit_of(settings_of(chat).model or self.defaults.model)
        return default.model, chosen.window or self.limit_of(chosen.model)

    async def _read(self, user_id: str, chat_id: str) -> tuple[Chat, str | None, str]:
        """The user's chat, the local model that the user chose, and the chat's system text."""

        def work(session: Session) -> tuple[Chat, str | None, str]:
            chat = owned_chat(session, user_id, chat_id)
            return chat, users.get(session, user_id).local_model, chat_system(session, chat)

        return await self._database.read(work)

    async def groups(self, user_id: str) -> AsyncIterator[ModelGroup]:
        """The models this user can choose from, a group for each provider as soon as it answers."""
        async for group in self._provider.groups(await self._user_providers.sources(user_id)):
            yield group if is_users_own(group.provider) else group.of_those(self._ceilings.may_ask)

    async def providers(self, user_id: str) -> Sequence[str]:
        """The names of the providers that are set, the default one first, then those of this user alone."""
        own = await self._user_providers.sources(user_id)
        return [*await self._provider.names(), *(source.name for source in own)]

    async def default(self) -> tuple[str, str]:
        """The (provider, model) that a chat starts with; of models of this machine both are empty."""
        return await self._provider.default()

    def limit_of(self, model: str) -> int:
        """The window of a model by its name, in tokens: configured, known of its family, or 16384."""
        return self._limits.get(model) or known_limit(model) or UNKNOWN_LIMIT

    @property
    def _most_tokens(self) -> int:
        """The ceiling of a reply's length; a default that is set above it counts."""
        return max(self._ceilings.max_tokens, self.defaults.max_tokens)

    def _limit(self, resolved: ResolvedModel, chosen: int | None, known: Capabilities) -> int:
        """The chosen or configured window, but never more than the provider has or the owner allows."""
        chosen = chosen and min(chosen, self._ceilings.context_tokens)
        configured = chosen or self._limits.get(resolved.model)
        if most := resolved.window or known.limit:
            return min(configured, most) if configured else most
        return configured or self.limit_of(resolved.model)

    async def measured(
        self, user_id: str, chat_id: str, text: str, attachment_tokens: int = 0
    ) -> tuple[int, str]:
        """Count a message before it is stored: the tokens of its text, and the encoding they were counted by.

        Args:
            text: the message's text, attachments apart.
            attachment_tokens: those of the attachments that go with it.

        Raises:
            NoSuchChat: the chat is not this user's.
            OverWindow: the message alone is more than the model can be sent.
        """
        model, told = await self._with_system(user_id, chat_id)
        counted, system = await asyncio.to_thread(lambda: (model.count(text), model.count(told)))
        room = model.room_beside(system)
        weight = model.counter.weigh(counted + attachment_tokens)
        if weight > room:
            raise OverWindow(weight, max(0, room))
        return counted, model.counter.encoding

    async def shortened(self, user_id: str, chat_id: str, text: str, gap: str) -> str:
        """The beginning and the end of a message, as much as the window has room for.

        Args:
            gap: what stands between them; `{characters}` in it is filled with how many were left out.

        Raises:
            NoSuchChat: the chat is not this user's.
            MessageTooLong: it has more than twice the characters of a message.
        """
        if len(text) > _LONGEST_TO_SHORTEN:
            raise MessageTooLong(len(text))
        model, told = await self._with_system(user_id, chat_id)
        return await asyncio.to_thread(_shortened, model, told, text, gap)


def _shortened(model: ChatModel, system: str, text: str, gap: str) -> str:
    room = model.room_beside(model.count(system))
    lowest, highest = 0, len(text)
    while lowest < highest:
        middle = (lowest + highest + 1) // 2
        if model.counter.weigh(model.count(ends(text, middle, gap))) <= room:
            lowest = middle
        else:
            highest = middle - 1
    return ends(text, lowest, gap)
