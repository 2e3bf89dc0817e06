"""The lists of models that providers have, each read for itself: a broken one holds up no other."""

import asyncio
import time
from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import dataclass, replace

from oreai.llm.errors import ModelError
from oreai.llm.listed_model import ListedModel
from oreai.llm.openai_client import OpenAIClient
from oreai.llm.sources import Source
from oreai.llm.unaskable_client import UnaskableClient
from oreai.provider_settings import OfferedModel

LIST_SECONDS = 10
_FRESH_SECONDS = 300
_MOST_KEPT = 100


@dataclass(frozen=True)
class ModelGroup:
    """The models of one provider, or why they cannot be read."""

    provider: str
    models: Sequence[ListedModel] = ()
    kind: str = ""
    "What server it is, as far as its answer tells."
    error: ModelError | None = None

    def of_those(self, may_ask: Callable[[str], bool]) -> "ModelGroup":
        """The same group, with those models alone that may be asked."""
        return replace(self, models=[model for model in self.models if may_ask(model.id)])


class ModelLists:
    """Reads the lists, and keeps each for five minutes."""

    def __init__(self) -> None:
        self._cached: dict[Source, tuple[float, ModelGroup]] = {}
        self._reading: dict[Source, asyncio.Task[ModelGroup]] = {}

    async def of_each(
        self, clients: Sequence[tuple[Source, OpenAIClient | UnaskableClient]]
    ) -> AsyncIterator[ModelGroup]:
        """The group of each provider, as soon as it is there."""
        for found in asyncio.as_completed([self.of(source, client) for source, client in clients]):
            yield await found

    async def soon(
        self, source: Source, client: OpenAIClient | UnaskableClient, *, seconds: float | None
    ) -> ModelGroup:
        """One provider's group, without models where its list is not there within so many seconds.

        It is read on, and there for whoever asks next. With None the list's own time is waited for.
        """
        reading = self._reading.get(source)
        if not reading:
            reading = self._reading[source] = asyncio.create_task(self.of(source, client))
            reading.add_done_callback(lambda _: self._reading.pop(source, None))
        await asyncio.wait({reading}, timeout=seconds)
        return reading.result() if reading.done() else ModelGroup(source.name)

    async def of(self, source: Source, client: OpenAIClient | UnaskableClient) -> ModelGroup:
        """One provider's group; where its owner has named models, nobody is asked."""
        if source.offered:
            return ModelGroup(source.name, [_offered(model) for model in source.offered])
        read_at, group = self._cached.get(source, (float("-inf"), ModelGroup(source.name)))
        if time.monotonic() - read_at <= _FRESH_SECONDS:
            return group
        try:
            listed = await client.models(seconds=LIST_SECONDS)
        except ModelError as error:
            return ModelGroup(source.name, error=error)
        group = ModelGroup(source.name, listed.models, listed.kind)
        if len(self._cached) >= _MOST_KEPT:  # keys that have changed
            self._cached.clear()
        self._cached[source] = time.monotonic(), group
        return group

    def known(self, source: Source, model: str) -> ListedModel | None:
        """What its last list told of this model; nothing is asked for."""
        if offer := source.offer(model):
            return _offered(offer)
        _, group = self._cached.get(source, (0, ModelGroup(source.name)))
        return next((listed for listed in group.models if listed.id == model), None)


def _offered(model: OfferedModel) -> ListedModel:
    return ListedModel(
        id=model.id,
        title=model.title,
        context=model.context,
        images=model.images,
        input_price=model.input_price,
        output_price=model.output_price,
        currency=model.currency,
    )
