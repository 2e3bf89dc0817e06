"""Which parameters a refusal is of: each provider names them in its own way."""

import pytest

from oreai.llm.parameters import BOTH
from oreai.llm.refused_parameters import refused_in

PENALTIES = {"frequency_penalty", "presence_penalty"}
SAID = [
    ("`temperature` and `top_p` cannot both be specified for this model. Please use only one.", {BOTH}),
    ("Only one of temperature and top_p may be set", {BOTH}),
    ("temperature 和 top_p 不能同时设置", {BOTH}),
    ("Penalty is not enabled for this model", PENALTIES),
    ("frequency_penalty and presence_penalty are not supported", {"frequency_penalty"}),
    (
        'Invalid JSON payload received. Unknown name "presencePenalty": Cannot find field.',
        {"presence_penalty"},
    ),
    ("Argument not supported on this model: presencePenalty", {"presence_penalty"}),
    ("This model does not support the topP parameter", {"top_p"}),
    ("stream_options: Extra inputs are not permitted", {"stream_options"}),
    (
        "stream_options: Extra inputs are not permitted\nn: Extra inputs are not permitted",
        {"stream_options", "n"},
    ),
    ("Additional properties are not allowed ('n' was unexpected)", {"n"}),
    ("invalid temperature: only 1 is allowed for this model", {"temperature"}),
    ("`temperature` may only be set to 1 when thinking is enabled.", {"temperature"}),
    ("不支持参数 frequency_penalty", {"frequency_penalty"}),
    ("openai does not support parameters: ['presence_penalty'], for model=o1", {"presence_penalty"}),
    (
        "Unsupported parameter: 'max_tokens' is not supported with this model. "
        "Use 'max_completion_tokens' instead.",
        {"max_tokens"},
    ),
    ("Tools are not supported by this model.", set()),
    ("temperature must be between 0 and 1", set()),
    ("max_tokens is too large: 99999. This model supports at most 4096 completion tokens.", set()),
    ("The server had an error.", set()),
    ("No such path: C:\\n is unknown", set()),
    ("", set()),
]


@pytest.mark.parametrize(("words", "refused"), SAID)
def test_the_refused_ones_are_known_by_the_words(words: str, refused: set[str]):
    """Those that are meant, not those that are only mentioned; never one whose value is out of range."""
    assert refused_in(words) == refused


@pytest.mark.parametrize(
    ("field", "words", "refused"),
    [
        ("top_p", "Not this one.", {"top_p"}),
        ("topP", "Unknown name", {"top_p"}),
        ("top_p", "Input should be less than or equal to 1", set()),
        ("messages", "Unsupported value", set()),
    ],
)
def test_a_field_names_it_apart(field: str, words: str, refused: set[str]):
    """What a request cannot do without is no optional parameter."""
    assert refused_in(words, field) == refused
