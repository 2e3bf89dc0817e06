"""Models that think aloud, models that refuse parameters, and lists of models: through the real SDK."""

import json
from typing import Any

import openai
import pytest

from oreai.llm import errors
from oreai.llm.client import ChatTurn, ReplyChunk
from oreai.llm.errors import ModelError, ParameterRefused, Refused
from oreai.llm.openai_client import OpenAIClient
from oreai.llm.parameters import RequestParameters
from tests.upstream import Reply, Upstream, refuses_parameter

TURNS = [ChatTurn("user", "Three days in 京都?")]


@pytest.fixture
async def client(upstream: Upstream):
    async with openai.AsyncOpenAI(api_key="sk-lin", base_url=upstream.url, max_retries=0) as sdk:
        yield OpenAIClient(sdk, silence_seconds=5)


async def heard(
    client: OpenAIClient, without: frozenset[str] = frozenset(), **numbers: Any
) -> list[ReplyChunk]:
    parameters = RequestParameters("kyoto", numbers, without)
    return [piece async for piece in client.stream(TURNS, parameters) if piece != ReplyChunk()]


async def refused(client: OpenAIClient, **numbers: Any) -> ModelError:
    with pytest.raises(ModelError) as error:
        await heard(client, **numbers)
    return error.value


@pytest.mark.parametrize("name", ["reasoning_content", "reasoning"])
async def test_thinking_comes_apart_from_the_words(client: OpenAIClient, upstream: Upstream, name: str):
    """DeepSeek's name for it and OpenRouter's; it is never part of the reply's text."""
    deltas = [{name: "先想"}, {name: "想🚃"}, {"content": "京都"}]
    events = [{"choices": [{"index": 0, "delta": delta}]} for delta in deltas]
    events.append({"choices": [{"index": 0, "delta": {}, "finish_reason": "stop"}]})
    body = "".join(f"data: {json.dumps(event)}\n\n" for event in events) + "data: [DONE]\n\n"
    upstream.enqueue(Reply(body=body, content_type="text/event-stream"))
    expected = [
        ReplyChunk(reasoning="先想"),
        ReplyChunk(reasoning="想🚃"),
        ReplyChunk("京都"),
        ReplyChunk(finish_reason="stop"),
    ]
    assert await heard(client) == expected


async def test_thinking_without_a_word_is_no_reply(client: OpenAIClient, upstream: Upstream):
    """A model that only thought has said nothing."""
    upstream.enqueue(Reply("", reasoning=("先想",)))
    assert isinstance(await refused(client), errors.Empty)


async def test_a_parameter_is_refused_by_its_field(client: OpenAIClient, upstream: Upstream):
    """As OpenAI tells it, with its own words."""
    upstream.enqueue(refuses_parameter("top_p"))
    error = await refused(client)
    assert isinstance(error, ParameterRefused)
    assert error.parameters == {"top_p"}
    assert error.provider_message == "Unsupported parameter: 'top_p' is not supported with this model."


IN_WORDS = {
    "a proxy's copy of OpenAI's": (
        "Unsupported parameter: 'max_tokens' is not supported with this model. "
        "Use 'max_completion_tokens' instead.",
        "max_tokens",
    ),
    "Azure": ("Unrecognized request argument supplied: stream_options", "stream_options"),
    "a strict server": ("body.frequency_penalty: Extra inputs are not permitted", "frequency_penalty"),
    "a wrong value": (
        "Unsupported value: 'temperature' does not support 0.7 with this model.",
        "temperature",
    ),
}


@pytest.mark.parametrize("status", [400, 422])
@pytest.mark.parametrize(("words", "parameter"), IN_WORDS.values(), ids=IN_WORDS)
async def test_a_parameter_is_refused_in_words(
    client: OpenAIClient, upstream: Upstream, words: str, parameter: str, status: int
):
    """Where no field names it, the first name in the sentence is the one that is meant."""
    upstream.enqueue(Reply(status=status, body=json.dumps({"error": {"message": words}})))
    error = await refused(client)
    assert isinstance(error, ParameterRefused)
    assert error.parameters == {parameter}


OUT_OF_RANGE = {
    "max_tokens": "max_tokens is too large: 99999. This model supports at most 4096 completion tokens.",
    "temperature": "Invalid 'temperature': expected a value <= 1, but got 1.5 instead.",
    "top_p": "Input should be less than or equal to 1",
}


@pytest.mark.parametrize(("parameter", "words"), OUT_OF_RANGE.items())
async def test_a_value_out_of_range_is_told_and_not_dropped(
    client: OpenAIClient, upstream: Upstream, parameter: str, words: str
):
    """Lin chose a number that this model cannot take: she hears so, and the parameter stays in use."""
    body = {"error": {"message": words, "param": parameter, "code": "invalid_value"}}
    upstream.enqueue(Reply(status=400, body=json.dumps(body)))
    error = await refused(client, **{parameter: 99999 if parameter == "max_tokens" else 1.5})
    assert type(error) is Refused
    assert error.provider_message == words


async def test_what_a_request_cannot_do_without_is_no_parameter(client: OpenAIClient, upstream: Upstream):
    """A refusal of the messages or of the model is told as it is."""
    for name in ("messages", "model", "stream"):
        upstream.enqueue(refuses_parameter(name))
        assert type(await refused(client)) is Refused


async def test_the_parameters_are_sent_as_they_are_told(client: OpenAIClient, upstream: Upstream):
    """On the wire stands what `as_sent` says, beside the messages and nothing else."""
    parameters = RequestParameters("o3", {"max_tokens": 7}, without=frozenset({"max_tokens", "temperature"}))
    [piece async for piece in client.stream(TURNS, parameters)]
    body = dict(upstream.requests[-1].body)
    assert body.pop("messages") == [{"role": turn.role, "content": turn.content} for turn in TURNS]
    assert body == parameters.as_sent()


async def test_the_models_are_listed_in_order(client: OpenAIClient, upstream: Upstream):
    """Each once, in alphabetical order."""
    upstream.models = ["qwen3", "gpt-4o", "qwen3", "claude"]
    listed = await client.models(seconds=5)
    assert [model.id for model in listed.models] == ["claude", "gpt-4o", "qwen3"]


async def test_a_list_that_cannot_be_read_says_why(client: OpenAIClient, upstream: Upstream):
    """A server without such a list answers 404, in its own words."""
    upstream.models = None
    with pytest.raises(Refused, match="Unknown request URL"):
        await client.models(seconds=5)


async def test_usage_is_asked_for_and_heard(client: OpenAIClient, upstream: Upstream):
    """With the stream's last chunk come the counts; a request without the option gets none."""
    upstream.enqueue(Reply("京都", usage=(12, 3)), Reply("京都", usage=(12, 3)))
    assert (await heard(client))[-1] == ReplyChunk(prompt_tokens=12, completion_tokens=3)
    bare = await heard(client, without=frozenset({"stream_options"}))
    assert all(piece.prompt_tokens is None for piece in bare)
