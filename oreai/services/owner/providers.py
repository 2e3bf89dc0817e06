"""The server's providers as its owner sees them: whether each answers, how it failed, what was learned."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from sqlmodel import Session

from oreai.columns import now
from oreai.database import Database
from oreai.llm.base_url import OPENAI_URL, taken_apart
from oreai.llm.errors import ModelError
from oreai.llm.provider import Provider
from oreai.llm.sources import Source
from oreai.repositories import failures
from oreai.repositories.failures import Failure
from oreai.services.models.capabilities import CapabilityStore, Learned
from oreai.services.owner.audit import Actor, write_down

_SECONDS = 10  # for each provider's answer
_LOOKED_BACK = timedelta(days=7)


@dataclass(frozen=True)
class ProviderAnswer:
    """Whether a provider has answered just now."""

    name: str
    models: int = 0
    "How many it has told."
    error_kind: str = ""
    "Why it has not answered; empty where it has."
    error_words: str = ""


@dataclass(frozen=True)
class ProviderFacts:
    """What is known of a provider without asking it."""

    name: str
    host: str
    failure: Failure | None
    "The newest of the last seven days."


class OwnersProviders:
    """Looks after the providers that the server has itself; users' own ones are theirs."""

    def __init__(self, database: Database, provider: Provider, capabilities: CapabilityStore):
        self._database = database
        self._provider = provider
        self._capabilities = capabilities

    async def facts(self) -> Sequence[ProviderFacts]:
        """All that are set, in their order; nobody is asked."""
        sources = await self._provider.sources()
        names = [source.name for source in sources]
        since = now() - _LOOKED_BACK
        found = await self._database.read(lambda session: failures.newest_of_each(session, names, since))
        failed = {failure.provider: failure for failure in found}
        return [ProviderFacts(source.name, _host(source), failed.get(source.name)) for source in sources]

    async def answers(self) -> Sequence[ProviderAnswer]:
        """Ask all of them at once, and wait ten seconds for each."""
        return await asyncio.gather(*(self._answer(source) for source in await self._provider.sources()))

    async def _answer(self, source: Source) -> ProviderAnswer:
        try:
            group = await self._provider.try_out(source, seconds=_SECONDS)
        except ModelError as error:
            return ProviderAnswer(source.name, error_kind=error.kind, error_words=error.provider_message)
        return ProviderAnswer(source.name, len(group.models))

    async def learned(self) -> Sequence[Learned]:
        """What was learned of their models, the newest first; 200 at most."""
        return await self._capabilities.learned()

    async def forget(self, actor: Actor, endpoint: str, model: str) -> None:
        """Forget what was learned of this model there; written down where there was something."""

        def note(session: Session) -> None:
            write_down(session, actor, "forget", detail=f"{model or '*'} @ {endpoint}")

        await self._capabilities.forget(endpoint, model, note)


def _host(source: Source) -> str:
    return taken_apart(source.credentials.base_url or OPENAI_URL).host
