"""Whatever a provider says of the key, no part of it that helps anybody is shown."""

import pytest

from oreai.llm.secret_words import without_key

KEY = "sk-proj-Kyoto1234567890abcdefNaraOsaka"


@pytest.mark.parametrize(
    "words",
    [
        f"Incorrect API key provided: {KEY}.",
        f"Incorrect API key provided: {KEY[:25]}",
        f"the key that ends in {KEY[-12:]}",
        "Incorrect API key provided: sk-proj-********saka.",
        "Incorrect API key provided: sk-pr...saka",
        "key ••••••saka is unknown",
        "your key is s-k p-r-o-j K-y-o-t-o-1-2-3-4-5-6-7-8-9-0 a b c d e f N a r a O s a k a",
        "sk_proj_kyoto1234567890ABCDEFNARAOSAKA",
        "between 34567890abcd and the end",
    ],
)
def test_no_part_of_the_key_stays(words: str):
    """Whole, cut in the middle, its end alone, or masked as providers do."""
    told = without_key(words, KEY)
    assert "saka" not in told
    assert KEY[:9] not in told
    assert "567890abc" not in told
    assert "…" in told


@pytest.mark.parametrize("words", ["the task-force in Osaka", "rate limit reached for gpt-4o", ""])
def test_other_words_stay(words: str):
    """What is no key is told as it was said."""
    assert without_key(words, KEY) == words


def test_a_key_too_short_to_be_one_is_no_secret():
    """Local servers take any word as a key."""
    assert without_key("none of these", "none") == "none of these"
