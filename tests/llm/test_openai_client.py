"""The OpenAI SDK as a client: its pieces pass through, its errors become ours with the server's own words."""

import asyncio
import json
from contextlib import aclosing
from dataclasses import replace

import openai
import pytest

from oreai import chat_settings
from oreai.chat_settings import Setting
from oreai.llm import errors
from oreai.llm.client import ChatTurn, ReplyChunk
from oreai.llm.errors import ModelError, ParameterRefused, SystemRefused
from oreai.llm.openai_client import OpenAIClient
from oreai.llm.parameters import RequestParameters
from tests.running import free_port
from tests.upstream import Reply, Upstream, no_such_key, out_of_quota, rate_limited, server_error, too_long
from tests.waiting import soon

TURNS = [ChatTurn("system", "You are a guide."), ChatTurn("user", "Three days in 京都?")]
PARAMETERS = RequestParameters(model="gpt-3.5-turbo-16k")


@pytest.fixture(scope="module")
async def sdk():
    async with openai.AsyncOpenAI(api_key="sk-lin", base_url="http://unset", max_retries=0) as sdk:
        yield sdk  # one for all: making its TLS context takes longer than a test


@pytest.fixture
def client(sdk: openai.AsyncOpenAI, upstream: Upstream) -> OpenAIClient:
    return OpenAIClient(sdk.with_options(base_url=upstream.url), silence_seconds=5)


@pytest.fixture
def impatient(sdk: openai.AsyncOpenAI, upstream: Upstream) -> OpenAIClient:
    return OpenAIClient(sdk.with_options(base_url=upstream.url), silence_seconds=1.5)


async def heard(client: OpenAIClient) -> list[ReplyChunk]:
    return [piece async for piece in client.stream(TURNS, PARAMETERS)]


async def failed(client: OpenAIClient, *expected: str) -> ModelError:
    """The error that the reply ends with, after these texts."""
    texts = []
    try:
        async for piece in client.stream(TURNS, PARAMETERS):
            texts.append(piece.text)
    except ModelError as error:
        assert [text for text in texts if text] == list(expected)
        return error
    pytest.fail("it did not fail")


async def test_pieces_pass_through(client: OpenAIClient, upstream: Upstream):
    """Each text as it came, the finish reason with the last."""
    upstream.enqueue(Reply(tokens=("Three ", "days 🚃", "京都"), finish="length"))
    pieces = await heard(client)
    assert [piece.text for piece in pieces if piece.text] == ["Three ", "days 🚃", "京都"]
    assert pieces[-1] == ReplyChunk(finish_reason="length")


async def test_the_turns_are_sent_as_they_are(client: OpenAIClient, upstream: Upstream):
    """Role and content, in order."""
    await heard(client)
    assert upstream.requests[0].messages == [{"role": turn.role, "content": turn.content} for turn in TURNS]
    assert upstream.requests[0].headers["authorization"] == "Bearer sk-lin"


async def test_a_parameter_that_openai_does_not_know_goes_along(
    client: OpenAIClient, upstream: Upstream, monkeypatch: pytest.MonkeyPatch
):
    """Other servers have more than OpenAI, and the SDK takes no name but OpenAI's own."""
    setting = Setting("min_p", float, 0, 1, "How rare a word may be.", api_name="min_p")
    for by_name in (chat_settings.BY_NAME, chat_settings.PARAMETERS):
        monkeypatch.setitem(by_name, "min_p", setting)
    parameters = PARAMETERS.with_numbers(min_p=0.1)
    assert [chunk async for chunk in client.stream(TURNS, parameters)]
    assert upstream.requests[0].body["min_p"] == 0.1
    assert upstream.requests[0].body["temperature"] == 0.7


async def test_usage_is_told_by_who_tells_it(client: OpenAIClient, upstream: Upstream):
    """Some servers count tokens unasked, in a chunk without a choice."""
    usage = {"prompt_tokens": 12, "completion_tokens": 3, "total_tokens": 15}
    chunks = [
        {"choices": [{"index": 0, "delta": {"content": "京都"}, "finish_reason": "stop"}]},
        {"choices": [], "usage": usage},
    ]
    body = "".join(f"data: {json.dumps(chunk)}\n\n" for chunk in chunks) + "data: [DONE]\n\n"
    upstream.enqueue(Reply(body=body, content_type="text/event-stream"))
    assert await heard(client) == [
        ReplyChunk("京都", finish_reason="stop"),
        ReplyChunk(prompt_tokens=12, completion_tokens=3),
    ]


async def test_who_hangs_up_closes_the_connection(client: OpenAIClient, upstream: Upstream):
    """The provider is not left talking to nobody."""
    upstream.enqueue(Reply(tokens=("京", "都"), silent_after=1))
    async with aclosing(client.stream(TURNS, PARAMETERS)) as pieces:
        async for piece in pieces:
            if piece.text:
                break
    assert await soon(lambda: upstream.closed_early == 1)


