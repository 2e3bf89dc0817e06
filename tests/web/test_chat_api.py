"""The original's `/api/chat` for programs: plain text that costs a call; and its key, which is kept."""

from collections.abc import AsyncIterator, Callable
from typing import Any

import httpx
import pytest

from oreai.services.replies.completion import AT_ONCE
from tests.conftest import KEY
from tests.running import Server
from tests.states.conftest import owner_of
from tests.states.wire import Wire, cookie_of
from tests.upstream import Reply, Upstream, refusal
from tests.waiting import soon

HELLO = {"messages": [{"role": "user", "content": "你好"}]}
Stored = Callable[..., list[tuple]]


@pytest.fixture
async def lin(server: Server, upstream: Upstream) -> AsyncIterator[httpx.AsyncClient]:
    """Lin's browser."""
    token = cookie_of(server)
    wire = await Wire.open(server, token)
    await wire.visit("/")
    await wire.settle()
    await wire.close()
    headers = {"Accept-Language": "zh-CN", "Cookie": f"oreai_session={token}"}
    async with httpx.AsyncClient(base_url=server.url, headers=headers) as client:
        yield client


def calls(client: httpx.AsyncClient, stored: Stored) -> int:
    """How many Lin has used, or has reserved."""
    user_id = owner_of(client.headers["cookie"].partition("=")[2], stored)
    summed = "SELECT coalesce(sum(calls), 0) FROM usage_entry WHERE user_id = ?"
    return stored(summed, user_id)[0][0]


async def test_a_reply_comes_as_plain_text_and_costs_a_call(
    lin: httpx.AsyncClient, upstream: Upstream, stored: Stored
):
    """The model is asked exactly what was sent, with the parameters every chat starts with."""
    upstream.enqueue(Reply("你好！有什么事？"))
    turns = [{"role": "system", "content": "简短。"}, {"role": "user", "content": "你好"}]
    answer = await lin.post("/api/chat", json={"messages": turns})
    assert (answer.status_code, answer.text) == (200, "你好！有什么事？")
    assert answer.headers["content-type"] == "text/plain; charset=utf-8"
    asked = upstream.requests[-1].body
    assert asked["messages"] == turns
    assert (asked["model"], asked["temperature"], asked["max_tokens"]) == ("gpt-3.5-turbo-16k", 0.7, 1024)
    assert calls(lin, stored) == 1


@pytest.mark.parametrize("body", [{}, {"messages": []}])
async def test_no_messages_are_told_in_the_originals_words(lin: httpx.AsyncClient, body: dict[str, Any]):
    """Whoever wrote a program for it finds them again."""
    answer = await lin.post("/api/chat", json=body)
    assert (answer.status_code, answer.text) == (400, "No messages in the request")


@pytest.mark.parametrize(
    "messages",
    [
        "你好",
        [1],
        [{"role": "root", "content": "x"}],
        [{"role": "user"}],
        [{"role": "user", "content": [{"type": "text", "text": "x"}]}],
        [{"role": "user", "content": "x"}] * 1001,
    ],
)
async def test_what_is_no_conversation_is_refused(
    lin: httpx.AsyncClient, upstream: Upstream, messages: Any, stored: Stored
):
    """Nobody is asked, no call is spent."""
    assert (await lin.post("/api/chat", json={"messages": messages})).status_code == 400
    assert upstream.requests == []
    assert calls(lin, stored) == 0


async def test_a_reply_that_brought_nothing_gives_its_call_back(
    lin: httpx.AsyncClient, upstream: Upstream, stored: Stored
):
    """A used-up key is 400 as in the original, other refusals are the provider's failure."""
    upstream.enqueue(refusal(403, "Quota exceeded", code="insufficient_quota"), refusal(401, "No such key"))
    used_up = await lin.post("/api/chat", json=HELLO)
    assert (used_up.status_code, used_up.json()["error"]) == (
        400,
        "当前 API_KEY 调用额度已用完,请联系运营人员增加额度",
    )
    other = await lin.post("/api/chat", json=HELLO)
    assert other.status_code == 502
    assert KEY not in used_up.text + other.text
    assert await soon(lambda: calls(lin, stored) == 0)


async def test_nobody_is_answered_without_a_name(server: Server, upstream: Upstream):
    """Nor by a token that is none; another site's page not at all."""
    async with httpx.AsyncClient(base_url=server.url) as client:
        assert (await client.post("/api/chat", json=HELLO)).status_code == 401
        for token in ("x", "oreai_x", "x" * 5000):
            headers = {"Authorization": f"Bearer {token}"}
            assert (await client.post("/api/chat", json=HELLO, headers=headers)).status_code == 401
        foreign = {"Origin": "https://evil.example"}
        assert (await client.post("/api/chat", json=HELLO, headers=foreign)).status_code == 403
    assert upstream.requests == []


async def test_the_providers_key_is_given_to_nobody(lin: httpx.AsyncClient):
    """The original sent it to whoever asked."""
    for answer in (await lin.post("/api/api_key"), await lin.get("/api/api_key")):
        assert answer.status_code == 410
        assert "令牌" in answer.json()["error"]
        assert KEY not in answer.text


async def test_a_program_that_asks_too_often_waits(
    lin: httpx.AsyncClient, upstream: Upstream, stored: Stored
):
    """Sixty that fail in one moment cost no call, and the next never reach the provider."""
    upstream.fallback = lambda _: refusal(500, "No.")
    statuses = []
    for _ in range(AT_ONCE + 20):
        statuses.append((await lin.post("/api/chat", json=HELLO)).status_code)
        if statuses[-1] == 429:
            break
    assert statuses[-1] == 429
    assert AT_ONCE <= len(upstream.requests) < AT_ONCE + 20
    asked = len(upstream.requests)
    assert (await lin.post("/api/chat", json=HELLO)).status_code == 429
    assert len(upstream.requests) <= asked + 1
