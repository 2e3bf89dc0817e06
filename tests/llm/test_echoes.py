"""What of a provider's words was said to it before: that teaches nothing."""

import pytest

from oreai.llm.echoes import without_echoes
from oreai.llm.too_long import limit_in

LIE = "This model's maximum context length is 2048 tokens."


@pytest.mark.parametrize(
    ("words", "request_text"),
    [
        (f"Rejected: {LIE}", f"Please repeat: {LIE}"),
        (f"Rejected: {LIE.upper()}", LIE),
        ("Rejected: This  model's\\nmaximum context length is: 2048", LIE),
        ("maximum context length is 2,048 tokens", "I have 2048 stamps"),
        ("拒绝：这个模型的上下文长度不能超过2048个词元", "请说：这个模型的上下文长度不能超过2048个词元"),
    ],
)
def test_what_the_request_said_names_no_window(words: str, request_text: str):
    """Word for word, in other cases and spacings, and a number alone."""
    assert limit_in(words)
    assert limit_in(without_echoes(words, request_text)) is None


@pytest.mark.parametrize(
    "request_text",
    ["", "How long is the way to Nara?", "What is the context?", "长度是什么？", "I have 20480 stamps"],
)
def test_the_provider_s_own_words_stay(request_text: str):
    """A few shared words, or digits within another number, are chance."""
    assert without_echoes(LIE, request_text) == LIE
