"""How many tokens the windows of common models hold, by the beginning of their names.

From the makers' model pages, as of late 2026. A model that is not listed is
taken for one of `UNKNOWN_LIMIT`; what a provider says itself when it refuses
a request counts for more than this list.
"""

UNKNOWN_LIMIT = 16_384

_LIMITS = {
    "gpt-3.5-turbo-instruct": 4_096,
    "gpt-3.5-turbo": 16_385,
    "gpt-35-turbo": 16_385,
    "gpt-4-32k": 32_768,
    "gpt-4-turbo": 128_000,
    "gpt-4-1106": 128_000,
    "gpt-4-0125": 128_000,
    "gpt-4o": 128_000,
    "gpt-4.1": 1_047_576,
    "gpt-4.5": 128_000,
    "gpt-4": 8_192,
    "gpt-5": 400_000,
    "chatgpt-4o": 128_000,
    "o1-mini": 128_000,
    "o1-preview": 128_000,
    "o1": 200_000,
    "o3": 200_000,
    "o4": 200_000,
    "claude": 200_000,
    "gemini": 1_048_576,
    "gemma3": 131_072,
    "gemma-3": 131_072,
    "gemma": 8_192,
    "deepseek": 65_536,
    "qwen3": 40_960,
    "qwen2": 32_768,
    "qwen-max": 32_768,
    "qwen-plus": 131_072,
    "qwen-turbo": 1_000_000,
    "qwen": 32_768,
    "glm-4": 128_000,
    "moonshot-v1-8k": 8_192,
    "moonshot-v1-32k": 32_768,
    "moonshot-v1-128k": 131_072,
    "kimi-k2": 131_072,
    "mistral-large": 131_072,
    "mistral": 32_768,
    "mixtral": 32_768,
    "llama-4": 131_072,
    "llama4": 131_072,
    "llama-3.1": 131_072,
    "llama-3.2": 131_072,
    "llama-3.3": 131_072,
    "llama3.1": 131_072,
    "llama3.2": 131_072,
    "llama3.3": 131_072,
    "llama-3": 8_192,
    "llama3": 8_192,
    "llama2": 4_096,
    "phi-3": 131_072,
    "phi3": 131_072,
    "phi-4": 16_384,
    "phi4": 16_384,
    "grok": 131_072,
    "command-r": 128_000,
}


def known_limit(model: str) -> int | None:
    """The window of this model in tokens, where its family is known; `vendor/` before the name is ignored."""
    name = model.rpartition("/")[2].lower()
    families = [family for family in _LIMITS if name.startswith(family)]
    return _LIMITS[max(families, key=len)] if families else None
