"""Who answers now: the key's provider, a model server of this machine, or the offline model."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from oreai.llm.client import ChatTurn
from oreai.llm.offline_client import OfflineClient
from oreai.llm.openai_client import OpenAIClient
from oreai.llm.parameters import RequestParameters
from oreai.llm.provider import OFFLINE_MODEL, Provider, ProviderStatus
from tests.conftest import KEY
from tests.running import free_port
from tests.upstream import Upstream

TURNS = [ChatTurn("user", "Plan a trip to Kyoto")]


def provider_with(local_models_url: str = "") -> Provider:
    return Provider(model="gpt-3.5-turbo-16k", silence_seconds=5, local_models_url=local_models_url)


async def ask(provider: Provider, local_model: str | None = None) -> str:
    """One request as the app makes it; the whole reply."""
    resolve = await provider.resolve(local_model)
    client, model = resolve.client, resolve.model
    pieces = [piece.text async for piece in client.stream(TURNS, RequestParameters(model=model))]
    return "".join(pieces)


async def test_without_a_key_the_offline_model_answers():
    """A newcomer's first message is answered."""
    provider = provider_with()
    who = await provider.resolve()
    client, model = who.client, who.model
    assert (type(client), model) == (OfflineClient, OFFLINE_MODEL)
    assert await provider.status() == ProviderStatus("offline")


async def test_with_a_key_its_provider_answers(monkeypatch):
    """The SDK's own base URL, shown by its host alone."""
    monkeypatch.setenv("OPENAI_API_KEY", KEY)
    who = await provider_with().resolve()
    client, model = who.client, who.model
    assert (type(client), model) == (OpenAIClient, "gpt-3.5-turbo-16k")
    hosts = [("OpenAI", "api.openai.com")]
    assert await provider_with().status() == ProviderStatus("ready", "api.openai.com", providers=hosts)


async def test_a_base_url_alone_is_enough(monkeypatch, upstream: Upstream):
    """A server that wants no key is asked without one of ours."""
    monkeypatch.setenv("OPENAI_BASE_URL", upstream.url)
    provider = provider_with()
    assert (await provider.status()).kind == "ready"
    assert await ask(provider) == "You said “Plan a trip to Kyoto”."
    assert upstream.requests[0].headers["authorization"] == "Bearer none"


async def test_the_status_shows_no_secret_of_the_base_url(monkeypatch):
    """User, password, path and query stay on the server."""
    monkeypatch.setenv("OPENAI_BASE_URL", "https://lin:hush@kyoto.example:8443/secret/v1?token=abc")
    hosts = [("kyoto.example", "kyoto.example")]
    assert await provider_with().status() == ProviderStatus("ready", "kyoto.example", providers=hosts)


async def test_a_changed_key_is_the_very_next_requests(monkeypatch, upstream: Upstream, tmp_path: Path):
    """The platform changes the key and takes it back; nothing is rebuilt."""
    file = tmp_path / "key"
    monkeypatch.setenv("OPENAI_API_KEY_FILE", str(file))
    monkeypatch.setenv("OPENAI_BASE_URL", upstream.url)
    provider = provider_with()
    keys = ["sk-1", "sk-2", "sk-1", "sk-3", "sk-4", "sk-5", "sk-6", "sk-1"]
    for key in keys:
        file.write_text(key)
        await ask(provider)
    asked_with = [request.headers["authorization"] for request in upstream.requests]
    assert asked_with == [f"Bearer {key}" for key in keys]


async def test_a_key_that_comes_later_ends_the_offline_model(provider: Upstream, monkeypatch):
    """The newcomer sets a key: the next message goes to a real model, without a restart."""
    url, found = provider.url, provider_with()
    monkeypatch.delenv("OPENAI_API_KEY")
    monkeypatch.delenv("OPENAI_BASE_URL")
    assert (await found.status()).kind == "offline"
    monkeypatch.setenv("OPENAI_API_KEY", KEY)
    monkeypatch.setenv("OPENAI_BASE_URL", url)
    assert (await found.status()).kind == "ready"
    assert await ask(found) == "You said “Plan a trip to Kyoto”."


def served_by(upstream: Upstream, models: Sequence[str] | None) -> Provider:
    upstream.models = models if models is None else list(models)
    return provider_with(upstream.url)


async def test_a_model_server_of_this_machine_shows_its_models(upstream: Upstream):
    """Ollama answers: its models can be chosen, in order."""
    status = await served_by(upstream, ["qwen3:4b", "llama3"]).status()
    assert status == ProviderStatus("local", "127.0.0.1", ["llama3", "qwen3:4b"])


async def test_the_chosen_local_model_answers(upstream: Upstream):
    """Lin chose qwen: qwen is asked, at the local server."""
    provider = served_by(upstream, ["qwen3:4b", "llama3"])
    assert await ask(provider, "qwen3:4b") == "You said “Plan a trip to Kyoto”."
    assert [request.model for request in upstream.requests] == ["qwen3:4b"]


@pytest.mark.parametrize("chosen", [None, "", "gone:7b"])
async def test_a_local_model_that_was_not_chosen_or_is_gone_is_not_asked(upstream: Upstream, chosen):
    """Nobody's words go to a model without being asked for."""
    who = await served_by(upstream, ["qwen3:4b"]).resolve(chosen)
    client, model = who.client, who.model
    assert (type(client), model) == (OfflineClient, OFFLINE_MODEL)


async def test_a_key_wins_over_a_local_model(provider: Upstream):
    """Who has set a key means that provider."""
    found = served_by(provider, ["qwen3:4b"])
    await ask(found, "qwen3:4b")
    assert provider.requests[0].model == "gpt-3.5-turbo-16k"
    assert (await found.status()).kind == "ready"


@pytest.mark.parametrize("models", [None, []])
async def test_a_server_without_models_is_none(upstream: Upstream, models):
    """Something else listens on Ollama's port, or no model has been pulled yet."""
    assert await served_by(upstream, models).status() == ProviderStatus("offline")


async def test_nobody_on_the_local_port_is_offline():
    """The common case costs no error."""
    found = provider_with(f"http://127.0.0.1:{free_port()}/v1")
    assert await found.status() == ProviderStatus("offline")
