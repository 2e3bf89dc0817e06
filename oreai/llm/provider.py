"""Who answers now: the provider the key opens, a model server of this machine, or the offline model."""

import time
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal
from urllib.parse import urlsplit

import openai
from openai import AsyncOpenAI

from oreai.llm import credentials
from oreai.llm.client import ChatClient
from oreai.llm.credentials import Credentials
from oreai.llm.offline_client import OfflineClient
from oreai.llm.openai_client import OpenAIClient

OFFLINE_MODEL = "oreai-offline"
_NO_KEY = "none"  # the SDK wants some key; servers without keys ignore it
_SDKS_KEPT = 4  # a key changes rarely; a client holds connections and TLS state worth keeping
_CONNECT_SECONDS = 10
_LOCAL_SECONDS = 0.5
_LOCAL_FRESH_SECONDS = 10
_LIST_SECONDS = 10
_LIST_FRESH_SECONDS = 300


@dataclass(frozen=True)
class Answering:
    """Who answers one request."""

    client: ChatClient
    model: str
    endpoint: str
    "The server's address without credentials; empty for the offline model."


@dataclass(frozen=True)
class ProviderStatus:
    """Who answers, in words that may be shown: no key, no path, no credentials in the host."""

    kind: Literal["ready", "local", "offline"]
    host: str = ""
    local_models: Sequence[str] = ()


class Provider:
    """Finds the client for one request; holds nothing that a changed key would make stale."""

    def __init__(self, *, model: str, silence_seconds: float, local_models_url: str):
        self._model = model
        self._silence_seconds = silence_seconds
        self._local_url = local_models_url
        self._sdks: OrderedDict[Credentials, AsyncOpenAI] = OrderedDict()
        self._local_models: tuple[float, list[str]] = (float("-inf"), [])
        self._lists: dict[Credentials, tuple[float, list[str]]] = {}

    async def answering(self, local_model: str | None = None, model: str | None = None) -> Answering:
        """Who answers this request.

        Args:
            local_model: the local server's model the user chose, for when no key is set.
            model: the model that the chat asks for; None for the default one.
        """
        found = await credentials.look_up()
        if found.usable:
            return Answering(self._openai(found), model or self._model, _address(found.base_url))
        if local_model and local_model in (models := await self._models_of_this_machine()):
            local = self._openai(Credentials(base_url=self._local_url))
            return Answering(local, model if model in models else local_model, _address(self._local_url))
        return Answering(OfflineClient(), OFFLINE_MODEL, "")

    async def models(self) -> list[str]:
        """The models one can choose from, none where only the offline model answers; kept for five minutes.

        Raises:
            ModelError: the list cannot be read.
        """
        found = await credentials.look_up()
        if not found.usable:
            return await self._models_of_this_machine()
        read_at, models = self._lists.get(found, (float("-inf"), []))
        if time.monotonic() - read_at > _LIST_FRESH_SECONDS:
            models = await self._openai(found).models(seconds=_LIST_SECONDS)
            self._lists = {found: (time.monotonic(), models)}
        return models

    async def status(self) -> ProviderStatus:
        """Who would answer now."""
        found = await credentials.look_up()
        if found.usable:
            return ProviderStatus("ready", _host(found.base_url))
        if models := await self._models_of_this_machine():
            return ProviderStatus("local", _host(self._local_url), models)
        return ProviderStatus("offline")

    def _openai(self, found: Credentials) -> OpenAIClient:
        sdk = self._sdks.get(found)
        if sdk is None:
            sdk = AsyncOpenAI(
                api_key=found.key or _NO_KEY,
                base_url=found.base_url,
                max_retries=0,  # the user sees the error and decides; a retry in silence costs a second call
                timeout=openai.Timeout(None, connect=_CONNECT_SECONDS),  # the client watches for silence
            )
            self._sdks[found] = sdk
            if len(self._sdks) > _SDKS_KEPT:
                self._sdks.popitem(last=False)
        self._sdks.move_to_end(found)
        return OpenAIClient(sdk, silence_seconds=self._silence_seconds)

    async def _models_of_this_machine(self) -> list[str]:
        """The models of the local server, none where nobody answers; asked again after ten seconds."""
        asked_at, models = self._local_models
        if self._local_url and time.monotonic() - asked_at > _LOCAL_FRESH_SECONDS:
            models = await self._ask_local_server()
            self._local_models = (time.monotonic(), models)
        return models

    async def _ask_local_server(self) -> list[str]:
        sdk = AsyncOpenAI(api_key=_NO_KEY, base_url=self._local_url, max_retries=0, timeout=_LOCAL_SECONDS)
        try:
            async with sdk:
                return sorted([model.id async for model in sdk.models.list()])
        except Exception:  # whatever listens on that port is not a model server
            return []


def _address(base_url: str | None) -> str:
    """The address without what stands before an @ in it."""
    if not base_url:
        return "https://api.openai.com/v1"
    parts = urlsplit(base_url)
    return f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}{parts.path.rstrip('/')}"


def _host(base_url: str | None) -> str:
    return urlsplit(base_url).hostname or "" if base_url else "api.openai.com"
