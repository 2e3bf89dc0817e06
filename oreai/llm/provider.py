"""Who answers now: the key's provider, a local model server, the model in the box, or the offline model."""

import time
from collections.abc import AsyncIterator, Awaitable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from oreai.llm import sources
from oreai.llm.address_guard import AddressGuard
from oreai.llm.audio import AudioClient
from oreai.llm.base_url import OPENAI_URL, BaseUrl, taken_apart
from oreai.llm.box.box import Box, BoxOptions
from oreai.llm.box.client import BoxClient
from oreai.llm.box.models import BoxModel
from oreai.llm.client import ChatClient
from oreai.llm.connection import obstacle_in
from oreai.llm.credentials import Credentials
from oreai.llm.errors import AddressRefused, KeyUnreadable, ModelError, ModelGone, WhyOffline, WrongAddress
from oreai.llm.listed_model import ListedModel
from oreai.llm.model_lists import ModelGroup, ModelLists
from oreai.llm.offline_client import OfflineClient
from oreai.llm.openai_client import OpenAIClient
from oreai.llm.sdk import Sdks
from oreai.llm.sources import Source
from oreai.llm.unaskable_client import UnaskableClient
from oreai.provider_settings import USERS_MARK, ProviderList

OFFLINE_MODEL = "oreai-offline"
BOX_ENDPOINT = "box"
_BOX_SILENCE_SECONDS = 300  # a large model on a slow processor reads a long prompt for minutes
_SOON_SECONDS = 1.0  # that a page waits to know a provider's first model
_LOCAL_SECONDS = 0.5
_LOCAL_FRESH_SECONDS = 10


@dataclass(frozen=True)
class ResolvedModel:
    """Who answers one request."""

    client: ChatClient
    model: str
    endpoint: str
    "The server's address without credentials; empty for the offline model."
    window: int | None = None
    "The size of its window in tokens, where that is known for sure."
    is_trial: bool = False
    "It is the small model in the box: it speaks English only, and writes nothing beside its replies."
    provider: str = ""
    "Its provider's name for people; empty for models of this machine."
    sees_images: bool | None = None
    "Whether it sees pictures, where its owner or its server says so."


@dataclass(frozen=True)
class ProviderStatus:
    """Who answers, in words that may be shown: no key, no path, no credentials in the host."""

    kind: Literal["ready", "local", "box", "offline"]
    host: str = ""
    local_models: Sequence[str] = ()
    box_model: str = ""
    "The model in the box that answers unless another one is chosen."
    is_trial: bool = False
    "It is the small one for trying out."
    providers: Sequence[tuple[str, str]] = ()
    "(name, host) of all that are set, in their order."
    why_offline: str = ""
    "Why there is no model in the box, where there could be one: a `WhyOffline.reason`."


