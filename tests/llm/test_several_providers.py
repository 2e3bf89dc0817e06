"""Several providers at once: who answers, whose list is read, which key goes where."""

import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from oreai.llm.client import ChatTurn
from oreai.llm.errors import ListedUnreachable, ModelGone
from oreai.llm.model_lists import ModelGroup
from oreai.llm.parameters import RequestParameters
from oreai.llm.provider import Provider
from oreai.provider_settings import ProviderList
from tests.conftest import KEY
from tests.running import free_port
from tests.upstream import Reply, Upstream

TURNS = [ChatTurn("user", "Plan a trip to Kyoto")]


@pytest.fixture
def kyoto() -> Iterator[Upstream]:
    """A second provider."""
    with ExitStack() as stack:
        second = stack.enter_context(Upstream())
        second.models = ["kyoto-7b", "nara-8b"]
        yield second


def provider_of(*listed: dict, default: str = "") -> Provider:
    return Provider(
        model="gpt-3.5-turbo-16k",
        silence_seconds=5,
        local_models_url="",
        listed=ProviderList(provider=listed, default=default),
    )


async def groups(provider: Provider) -> dict[str, ModelGroup]:
    return {group.provider: group async for group in provider.groups()}


async def ask(provider: Provider, model: str | None = None, name: str | None = None) -> str:
    who = await provider.resolve(None, model, name)
    pieces = [piece.text async for piece in who.client.stream(TURNS, RequestParameters(model=who.model))]
    return "".join(pieces)


async def test_each_request_goes_to_its_provider_with_its_key(provider: Upstream, kyoto: Upstream):
    """The environment's is the first; the chat's own is asked by its name."""
    both = provider_of({"name": "Kyoto", "base_url": kyoto.url, "key": "sk-of-kyoto"})
    await ask(both)
    await ask(both, "nara-8b", "Kyoto")
    assert [(r.model, r.headers["authorization"]) for r in provider.requests] == [
        ("gpt-3.5-turbo-16k", f"Bearer {KEY}")
    ]
    assert [(r.model, r.headers["authorization"]) for r in kyoto.requests] == [
        ("nara-8b", "Bearer sk-of-kyoto")
    ]


async def test_a_key_is_looked_up_for_every_request(
    kyoto: Upstream, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    """In a file, or in a variable that changes while the server runs."""
    file = tmp_path / "key"
    for place in ({"key_file": str(file)}, {"key_variable": "KEY_OF_KYOTO"}):
        both = provider_of({"name": "Kyoto", "base_url": kyoto.url, **place})
        for key in ("sk-first", "sk-second"):
            file.write_text(key + "\n")
            monkeypatch.setenv("KEY_OF_KYOTO", key)
            await ask(both, "kyoto-7b")
    keys = [request.headers["authorization"] for request in kyoto.requests]
    assert keys == ["Bearer sk-first", "Bearer sk-second"] * 2


async def test_a_listed_provider_is_enough(kyoto: Upstream):
    """Without a key in the environment; its first model is the default unless another one is named."""
    assert (await provider_of({"name": "Kyoto", "base_url": kyoto.url}).default()) == ("Kyoto", "kyoto-7b")
    named = provider_of({"name": "Kyoto", "base_url": kyoto.url, "models": ["nara-8b", "kyoto-7b"]})
    assert (await named.default()) == ("Kyoto", "nara-8b")
    chosen = provider_of({"name": "Kyoto", "base_url": kyoto.url}, default="Kyoto/nara-8b")
    assert (await chosen.resolve()).model == "nara-8b"


async def test_a_slow_list_holds_up_no_page(kyoto: Upstream):
    """A page waits for a second and takes the usual model for now; who sends waits for the list's first."""
    kyoto.models = Reply(body='{"data": [{"id": "kyoto-7b"}]}', first_delay_s=1.5)
    slow, began = provider_of({"name": "Kyoto", "base_url": kyoto.url}), time.monotonic()
    assert (await slow.resolve(soon=True)).model == "gpt-3.5-turbo-16k"
    assert time.monotonic() - began < 1.4
    assert (await slow.resolve()).model == "kyoto-7b"
    assert (await slow.resolve(soon=True)).model == "kyoto-7b"


async def test_a_broken_provider_holds_up_no_other(provider: Upstream, kyoto: Upstream):
    """Its group tells why, by its name; the others have their models."""
    nobody = {"name": "Nobody", "base_url": f"http://127.0.0.1:{free_port()}/v1"}
    found = await groups(provider_of(nobody, {"name": "Kyoto", "base_url": kyoto.url}))
    assert isinstance(found["Nobody"].error, ListedUnreachable)
    assert found["Nobody"].error.provider_message == "Nobody"
    assert [model.id for model in found["Kyoto"].models] == ["kyoto-7b", "nara-8b"]
    assert len(found) == 3


async def test_named_models_are_all_that_is_offered(kyoto: Upstream):
    """With what their owner says of them: a name for people, a window, whether they see pictures."""
    one = {"id": "nara-8b", "name": "Deer", "context": 2048, "images": False}
    listed = provider_of({"name": "Kyoto", "base_url": kyoto.url, "models": [one]})
    [model] = (await groups(listed))["Kyoto"].models
    assert (model.id, model.title) == ("nara-8b", "Deer")
    who = await listed.resolve()
    assert (who.model, who.window, who.sees_images, who.provider) == ("nara-8b", 2048, False, "Kyoto")


async def test_a_provider_that_is_gone_says_so(provider: Upstream):
    """A chat that was begun with it does not quietly go to another one."""
    with pytest.raises(ModelGone):
        await ask(provider_of(), "kyoto-7b", "Kyoto")
    assert provider.requests == []


async def test_azure_is_asked_by_its_deployment_and_api_version(kyoto: Upstream):
    """The version stands in the base URL and goes with every request."""
    azure = {"name": "Azure", "base_url": f"{kyoto.url}?api-version=2024-10-21", "models": ["my-deployment"]}
    await ask(provider_of(azure))
    assert kyoto.requests[0].model == "my-deployment"
    assert "api-version=2024-10-21" in kyoto.requests[0].path
