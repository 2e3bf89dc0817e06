"""What a request carries beside its messages, and what it leaves away once a model has refused it."""

import pytest

from oreai.llm.parameters import OPTIONAL, USAGE, Parameters

CHOSEN = Parameters(
    "kyoto", temperature=0.2, top_p=0.9, frequency_penalty=1, presence_penalty=-1, max_tokens=50
)


def test_everything_is_sent_by_its_name_in_the_api():
    """The values as they are, one answer, as a stream, with its token counts."""
    assert CHOSEN.as_sent() == {
        "model": "kyoto",
        "temperature": 0.2,
        "top_p": 0.9,
        "frequency_penalty": 1,
        "presence_penalty": -1,
        "max_tokens": 50,
        "n": 1,
        USAGE: {"include_usage": True},
        "stream": True,
    }


@pytest.mark.parametrize(
    "name", ["temperature", "top_p", "frequency_penalty", "presence_penalty", "n", USAGE]
)
def test_a_refused_parameter_is_left_away(name: str):
    """That one, and no other."""
    without = Parameters(**vars(CHOSEN) | {"without": frozenset({name})})
    assert without.as_sent() == {key: value for key, value in CHOSEN.as_sent().items() if key != name}


def test_a_model_that_refuses_max_tokens_is_sent_the_newer_name():
    """As OpenAI's reasoning models want; and where that is refused too, no limit at all."""
    newer = Parameters("o3", max_tokens=50, without=frozenset({"max_tokens"})).as_sent()
    assert (newer["max_completion_tokens"], "max_tokens" in newer) == (50, False)
    neither = Parameters("o3", without=frozenset({"max_tokens", "max_completion_tokens"})).as_sent()
    assert not {"max_tokens", "max_completion_tokens"} & set(neither)


def test_a_model_that_refuses_everything_is_still_asked():
    """By its name, as a stream."""
    assert Parameters("kyoto", without=frozenset(OPTIONAL)).as_sent() == {"model": "kyoto", "stream": True}
