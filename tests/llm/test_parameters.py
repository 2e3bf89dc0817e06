"""What a request carries beside its messages, and what it leaves away once a model has refused it."""

from dataclasses import replace

import pytest

from oreai.llm.parameters import BOTH, IMAGES, OPTIONAL, SYSTEM, USAGE, RequestParameters

SEEDS = RequestParameters("gpt-3.5-turbo-16k")
CHOSEN = RequestParameters(
    "kyoto",
    {"temperature": 0.2, "top_p": 0.9, "frequency_penalty": 1, "presence_penalty": -1, "max_tokens": 50},
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


def without(parameters: RequestParameters, *names: str) -> dict[str, object]:
    """What is sent to a model that refuses these."""
    return replace(parameters, without=frozenset(names)).as_sent()


def test_openai_is_asked_as_the_original_did():
    """Every value of the seed, also those that are the API's own."""
    assert SEEDS.as_sent() == {
        "model": "gpt-3.5-turbo-16k",
        "temperature": 0.7,
        "top_p": 1,
        "frequency_penalty": 0,
        "presence_penalty": 0,
        "max_tokens": 1024,
        "n": 1,
        USAGE: {"include_usage": True},
        "stream": True,
    }


@pytest.mark.parametrize("name", ["temperature", "n", USAGE])
def test_a_refused_parameter_is_left_away(name: str):
    """That one, and nothing that somebody chose."""
    assert without(CHOSEN, name) == {key: value for key, value in CHOSEN.as_sent().items() if key != name}


@pytest.mark.parametrize("name", ["top_p", "frequency_penalty", "presence_penalty", "n"])
def test_its_kin_goes_with_it_where_it_says_nothing(name: str):
    """A model that refuses one of these refuses the others: values that are the API's own stay away."""
    assert set(without(SEEDS, name)) == {"model", "temperature", "max_tokens", USAGE, "stream"}
    chosen = CHOSEN.as_sent()
    assert without(CHOSEN, name) == {key: chosen[key] for key in chosen if key not in (name, "n")}


def test_of_two_that_exclude_each_other_the_chosen_one_is_sent():
    """A top_p of 1 says nothing; whoever changed it means it."""
    assert without(SEEDS, BOTH)["temperature"] == 0.7
    assert "top_p" not in without(SEEDS, BOTH)
    assert without(CHOSEN, BOTH)["top_p"] == 0.9
    assert "temperature" not in without(CHOSEN, BOTH)


@pytest.mark.parametrize("name", [SYSTEM, IMAGES])
def test_what_is_no_parameter_changes_none(name: str):
    """The system's role and pictures are refused and remembered beside them."""
    assert without(SEEDS, name) == SEEDS.as_sent()


def test_a_model_that_refuses_max_tokens_is_sent_the_newer_name():
    """As OpenAI's reasoning models want; and where that is refused too, no limit at all."""
    newer = RequestParameters("o3", {"max_tokens": 50}, without=frozenset({"max_tokens"})).as_sent()
    assert (newer["max_completion_tokens"], "max_tokens" in newer) == (50, False)
    neither = RequestParameters("o3", without=frozenset({"max_tokens", "max_completion_tokens"})).as_sent()
    assert not {"max_tokens", "max_completion_tokens"} & set(neither)


def test_a_model_that_refuses_everything_is_still_asked():
    """By its name, as a stream."""
    assert RequestParameters("kyoto", without=frozenset(OPTIONAL)).as_sent() == {
        "model": "kyoto",
        "stream": True,
    }
