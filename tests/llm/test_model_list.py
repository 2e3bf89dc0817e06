"""Lists of models, in the shapes that servers send."""

import json
from typing import Any

import pytest

from oreai.llm.client import ChatClient
from oreai.llm.errors import ModelError, NotJson, Refused, Unparsable
from oreai.llm.model_list import models_in
from oreai.llm.openai_client import OpenAIClient
from oreai.llm.provider import Provider
from tests.upstream import Reply, Upstream

LISTS: dict[str, Any] = {
    "OpenAI": {"object": "list", "data": [{"id": "qwen3"}, {"id": "llama3", "object": "model"}]},
    "bare": [{"id": "qwen3"}, {"id": "llama3"}],
    "strings": ["qwen3", "llama3"],
    "strings below a name": {"data": ["qwen3", "llama3"]},
    "Ollama": {"models": [{"name": "qwen3", "model": "qwen3"}, {"name": "llama3"}]},
    "names": {"models": [{"name": "qwen3"}, {"name": "llama3"}]},
    "one below another": {"data": {"models": ["qwen3", "llama3"]}},
    "twice": ["qwen3", "llama3", "qwen3"],
    "bad ones among good ones": [
        *({"id": name} for name in (None, "", "x" * 300, "qwen3", 7)),
        *(None, {}, [], 7, {"id": "llama3"}),
    ],
}


@pytest.mark.parametrize("body", LISTS.values(), ids=LISTS)
def test_the_names_are_found(body: Any):
    """Each once, in alphabetical order."""
    assert [model.id for model in models_in(body).models] == ["llama3", "qwen3"]


@pytest.fixture
async def client(provider: Upstream) -> ChatClient:
    return (await Provider(model="kyoto", silence_seconds=5, local_models_url="").resolve()).client


@pytest.mark.parametrize("body", [LISTS["bare"], LISTS["names"], LISTS["bad ones among good ones"]])
async def test_the_server_is_read_whatever_it_sends(client: OpenAIClient, upstream: Upstream, body: Any):
    """Through the real SDK."""
    upstream.models = Reply(body=json.dumps(body))
    listed = await client.models(seconds=5)
    assert [model.id for model in listed.models] == ["llama3", "qwen3"]


@pytest.mark.parametrize(
    ("body", "error"),
    [
        ({"error": {"message": "Out of chips."}}, Refused),
        ("<html>Sign in</html>", NotJson),
        ("hm", Unparsable),
        ({"object": "list"}, Unparsable),
        (7, Unparsable),
    ],
)
async def test_what_is_no_list_says_why(
    client: OpenAIClient, upstream: Upstream, body: Any, error: type[ModelError]
):
    """An error, a page, something else: told as it is."""
    upstream.models = Reply(body=body if isinstance(body, str) else json.dumps(body))
    with pytest.raises(error) as raised:
        await client.models(seconds=5)
    assert raised.type is error


def test_a_name_that_nobody_can_store_or_read_is_passed_over():
    """Half a character, a line break; and an empty list is not the one that holds them."""
    body = {"data": [], "models": [{"name": "kyoto\ud83d"}, {"name": "ky\noto"}, {"modelName": "nara"}]}
    assert [model.id for model in models_in(body).models] == ["nara"]