class Provider:
    """Finds the client for one request; holds nothing that a changed key would make stale."""

    def __init__(
        self,
        *,
        model: str,
        silence_seconds: float,
        local_models_url: str,
        box: BoxOptions | None = None,
        listed: ProviderList | None = None,
        guard: AddressGuard | None = None,
    ):
        """
        Args:
            model: the default model of the environment's provider.
            box: None for no model in the box.
            listed: the providers that are set beside the environment's.
            guard: where users' own providers may be; without one, at public addresses only.
        """
        self._model = model
        self._silence_seconds = silence_seconds
        self._local_url = local_models_url
        self._box = Box(box, self._box_client) if box else None
        self._listed = listed or ProviderList()
        self._listed_names = {provider.name for provider in self._listed.providers}
        self._sdks = Sdks(guard or AddressGuard())
        self._local_models: tuple[float, list[str]] = (float("-inf"), [])
        self._lists = ModelLists()

    async def resolve(
        self,
        local_model: str | None = None,
        model: str | None = None,
        provider: str | None = None,
        *,
        own: Sequence[Source] = (),
        soon: bool = False,
    ) -> ResolvedModel:
        """Who answers this request.

        Args:
            local_model: the local server's model the user chose, for when no provider is set.
            model: the model that the chat asks for; None for the default one.
            provider: whose model that is, by its name; None for the default provider's.
            own: the providers that the user has for themselves.
            soon: a provider that is slow to tell its models is taken, for now, for one of the default model.
        """
        if provider and provider.startswith(USERS_MARK):
            return await self._of_a_provider([*own], provider, model, soon=soon)
        if sources := await self.sources():
            return await self._of_a_provider(sources, provider, model, soon=soon)
        if local_model and local_model in (models := await self._models_of_this_machine()):
            local = self._openai(Credentials(base_url=self._local_url))
            address = taken_apart(self._local_url).address
            return ResolvedModel(local, model if model in models else local_model, address)
        return await self._in_the_box(model) or offline(WhyOffline("missing") if self._box else None)

    async def _of_a_provider(
        self, sources: list[Source], name: str | None, model: str | None, *, soon: bool
    ) -> ResolvedModel:
        found = next((source for source in sources if source.name == name), None)
        if name and not found:
            return ResolvedModel(UnaskableClient(ModelGone(name)), model or name, name, provider=name)
        return await self._at(found or self._default_source(sources), model, soon=soon)

    async def _at(self, source: Source, model: str | None, *, soon: bool) -> ResolvedModel:
        model = model or await self._default_model(source, soon=soon)
        known = self._lists.known(source, model)
        return ResolvedModel(
            self._of(source),
            model,
            source.endpoint,
            known.context if known else None,
            provider=source.name,
            sees_images=known.images if known else None,
        )

    def sources(self) -> Awaitable[list[Source]]:
        """The providers that the server has itself, now; nobody is asked."""
        return sources.look_up(self._listed.providers)

    def _default_source(self, found: list[Source]) -> Source:
        name = self._listed.default.partition("/")[0]
        return next((source for source in found if source.name == name), found[0])

    async def _default_model(self, source: Source, *, soon: bool) -> str:
        """The model a chat starts with at this provider."""
        name, _, model = self._listed.default.partition("/")
        if name == source.name and model and not source.users_id:
            return model
        if source.offered:
            return source.offered[0].id
        if source.name not in self._listed_names and not source.users_id:
            return self._model
        seconds = _SOON_SECONDS if soon else None
        group = await self._lists.soon(source, self._of(source), seconds=seconds)
        return group.models[0].id if group.models else self._model

    async def groups(self, own: Sequence[Source] = ()) -> AsyncIterator[ModelGroup]:
        """The models one can choose from, a group a provider, each as soon as it is there.

        Args:
            own: the providers that the user has for themselves.
        """
        sources = await self.sources()
        async for group in self._lists.of_each([(source, self._of(source)) for source in [*sources, *own]]):
            yield group
        if sources:
            return
        names = await self._models_of_this_machine() or [found.name for found in await self._box_models()]
        if names:
            yield ModelGroup("", [ListedModel(name, name) for name in names])

    async def names(self) -> list[str]:
        """The providers that are set, the default one first; nobody is asked."""
        return [source.name for source in await self.ordered_sources()]

    async def ordered_sources(self) -> list[Source]:
        """The same with their addresses and keys."""
        if not (sources := await self.sources()):
            return []
        default = self._default_source(sources)
        return [default, *(source for source in sources if source is not default)]

    def audio_of(self, source: Source) -> AudioClient:
        """Who asks this provider to hear and to speak."""
        return self._of(source).audio

    async def default(self) -> tuple[str, str]:
        """The (provider, model) that a chat starts with; both empty where no provider is set."""
        if not (sources := await self.sources()):
            return "", ""
        source = self._default_source(sources)
        return source.name, await self._default_model(source, soon=True)

    async def try_out(self, source: Source, *, seconds: float) -> ModelGroup:
        """Ask a provider for its models now, whatever was said before.

        Args:
            seconds: how long it may take.

        Raises:
            ModelError: it cannot be asked, or does not answer as a model's server does.
        """
        listed = await self._of(source).models(seconds=seconds)
        return ModelGroup(source.name, listed.models, listed.kind)

    async def status(self) -> ProviderStatus:
        """Who would answer now."""
        if sources := await self.sources():
            source = self._default_source(sources)
            hosts = [(one.name, _url(one.credentials).host) for one in sources]
            return ProviderStatus("ready", _url(source.credentials).host, providers=hosts)
        boxed = await self._box_models()
        status = ProviderStatus("offline", why_offline="missing" if self._box else "")
        if boxed:
            status = ProviderStatus("box", box_model=boxed[0].name, is_trial=boxed[0].is_trial)
        if models := await self._models_of_this_machine():
            return replace(status, kind="local", host=taken_apart(self._local_url).host, local_models=models)
        return status

    async def close(self) -> None:
        """Close all clients, and end the box: the server goes."""
        if self._box:
            await self._box.close()

    async def _box_models(self) -> list[BoxModel]:
        return await self._box.models() if self._box else []

    async def _in_the_box(self, model: str | None) -> ResolvedModel | None:
        """The chat's model if the box has it, else the box's first one; None where it has none."""
        models = {found.name: found for found in await self._box_models()}
        if not self._box or not models:
            return None
        found = models.get(model or "") or next(iter(models.values()))
        window = await self._box.window_of(found)
        return ResolvedModel(BoxClient(self._box, found), found.name, BOX_ENDPOINT, window, found.is_trial)

    def _box_client(self, found: Credentials) -> OpenAIClient:
        patience = max(_BOX_SILENCE_SECONDS, self._silence_seconds)
        return OpenAIClient(self._sdks.of(found), silence_seconds=patience)

    def _of(self, source: Source) -> OpenAIClient | UnaskableClient:
        """Who asks this provider."""
        if source.is_unreadable:
            return UnaskableClient(KeyUnreadable())
        return self._openai(source.credentials, source.name if source.name in self._listed_names else "")

    def _openai(self, found: Credentials, name: str = "") -> OpenAIClient | UnaskableClient:
        """Who asks there; one that cannot be asked says so when it is, and not when a chat is opened."""
        if not _url(found).is_whole:
            return UnaskableClient(AddressRefused() if found.is_users else WrongAddress())
        try:
            return OpenAIClient(
                self._sdks.of(found),
                silence_seconds=self._silence_seconds,
                name=name,
                is_users=found.is_users,
            )
        except Exception as error:
            return UnaskableClient(AddressRefused() if found.is_users else obstacle_in(error))

    async def _models_of_this_machine(self) -> list[str]:
        """The models of the local server, none where nobody answers; asked again after ten seconds."""
        asked_at, models = self._local_models
        if self._local_url and time.monotonic() - asked_at > _LOCAL_FRESH_SECONDS:
            models = await self._ask_local_server()
            self._local_models = (time.monotonic(), models)
        return models

    async def _ask_local_server(self) -> list[str]:
        try:
            listed = await self._openai(Credentials(base_url=self._local_url)).models(seconds=_LOCAL_SECONDS)
            return [model.id for model in listed.models]
        except ModelError:  # whatever listens on that port is not a model server
            return []


def offline(why: WhyOffline | None = None) -> ResolvedModel:
    """The offline model, which says why it answers where there could be another one."""
    return ResolvedModel(OfflineClient(why), OFFLINE_MODEL, "")


def _url(found: Credentials) -> BaseUrl:
    return taken_apart(found.base_url or OPENAI_URL)
