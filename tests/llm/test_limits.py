"""What is known of the windows of common models, by their names."""

import pytest

from oreai.llm.limits import known_limit


@pytest.mark.parametrize(
    ("model", "limit"),
    [
        ("gpt-3.5-turbo-16k", 16_385),
        ("gpt-3.5-turbo-instruct", 4_096),
        ("gpt-4", 8_192),
        ("gpt-4-0613", 8_192),
        ("gpt-4-32k", 32_768),
        ("gpt-4-turbo", 128_000),
        ("gpt-4o-mini", 128_000),
        ("gpt-4.1-mini", 1_047_576),
        ("o1-mini", 128_000),
        ("o1", 200_000),
        ("claude-sonnet-4", 200_000),
        ("deepseek-chat", 65_536),
        ("moonshot-v1-32k", 32_768),
        ("llama3:8b", 8_192),
        ("llama3.1:8b", 131_072),
        ("qwen3:4b", 40_960),
    ],
)
def test_the_longest_name_that_fits_counts(model: str, limit: int):
    """gpt-4o is no gpt-4, and llama3.1 no llama3."""
    assert known_limit(model) == limit


def test_a_vendor_before_the_name_and_capitals_change_nothing():
    """As OpenRouter and others write them."""
    assert known_limit("meta-llama/Llama-3.1-8B-Instruct") == known_limit("llama-3.1-8b-instruct") == 131_072


@pytest.mark.parametrize("model", ["", "kyoto-7b", "my-gpt-4"])
def test_of_a_stranger_nothing_is_known(model: str):
    """Nobody guesses from the middle of a name."""
    assert known_limit(model) is None