async def test_a_cancelled_question_closes_the_connection(client: OpenAIClient, upstream: Upstream):
    """Also before the first word; a cancellation stays one."""
    upstream.enqueue(Reply("京都", first_delay_s=60))
    asking = asyncio.create_task(heard(client))
    assert await soon(lambda: upstream.open_streams == 1)
    asking.cancel()
    with pytest.raises(asyncio.CancelledError):
        await asking
    assert await soon(lambda: upstream.closed_early == 1)


def told(status: int, message: str, **details: object) -> Reply:
    return Reply(status=status, body=json.dumps({"error": {"message": message, **details}}))


REFUSALS = {
    "401": (no_such_key(), errors.WrongKey, ""),
    "403": (out_of_quota(), errors.OutOfCalls, ""),
    "403 of a proxy": (Reply(status=403, body="Forbidden"), errors.OutOfCalls, ""),
    "429 of quota": (replace(out_of_quota(), status=429), errors.OutOfCalls, None),
    "429": (rate_limited(3), errors.RateLimited, "Rate limit reached. Try again in 3s."),
    "too long by code": (told(400, "No.", code="context_length_exceeded"), errors.ContextTooLong, "No."),
    "too long in words": (
        told(400, "This request exceeds the context window of 4096 tokens"),
        errors.ContextTooLong,
        "This request exceeds the context window of 4096 tokens",
    ),
    "too long for llama.cpp": (
        told(400, "the request exceeds the available context size. try increasing the context size"),
        errors.ContextTooLong,
        "the request exceeds the available context size. try increasing the context size",
    ),
    "too long, 413": (told(413, "Prompt is too long"), errors.ContextTooLong, "Prompt is too long"),
    "too long, 422": (too_long(10, 20), errors.ContextTooLong, None),
    "no such model": (told(404, "No model `kyoto`"), errors.Refused, "No model `kyoto`"),
    "500": (server_error("Out of chips."), errors.Refused, "Out of chips."),
    "500 in plain words": (Reply(status=500, body="overloaded"), errors.Refused, None),
    "an error that is a word": (
        Reply(status=500, body='{"error": "model not loaded"}'),
        errors.Refused,
        "model not loaded",
    ),
    "FastAPI's way": (Reply(status=500, body='{"message": "no GPU"}'), errors.Refused, "no GPU"),
    "a page": (Reply(status=502, body="<html>Bad gateway</html>"), errors.Refused, "HTTP 502"),
    "nothing": (Reply(status=503, body=" "), errors.Refused, None),
}


@pytest.mark.parametrize(("reply", "error", "words"), REFUSALS.values(), ids=REFUSALS)
async def test_a_refusal_keeps_the_servers_own_words(
    client: OpenAIClient, upstream: Upstream, reply: Reply, error: type[ModelError], words: str | None
):
    """Each refusal becomes the error that means it; the SDK's wrapping is gone."""
    upstream.enqueue(reply)
    found = await failed(client)
    assert type(found) is error
    assert found.provider_message if words is None else found.provider_message == words
    assert "Error code" not in found.provider_message


async def test_the_key_is_never_said_back(sdk: openai.AsyncOpenAI, upstream: Upstream):
    """Readers are shown a server's words: one that repeats the key in them is not repeated."""
    key = "sk-lin-0123456789"
    client = OpenAIClient(sdk.with_options(base_url=upstream.url, api_key=key), silence_seconds=5)
    upstream.enqueue(Reply(status=500, body=f'{{"message": "Unknown key {key}."}}'))
    assert (await failed(client)).provider_message == "Unknown key …."


@pytest.mark.parametrize("status", [401, 403])
async def test_words_about_the_account_are_the_logs(
    client: OpenAIClient, upstream: Upstream, status: int, caplog: pytest.LogCaptureFixture
):
    """Who may not ask, and why, is between the provider and who runs the server: readers get fixed words."""
    upstream.enqueue(told(status, "Organization org-kyoto owes 12 dollars."))
    assert (await failed(client)).provider_message == ""
    assert "org-kyoto owes 12 dollars" in caplog.text


