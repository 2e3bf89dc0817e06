"""The scripted model is believed by the other tests, so the real SDK proves here what it says it does."""

import asyncio
import json
from collections.abc import Iterator
from dataclasses import replace

import openai
import pytest

from tests.upstream import (
    Reply,
    Upstream,
    html_page,
    no_such_key,
    out_of_quota,
    rate_limited,
    refuses_parameter,
    server_error,
    too_long,
)
from tests.waiting import eventually

PLAN = "先去京都 🚃,then Nara — 三天 👨‍👩‍👧"
ASKED_BY_LIN = {"model": "gpt-3.5-turbo-16k", "messages": [{"role": "user", "content": "Plan a trip"}]}


@pytest.fixture
def upstream() -> Iterator[Upstream]:
    with Upstream() as upstream:
        yield upstream


@pytest.fixture(scope="module")
def sdk() -> Iterator[openai.OpenAI]:
    with openai.OpenAI(api_key="sk-lin", base_url="http://unset", max_retries=0, timeout=2) as sdk:
        yield sdk  # one for all: making its TLS context takes longer than a test


@pytest.fixture
def client(sdk: openai.OpenAI, upstream: Upstream) -> openai.OpenAI:
    return sdk.with_options(base_url=upstream.url)


def stream(client: openai.OpenAI, **options: object) -> openai.Stream:
    return client.chat.completions.create(**ASKED_BY_LIN, stream=True, **options)


def heard(chunks: openai.Stream) -> Iterator[str]:
    return (chunk.choices[0].delta.content for chunk in chunks if chunk.choices[0].delta.content)


def heard_before(error: type[Exception], chunks: openai.Stream) -> list[str]:
    pieces = []
    with pytest.raises(error) as raised:
        pieces.extend(heard(chunks))
    assert raised.type is error, "its relatives mean something else"
    return pieces


def test_a_reply_streams_whole_in_small_pieces(upstream, client):
    upstream.enqueue(Reply(PLAN))
    chunks = list(stream(client))
    pieces = [chunk.choices[0].delta.content for chunk in chunks[1:-1]]
    assert "".join(pieces) == PLAN
    assert pieces == ["先去京都", " 🚃,t", "hen ", "Nara", " — 三", "天 👨‍👩‍👧"]
    assert chunks[0].choices[0].delta.role == "assistant"
    assert [chunk.choices[0].finish_reason for chunk in chunks] == [None] * (len(chunks) - 1) + ["stop"]
    assert eventually(lambda: upstream.open_streams == 0)
    assert upstream.closed_early == 0


def test_what_was_asked_is_remembered(upstream, client):
    list(stream(client, temperature=0.7))
    [request] = upstream.requests
    assert (request.method, request.path) == ("POST", "/v1/chat/completions")
    assert request.headers["authorization"] == "Bearer sk-lin"
    assert (request.model, request.messages) == (ASKED_BY_LIN["model"], ASKED_BY_LIN["messages"])
    assert request.body["temperature"] == 0.7


def test_replies_are_played_in_order_and_then_the_fallback_quotes_the_user(upstream, client):
    upstream.enqueue(Reply(tokens=("one",)), Reply(tokens=("t", "wo")))
    assert [list(heard(stream(client))) for _ in range(2)] == [["one"], ["t", "wo"]]
    assert "".join(heard(stream(client))) == "You said “Plan a trip”."


def test_forgetting_leaves_nothing_for_the_next_test(upstream, client):
    upstream.enqueue(Reply("left over", silent_after=1), Reply("left over"))
    old = stream(client)
    assert upstream.open_streams == 1, "need something to forget for this test to mean anything"
    upstream.forget()
    assert (upstream.requests, upstream.open_streams) == ([], 0)
    assert "".join(heard(stream(client))).startswith("You said")
    old.close()
    assert not eventually(lambda: upstream.closed_early > 0, within_s=0.05)


