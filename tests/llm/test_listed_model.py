"""What lists of models tell: each kind of server is known by its answer."""

from typing import Any

import pytest

from oreai.llm.listed_model import ListedModel
from oreai.llm.model_list import models_in

KINDS: dict[str, tuple[Any, ListedModel]] = {
    "OpenAI": (
        {"data": [{"id": "gpt-4o", "object": "model", "owned_by": "system"}]},
        ListedModel("gpt-4o", "gpt-4o"),
    ),
    "Ollama": (
        {"data": [{"id": "qwen3:4b", "object": "model", "owned_by": "library"}]},
        ListedModel("qwen3:4b", "qwen3:4b"),
    ),
    "llama.cpp": (
        {
            "data": [
                {"id": "qwen.gguf", "owned_by": "llamacpp", "meta": {"n_ctx": 8192, "n_ctx_train": 40960}}
            ]
        },
        ListedModel("qwen.gguf", "qwen.gguf", context=8192),
    ),
    "vLLM": (
        {
            "data": [
                {"id": "Qwen/Qwen3-8B", "owned_by": "vllm", "root": "Qwen/Qwen3-8B", "max_model_len": 40960}
            ]
        },
        ListedModel("Qwen/Qwen3-8B", "Qwen/Qwen3-8B", context=40960),
    ),
    "LM Studio": (
        {"data": [{"id": "qwen3-4b", "object": "model", "owned_by": "organization_owner"}]},
        ListedModel("qwen3-4b", "qwen3-4b"),
    ),
    "OpenRouter": (
        {
            "data": [
                {
                    "id": "anthropic/claude-sonnet-4",
                    "name": "Anthropic: Claude Sonnet 4",
                    "context_length": 200000,
                    "architecture": {"input_modalities": ["image", "text"]},
                    "pricing": {"prompt": "0.000003", "completion": "0.000015"},
                }
            ]
        },
        ListedModel("anthropic/claude-sonnet-4", "Anthropic: Claude Sonnet 4", 200000, True, 3, 15),
    ),
    "DeepSeek": (
        {"data": [{"id": "deepseek-chat", "object": "model", "owned_by": "deepseek"}]},
        ListedModel("deepseek-chat", "deepseek-chat"),
    ),
    "DashScope": (
        {"data": [{"id": "qwen-max", "object": "model", "owned_by": "system"}]},
        ListedModel("qwen-max", "qwen-max"),
    ),
    "Gemini": (
        {"data": [{"id": "models/gemini-2.5-pro", "owned_by": "google", "display_name": "Gemini 2.5 Pro"}]},
        ListedModel("models/gemini-2.5-pro", "Gemini 2.5 Pro"),
    ),
    "Azure": (
        {
            "data": [
                {"id": "gpt-4o", "lifecycle_status": "preview", "capabilities": {"chat_completion": True}}
            ]
        },
        ListedModel("gpt-4o", "gpt-4o"),
    ),
    "": ({"data": [{"id": "kyoto-7b"}]}, ListedModel("kyoto-7b", "kyoto-7b")),
}


@pytest.mark.parametrize("kind", KINDS)
def test_a_server_is_known_by_its_answer(kind: str):
    """Its kind, and what it tells of its models: window, pictures, prices per million tokens."""
    body, model = KINDS[kind]
    found = models_in(body)
    assert (found.kind, list(found.models)) == (kind, [model])


@pytest.mark.parametrize(
    "name",
    [
        *("text-embedding-3-small", "whisper-1", "tts-1", "gpt-4o-mini-tts", "dall-e-3", "gpt-image-1"),
        *(
            "omni-moderation-latest",
            "bge-m3",
            "nomic-embed-text",
            "qwen3-rerank",
            "cosyvoice-v2",
            "davinci-002",
        ),
    ],
)
def test_what_cannot_be_talked_with_is_left_out(name: str):
    """Models that draw, speak, listen or compare."""
    assert [model.id for model in models_in({"data": [{"id": name}, {"id": "kyoto-7b"}]}).models] == [
        "kyoto-7b"
    ]


@pytest.mark.parametrize("name", ["gpt-4o", "qwen3:4b", "o3-mini", "deepseek-ocean-chat", "solar-pro"])
def test_what_can_be_talked_with_stays(name: str):
    """Also where its name only resembles another one."""
    assert [model.id for model in models_in([name]).models] == [name]


@pytest.mark.parametrize(
    "odd",
    [
        *({"context_length": value} for value in ("8k", -1, 10**12, True, None, [8192])),
        *({"pricing": value} for value in ("free", {"prompt": "nan"}, {"prompt": -1}, {"prompt": []}, None)),
        *({"architecture": "text"}, {"capabilities": ["vision"]}, {"display_name": 7}, {"meta": []}),
    ],
    ids=str,
)
def test_odd_values_are_passed_over(odd: dict[str, Any]):
    """A list is read whatever stands in it."""
    assert list(models_in([{"id": "kyoto-7b"} | odd]).models) == [ListedModel("kyoto-7b", "kyoto-7b")]