async def test_a_key_at_the_end_of_long_words_is_not_half_told(sdk: openai.AsyncOpenAI, upstream: Upstream):
    """However the words are cut on the way, no beginning of the key is left at their end."""
    key = "sk-Kyoto0123456789abcdefghijklmnopqrstuvwxyz"
    client = OpenAIClient(sdk.with_options(base_url=upstream.url, api_key=key), silence_seconds=5)
    for before in range(1985, 2001, 3):
        copies = f"{key} " * 40
        words = copies + "x " * ((before - len(copies)) // 2)
        upstream.enqueue(told(500, f"{words}{key}"))
        assert "sk-" not in (await failed(client)).provider_message


async def test_long_words_are_cut(client: OpenAIClient, upstream: Upstream):
    """Nobody reads a page of error."""
    upstream.enqueue(server_error("chips " * 1000))
    assert 100 < len((await failed(client)).provider_message) <= 600


WAITS = {"20": 20, "0.2": 1, "0": 1, "2.6": 3}


@pytest.mark.parametrize(
    ("header", "seconds"), [*WAITS.items(), ("Wed, 21 Oct 2026 07:28:00 GMT", None), ("-5", None), ("", None)]
)
async def test_the_wait_is_told_in_whole_seconds(client: OpenAIClient, upstream: Upstream, header, seconds):
    """As the server asks for; what is not a number of seconds tells nothing."""
    busy = told(429, "Busy.")
    upstream.enqueue(replace(busy, headers={"retry-after": header} if header else {}))
    assert (await failed(client)).retry_after_s == seconds


MIDWAY = {
    "cut": (Reply(tokens=("京", "都"), cut_after=1), errors.Broken),
    "garbage": (Reply(tokens=("京", "都"), garbage_after=1), errors.Unparsable),
    "an error event": (Reply(tokens=("京", "都"), error_after=1), errors.Refused),
    "no finish": (Reply(tokens=("京",), finish=None, done=False), errors.Unfinished),
    "a reason nobody knows": (Reply(tokens=("京",), finish="network_error"), errors.Unfinished),
    "withheld": (Reply(tokens=("京",), finish="content_filter"), errors.Filtered),
}


@pytest.mark.parametrize(("reply", "error"), MIDWAY.values(), ids=MIDWAY)
async def test_trouble_in_the_middle_comes_after_what_was_said(
    client: OpenAIClient, upstream: Upstream, reply: Reply, error: type[ModelError]
):
    """The pieces that came before it are heard."""
    upstream.enqueue(reply)
    assert type(await failed(client, "京")) is error


async def test_nobody_at_the_base_url_is_unreachable(sdk: openai.AsyncOpenAI):
    """A wrong port, and a name that does not exist."""
    for base_url in (f"http://127.0.0.1:{free_port()}/v1", "http://kyoto.invalid/v1"):
        client = OpenAIClient(sdk.with_options(base_url=base_url), silence_seconds=30)
        assert type(await failed(client)) is errors.Unreachable


@pytest.mark.parametrize("key", ["sk-京都", "sk-京都-🚃"])
async def test_a_key_that_no_header_can_carry_is_a_wrong_key(
    sdk: openai.AsyncOpenAI, upstream: Upstream, key: str
):
    """Lin copied a word too much."""
    client = OpenAIClient(sdk.with_options(base_url=upstream.url, api_key=key), silence_seconds=5)
    assert type(await failed(client)) is errors.WrongKey


async def test_a_key_of_two_lines_is_a_wrong_key(sdk: openai.AsyncOpenAI, upstream: Upstream):
    """A file that holds two keys is not one key; it is not the network's fault."""
    client = OpenAIClient(sdk.with_options(base_url=upstream.url, api_key="sk-1\nsk-2"), silence_seconds=5)
    assert type(await failed(client)) is errors.WrongKey


async def test_nothing_is_asked_twice(client: OpenAIClient, upstream: Upstream):
    """A retry in silence would cost a second call."""
    upstream.enqueue(server_error("Busy."))
    await failed(client)
    assert len(upstream.requests) == 1


def test_every_error_has_its_own_kind():
    """The kind names the words on the screen."""
    mended = (ParameterRefused, SystemRefused)  # told as a refusal where they could not be
    kinds = [error.kind for error in ModelError.__subclasses__() if error not in mended]
    assert len(kinds) == len(set(kinds))
    assert set(kinds) | {"unknown"} == errors.KINDS


WHOLE = {
    "empty": ("", "stop", errors.Empty),
    "withheld": ("京", "content_filter", errors.Filtered),
}


@pytest.mark.parametrize(("text", "finish", "error"), WHOLE.values(), ids=WHOLE)
async def test_an_answer_in_one_piece_ends_as_a_stream_does(
    client: OpenAIClient, upstream: Upstream, text: str, finish: str, error: type[ModelError]
):
    """A server that does not stream withholds, or says nothing, all the same."""
    choice = {"message": {"role": "assistant", "content": text}, "finish_reason": finish}
    upstream.enqueue(Reply(body=json.dumps({"choices": [choice]}), content_type="application/json"))
    assert type(await failed(client, *filter(None, [text]))) is error


async def test_a_models_name_teaches_nothing(client: OpenAIClient, upstream: Upstream):
    """Whoever runs OreAI's page chooses it: a name that sounds like a refused parameter is only a name."""
    name = "stream_options-unsupported"
    upstream.enqueue(told(400, f"The model `{name}` is not known here."))
    with pytest.raises(errors.Refused) as refused:
        await anext(client.stream(TURNS, RequestParameters(model=name)))
    assert name in refused.value.provider_message
