"""The providers there are now, each with its key: that of the environment, then those that are listed."""

import asyncio
import os
from collections.abc import Sequence
from dataclasses import dataclass

from dotenv import dotenv_values

from oreai.llm import credentials
from oreai.llm.base_url import OPENAI_URL, taken_apart
from oreai.llm.credentials import Credentials, content_of
from oreai.provider_settings import OfferedModel, ProviderSettings
from oreai.settings import ENV_FILE

_OPENAI_HOST = "api.openai.com"


@dataclass(frozen=True)
class Source:
    """A provider that can be asked now."""

    name: str
    credentials: Credentials
    offered: Sequence[OfferedModel] = ()
    "The models that its owner offers of it; empty for all of its list."
    users_id: str = ""
    "Of the row where a user has it for themselves; empty for the server's own."
    is_unreadable: bool = False
    "Its key was encrypted with a secret that is gone."

    @property
    def endpoint(self) -> str:
        """What is learned of its models is stored by this: nobody else's by what a user's provider says."""
        if self.users_id:
            return endpoint_of_users(self.users_id)
        return taken_apart(self.credentials.base_url or OPENAI_URL).address

    def offer(self, model: str) -> OfferedModel | None:
        """What its owner says of this model."""
        return next((offered for offered in self.offered if offered.id == model), None)


def endpoint_of_users(provider_id: str) -> str:
    """By what is stored what is learned of a user's own provider."""
    return f"own:{provider_id}"


async def look_up(listed: Sequence[ProviderSettings]) -> list[Source]:
    """The providers of this moment; the environment's is the first, where it is set."""
    return await asyncio.to_thread(_look_up, listed)


def _look_up(listed: Sequence[ProviderSettings]) -> list[Source]:
    own = credentials.find_credentials()
    taken = {provider.name for provider in listed}
    sources = [Source(_name_of(own, taken), own)] if own.usable else []
    values = {**dotenv_values(ENV_FILE), **os.environ} if listed else {}
    for provider in listed:
        written = provider.key or content_of(provider.key_file) or values.get(provider.key_variable) or ""
        found = Credentials(written.strip() or None, provider.base_url)
        sources.append(Source(provider.name, found, provider.models))
    return sources


def _name_of(own: Credentials, taken: set[str]) -> str:
    """A name for the environment's provider, which has none: its host, unless a listed one is called so."""
    host = taken_apart(own.base_url).host if own.base_url else _OPENAI_HOST
    name = "OpenAI" if host == _OPENAI_HOST else host or "OPENAI_BASE_URL"
    return f"{name} (OPENAI_API_KEY)" if name in taken else name