def test_without_streaming_the_reply_comes_in_one_piece_with_its_usage(upstream, client):
    upstream.enqueue(Reply(PLAN, usage=(12, 30)))
    reply = client.chat.completions.create(**ASKED_BY_LIN)
    assert (reply.choices[0].message.content, reply.choices[0].finish_reason) == (PLAN, "stop")
    usage = reply.usage
    assert (usage.prompt_tokens, usage.completion_tokens, usage.total_tokens) == (12, 30, 42)


def test_a_stream_tells_its_usage_only_when_asked(upstream, client):
    upstream.enqueue(Reply("Hi", usage=(12, 1)), Reply("Hi", usage=(12, 1)))
    *_, last = stream(client, stream_options={"include_usage": True})
    assert (last.choices, last.usage.total_tokens) == ([], 13)
    assert not any(chunk.usage for chunk in stream(client))


def test_thoughts_come_before_the_text(upstream, client):
    upstream.enqueue(Reply("Nara", reasoning=("deer", " park")))
    deltas = [chunk.choices[0].delta for chunk in stream(client)][1:-1]
    assert [getattr(delta, "reasoning_content", None) for delta in deltas] == ["deer", " park", None]
    assert [delta.content for delta in deltas] == [None, None, "Nara"]


def test_a_cut_connection_keeps_what_came_before_it(upstream, client):
    upstream.enqueue(Reply(tokens=("a", "b", "c"), cut_after=2))
    assert heard_before(openai.APIConnectionError, stream(client)) == ["a", "b"]
    assert upstream.closed_early == 0, "the server left, not the client"


def test_garbage_comes_once_and_the_stream_would_go_on(upstream, client):
    upstream.enqueue(*[Reply(tokens=("a", "b"), garbage_after=1)] * 2)
    assert heard_before(json.JSONDecodeError, stream(client)) == ["a"]
    with client.chat.completions.with_streaming_response.create(**ASKED_BY_LIN, stream=True) as response:
        events = [line for line in response.iter_lines() if line]
    assert events.index("data: {not json") == 2
    assert '"b"' in events[3]
    assert events[-1] == "data: [DONE]"


def test_an_error_event_ends_the_stream(upstream, client):
    upstream.enqueue(Reply(tokens=("a", "b"), error_after=1))
    assert heard_before(openai.APIError, stream(client)) == ["a"]


@pytest.mark.parametrize("done", [True, False])
def test_a_stream_may_end_without_saying_why(upstream, client, done):
    upstream.enqueue(Reply(PLAN, finish=None, done=done))
    assert {chunk.choices[0].finish_reason for chunk in stream(client)} == {None}


def test_a_page_instead_of_a_stream_is_an_empty_stream_to_the_sdk(upstream, client):
    upstream.enqueue(html_page())
    chunks = stream(client)
    assert chunks.response.headers["content-type"] == "text/html"
    assert list(chunks) == []


@pytest.mark.parametrize(
    ("refusal", "error", "code"),
    [
        (no_such_key(), openai.AuthenticationError, "invalid_api_key"),
        (out_of_quota(), openai.PermissionDeniedError, "insufficient_quota"),
        (replace(out_of_quota(), status=429), openai.RateLimitError, "insufficient_quota"),
        (rate_limited(wait_s=20), openai.RateLimitError, "rate_limit_exceeded"),
        (too_long(limit=16385, asked=20000), openai.BadRequestError, "context_length_exceeded"),
        (refuses_parameter("max_tokens"), openai.BadRequestError, "unsupported_parameter"),
        (server_error("out of chips"), openai.InternalServerError, None),
        (Reply(status=502, body="<html>Bad gateway</html>"), openai.InternalServerError, None),
    ],
)
def test_a_refusal_is_the_sdks_own_error(upstream, client, refusal, error, code):
    upstream.enqueue(refusal)
    with pytest.raises(error) as raised:
        stream(client)
    assert (raised.type, raised.value.code) == (error, code)
    assert upstream.closed_early == 0


def test_a_rate_limit_says_how_long_to_wait(upstream, client):
    upstream.enqueue(rate_limited(wait_s=0.01), Reply("at last"))
    assert "".join(heard(stream(client.with_options(max_retries=1)))) == "at last"
    assert [request.headers["x-stainless-retry-count"] for request in upstream.requests] == ["0", "1"]


