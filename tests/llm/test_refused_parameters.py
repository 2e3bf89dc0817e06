"""Which parameters a refusal is of: each provider names them in its own way."""

import pytest

from oreai.llm.parameters import BOTH, OWN_VALUES, RequestParameters
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
    ("参数 temperature 不被支持", {"temperature"}),
    ("temperature只能为1", {"temperature"}),
    ("frequency_penalty 参数无效", {"frequency_penalty"}),
    ("temperature与top_p不可同时使用", {BOTH}),
    ("Invalid parameter: frequency_penalty", {"frequency_penalty"}),
    ("frequency_penalty is not implemented yet", {"frequency_penalty"}),
    ("Parameter 'n' is not recognized", {"n"}),
    ("does not allow additional property frequency_penalty", {"frequency_penalty"}),
    ("`temperature` must be set to 1 when extended thinking is enabled", {"temperature"}),
    (
        "1 validation error for Request\npresence_penalty\n  Extra inputs are not permitted [input_value=0]",
        {"presence_penalty"},
    ),
    ("Your key is not supported; max_tokens=1024 n=1", set()),
    ("Unknown model. You sent temperature 0.7", set()),
    ("Unknown error while sampling (temperature=0.7)", set()),
    ("Image input is not supported. Request: {'temperature': 0.7}", set()),
    ("tool_choice is not supported when temperature is 0", set()),
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


@pytest.mark.parametrize(
    "words",
    [
        "Range of top_p should be (0.0, 1.0)",
        "`top_p` must be > 0.0 and < 1.0",
        "top_p should be in the range (0, 1)",
        "top_p 取值范围为 (0,1)",
    ],
)
def test_a_value_that_nobody_chose_is_left_out(words: str):
    """To DashScope and TGI a `top_p` of 1 is out of range; one that was chosen is told of, and goes on."""
    own = RequestParameters("kyoto")
    assert refused_in(words, own_values=own.own_values) == {OWN_VALUES}
    assert refused_in(words, "top_p", own.own_values) == {OWN_VALUES}
    chosen = RequestParameters("kyoto", {"top_p": 0.5}, without=frozenset({OWN_VALUES}))
    assert refused_in(words, own_values=chosen.own_values) == frozenset()
    assert (chosen.as_sent()["top_p"], "n" in chosen.as_sent()) == (0.5, False)
