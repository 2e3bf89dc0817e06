"""A model as a server's list tells of it, read by the marks of the kind of server that sent it.

Ollama, llama.cpp, vLLM, LM Studio, OpenRouter, DeepSeek, DashScope, Gemini's compatible endpoint and Azure
are known by their answers: nobody has to say which one it is.
"""

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

_PER_MILLION = 1_000_000
_LARGEST_WINDOW = 100_000_000  # tokens; more is a mistake
_NO_CHAT = re.compile(
    r"embed|whisper|\btts\b|-tts|dall-e|moderation|rerank|stable-diffusion|text-to-|speech|transcri|-asr|\bocr\b"
    r"|davinci-00|babbage-00|gpt-image|sora|realtime|wanx|cosyvoice|paraformer|bge-|^imagen|^veo|aqa$",
    re.IGNORECASE,
)
_OWNERS = {
    "library": "Ollama",
    "llamacpp": "llama.cpp",
    "vllm": "vLLM",
    "organization_owner": "LM Studio",
    "deepseek": "DeepSeek",
    "google": "Gemini",
    "openai": "OpenAI",
    "openai-internal": "OpenAI",
    "system": "OpenAI",
}
"What `owned_by` tells of the server; what DashScope writes there differs from model to model."


@dataclass(frozen=True)
class ListedModel:
    """One model that can be chosen."""

    id: str
    title: str = ""
    "Its name for people; the id where the server has no other."
    context: int | None = None
    "Its window in tokens."
    images: bool | None = None
    "Whether it sees pictures, where that is told."
    input_price: float | None = None
    output_price: float | None = None
    "In US dollars per million tokens."
    currency: str = "$"


def read_model(name: str, entry: Any) -> ListedModel:
    """What the server tells of this model.

    Args:
        entry: its part of the list, a mapping or only the name.
    """
    fields: Mapping[str, Any] = entry if isinstance(entry, dict) else {}
    prices = _mapping_in(fields, "pricing")
    return ListedModel(
        id=name,
        title=_title(name, fields),
        context=_window(fields),
        images=_sees_images(fields),
        input_price=_price(prices, "prompt"),
        output_price=_price(prices, "completion"),
    )


def can_chat(model: ListedModel, entry: Any) -> bool:
    """Whether one can talk with it: a list also holds models that draw, speak or compare."""
    if isinstance(entry, dict):
        abilities = entry.get("capabilities")
        if isinstance(abilities, dict) and abilities.get("chat_completion") is False:
            return False  # Azure
        if isinstance(abilities, dict) and abilities.get("completion_chat") is False:
            return False  # Mistral
        if entry.get("type") in ("embeddings", "embedding", "rerank", "image", "audio"):
            return False  # LM Studio, Together
    return not _NO_CHAT.search(model.id)


def kind_of(entries: Sequence[Any]) -> str:
    """The kind of server that sends such a list; empty where it is none of the known ones."""
    mappings = [entry for entry in entries if isinstance(entry, dict)]
    if not mappings:
        return ""
    first = mappings[0]
    if "pricing" in first and "architecture" in first:
        return "OpenRouter"
    if "lifecycle_status" in first:
        return "Azure"
    names = [str(entry.get("id", "")) for entry in mappings]
    if any(name.startswith("models/gemini") for name in names):
        return "Gemini"
    if (
        any(str(entry.get("id", "")).startswith("qwen-") for entry in mappings)
        and "max_model_len" not in first
    ):
        return "DashScope"
    if "max_model_len" in first:
        return "vLLM"
    if isinstance(first.get("details"), dict):
        return "Ollama"
    return _OWNERS.get(str(first.get("owned_by", "")).lower(), "")


def _mapping_in(entry: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    found = entry.get(name)
    return found if isinstance(found, dict) else {}


def _title(name: str, entry: Mapping[str, Any]) -> str:
    title = entry.get("display_name") or (entry.get("name") if entry.get("id") else None)
    if isinstance(title, str) and title.strip():
        return title.strip()[:100]
    return name.removeprefix("models/")  # Gemini's ids


def _window(entry: Mapping[str, Any]) -> int | None:
    meta = _mapping_in(entry, "meta")
    for value in (
        entry.get("max_model_len"),  # vLLM
        entry.get("loaded_context_length"),  # LM Studio
        entry.get("context_length"),  # OpenRouter, Together
        entry.get("max_context_length"),  # LM Studio, Mistral
        entry.get("context_window"),  # Groq
        meta.get("n_ctx"),  # llama.cpp
    ):
        if isinstance(value, int) and not isinstance(value, bool) and 0 < value <= _LARGEST_WINDOW:
            return value
    return None


def _sees_images(entry: Mapping[str, Any]) -> bool | None:
    architecture = entry.get("architecture")
    inputs = architecture.get("input_modalities") if isinstance(architecture, dict) else None
    if isinstance(inputs, list):
        return "image" in inputs
    abilities = entry.get("capabilities")
    if isinstance(abilities, dict) and isinstance(abilities.get("vision"), bool):
        return bool(abilities["vision"])
    return True if entry.get("type") == "vlm" else None


def _price(prices: Mapping[str, Any], name: str) -> float | None:
    """OpenRouter's prices are dollars for one token, as a text."""
    try:
        price = float(prices.get(name, ""))
    except (TypeError, ValueError):
        return None
    return round(price * _PER_MILLION, 6) if math.isfinite(price) and price >= 0 else None