def test_a_conversation_over_the_limit_is_refused_and_its_reply_kept(upstream, client):
    upstream.enqueue(Reply("kept"))
    upstream.tokens_limit = len("Plan a trip") - 1
    with pytest.raises(openai.BadRequestError, match=r"maximum context length is 10 tokens.* 11 tokens"):
        stream(client)
    upstream.tokens_limit = None
    assert "".join(heard(stream(client))) == "kept"


def test_silence_runs_into_the_read_timeout_and_the_hanging_up_is_noticed(upstream, client):
    upstream.enqueue(Reply(tokens=("a", "b"), silent_after=1))
    assert heard_before(openai.APITimeoutError, stream(client, timeout=1)) == ["a"]
    assert eventually(lambda: upstream.closed_early == 1)
    assert upstream.open_streams == 0


def test_comments_keep_a_slow_reply_alive(upstream, client):
    upstream.enqueue(Reply("Hi", first_delay_s=2), Reply("Hi", first_delay_s=2, comments=True))
    with pytest.raises(openai.APITimeoutError):
        stream(client, timeout=1)
    assert list(heard(stream(client, timeout=1))) == ["Hi"]


@pytest.mark.parametrize(
    "reply",
    [
        Reply(tokens=("a", "b"), delay_s=60),
        Reply(tokens=("a", "b"), silent_after=1),
        Reply(tokens=("a", "b"), silent_after=1, comments=True),
    ],
)
def test_a_client_that_closes_is_noticed_at_once(upstream, client, reply):
    upstream.enqueue(reply)
    chunks = stream(client)
    assert next(heard(chunks)) == "a"
    assert upstream.open_streams == 1
    chunks.close()
    assert eventually(lambda: upstream.closed_early == 1)
    assert upstream.open_streams == 0


async def test_a_cancelled_task_is_noticed_before_the_first_piece(upstream):
    upstream.enqueue(Reply("Hi", first_delay_s=60))
    async with openai.AsyncOpenAI(api_key="sk-lin", base_url=upstream.url, max_retries=0) as client:
        asking = asyncio.create_task(client.chat.completions.create(**ASKED_BY_LIN, stream=True))
        assert await asyncio.to_thread(eventually, lambda: upstream.open_streams == 1)
        asking.cancel()
        assert await asyncio.to_thread(eventually, lambda: upstream.closed_early == 1)


async def test_many_streams_run_side_by_side(upstream):
    upstream.enqueue(*[Reply(PLAN, delay_s=0.01)] * 20)

    async def ask(client: openai.AsyncOpenAI) -> str:
        chunks = await client.chat.completions.create(**ASKED_BY_LIN, stream=True)
        return "".join([chunk.choices[0].delta.content or "" async for chunk in chunks])

    async with openai.AsyncOpenAI(api_key="sk-lin", base_url=upstream.url, max_retries=0) as client:
        assert await asyncio.gather(*[ask(client) for _ in range(20)]) == [PLAN] * 20


def test_models_are_listed_unless_there_are_none(upstream, client):
    assert [model.id for model in client.models.list()] == ["gpt-3.5-turbo-16k"]
    upstream.models = None
    with pytest.raises(openai.NotFoundError):
        client.models.list()
    assert upstream.requests == [], "only completions are remembered"


def test_after_its_end_nobody_listens():
    with Upstream() as upstream:
        client = openai.OpenAI(api_key="sk-lin", base_url=upstream.url, max_retries=0)
        upstream.enqueue(Reply("Hi", silent_after=1))
        chunks = stream(client)
    assert heard_before(openai.APIConnectionError, chunks) == ["Hi"]
    with pytest.raises(openai.APIConnectionError):
        stream(client)


def test_a_script_that_ends_before_its_trouble_is_refused():
    with pytest.raises(AssertionError, match="before its trouble"):
        Reply("Hi", cut_after=2)
