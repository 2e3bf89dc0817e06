"""How long a provider is waited for, and what its silence means: through the real SDK and a real server."""

import asyncio
import time

import openai
import pytest

from oreai.llm import errors, patience
from oreai.llm.client import ChatTurn
from oreai.llm.errors import ModelError
from oreai.llm.openai_client import OpenAIClient
from oreai.llm.parameters import RequestParameters
from oreai.llm.patience import Patience
from tests.upstream import Reply, Upstream
from tests.waiting import soon
from tests.wire import DONE, FOREVER, chunk, event, wire

SILENCE_S = 1.0
PING = b": keep-alive\n\n"
KYOTO, STOP = event(chunk(content="京都")), event(chunk("stop"))
USAGE = event({"choices": [], "usage": {"prompt_tokens": 12, "completion_tokens": 3}})


@pytest.fixture(scope="module")
async def sdk():
    async with openai.AsyncOpenAI(api_key="sk-lin", base_url="http://unset", max_retries=0) as sdk:
        yield sdk


@pytest.fixture
def impatient(sdk: openai.AsyncOpenAI, upstream: Upstream) -> OpenAIClient:
    return OpenAIClient(sdk.with_options(base_url=upstream.url), silence_seconds=SILENCE_S)


async def heard(client: OpenAIClient) -> tuple[str, ModelError | None]:
    """What is said, and why it ends, unless well."""
    text = ""
    try:
        async for piece in client.stream([ChatTurn("user", "Where to?")], RequestParameters(model="kyoto")):
            text += piece.text
    except ModelError as error:
        return text, error
    return text, None


async def test_silence_in_the_middle_is_given_up(impatient: OpenAIClient, upstream: Upstream):
    """What came stays; the provider is let go."""
    upstream.enqueue(wire(KYOTO, FOREVER))
    text, error = await heard(impatient)
    assert (text, type(error)) == ("京都", errors.Silent)
    assert await soon(lambda: upstream.closed_early == 1)


def test_nobody_waits_long_for_a_count():
    """A reply that has said why it ends is shown as ended seconds later, though the server never hangs up."""
    assert patience._MOMENT_SECONDS <= 5


@pytest.mark.parametrize("sign", [PING, b"\n", event(chunk()), b"event: ping\ndata: {}\n\n"])
@pytest.mark.parametrize("before", [(), (KYOTO,)])
async def test_a_sign_of_life_is_waited_on(
    impatient: OpenAIClient, upstream: Upstream, sign: bytes, before: tuple[bytes, ...]
):
    """DeepSeek keeps who waits alive for minutes: before the first word, and between two."""
    pauses = [step for _ in range(3) for step in (sign, SILENCE_S / 2)]
    upstream.enqueue(wire(*before, *pauses, KYOTO, STOP, DONE))
    assert await heard(impatient) == ("京都" * (1 + len(before)), None)


async def test_blank_lines_before_a_completion_are_signs_of_life(impatient: OpenAIClient, upstream: Upstream):
    """So some servers keep alive who waits for the whole."""
    pauses = [step for _ in range(4) for step in (b"\n", SILENCE_S / 2)]
    body = b'{"choices": [{"message": {"content": "x"}}]}'
    upstream.enqueue(wire(*pauses, body, content_type="application/json"))
    assert await heard(impatient) == ("x", None)


async def test_signs_of_life_without_a_word_end_some_day(
    impatient: OpenAIClient, upstream: Upstream, monkeypatch: pytest.MonkeyPatch
):
    """Nobody is kept alive for ever."""
    monkeypatch.setattr(patience, "_LONGEST_WITHOUT_WORDS_SECONDS", 2 * SILENCE_S)
    upstream.enqueue(wire(*[step for _ in range(100) for step in (PING, SILENCE_S / 4)]))
    began = time.monotonic()
    assert isinstance((await heard(impatient))[1], errors.Silent)
    assert time.monotonic() - began < 10 * SILENCE_S


@pytest.mark.parametrize("more", [(), (USAGE,), (PING, 0.1, PING)])
async def test_after_the_reason_a_moment_is_waited(
    sdk: openai.AsyncOpenAI, upstream: Upstream, monkeypatch: pytest.MonkeyPatch, more: tuple
):
    """A server that never hangs up does not keep the reply open: not for the silence of a minute."""
    monkeypatch.setattr(patience, "_MOMENT_SECONDS", 0.3)
    client = OpenAIClient(sdk.with_options(base_url=upstream.url), silence_seconds=60)
    upstream.enqueue(wire(KYOTO, STOP, *more, FOREVER))
    async with asyncio.timeout(10):
        assert await heard(client) == ("京都", None)


async def test_pings_after_the_reason_do_not_prolong_it(
    sdk: openai.AsyncOpenAI, upstream: Upstream, monkeypatch: pytest.MonkeyPatch
):
    """It has said that it is done."""
    monkeypatch.setattr(patience, "_MOMENT_SECONDS", 0.3)
    client = OpenAIClient(sdk.with_options(base_url=upstream.url), silence_seconds=60)
    upstream.enqueue(wire(KYOTO, STOP, *[step for _ in range(600) for step in (PING, 0.1)]))
    async with asyncio.timeout(10):
        assert await heard(client) == ("京都", None)


async def test_words_after_the_reason_are_heard(
    sdk: openai.AsyncOpenAI, upstream: Upstream, monkeypatch: pytest.MonkeyPatch
):
    """Some servers give a reason in every chunk; each word is waited on anew."""
    monkeypatch.setattr(patience, "_MOMENT_SECONDS", 0.6)
    client = OpenAIClient(sdk.with_options(base_url=upstream.url), silence_seconds=60)
    upstream.enqueue(
        wire(*[step for _ in range(4) for step in (event(chunk("stop", content="去")), 0.3)], DONE)
    )
    assert await heard(client) == ("去去去去", None)


async def test_a_cut_after_the_reason_is_an_end(impatient: OpenAIClient, upstream: Upstream):
    """Nothing is missing."""
    upstream.enqueue(wire(KYOTO, STOP, ends=False))
    assert await heard(impatient) == ("京都", None)


async def test_a_cut_before_the_reason_is_none(impatient: OpenAIClient, upstream: Upstream):
    """Before the first word, and after some."""
    for steps in ((b": ping\n\n",), (KYOTO,)):
        upstream.enqueue(wire(*steps, ends=False))
        assert isinstance((await heard(impatient))[1], errors.Broken)


LABELS = (
    "text/event-stream; charset=latin-1",
    "application/json",
    "text/html",
    "text/plain; charset=gbk",
    "",
)


@pytest.mark.parametrize("label", LABELS)
@pytest.mark.parametrize("kind", ["a stream", "a completion", "an error", "a page"])
async def test_the_body_tells_what_it_is(impatient: OpenAIClient, upstream: Upstream, label: str, kind: str):
    """Whatever its label says, of its kind or of its characters."""
    bodies = {
        "a stream": (KYOTO + STOP + DONE, ("京都", None)),
        "a completion": ('{"choices": [{"message": {"content": "京都"}}]}'.encode(), ("京都", None)),
        "an error": ('{"error": {"message": "忙"}}'.encode(), ("", errors.Refused)),
        "a page": ("<!doctype html><title>京都</title>".encode(), ("", errors.NotJson)),
    }
    body, expected = bodies[kind]
    upstream.enqueue(wire(body, content_type=label))
    text, error = await heard(impatient)
    assert (text, error and type(error)) == expected
    assert not error or error.provider_message in ("", "忙")


async def test_silence_is_never_shorter_than_the_setting():
    """A piece that comes early leaves the next one as much time as one that comes late."""
    loop, left = asyncio.get_running_loop(), []
    began = loop.time()
    async with asyncio.timeout(60) as timeout:
        waiting = Patience(timeout, 60)
        for heard, over_s in enumerate((1, 29, 31, 59, 61, 89), start=1):
            timeout.reschedule(began + 90 - over_s)
            waiting.renew(heard, is_ending=False)
            left.append(timeout.when() - began)
        await asyncio.sleep(0)
    assert min(left) >= 60


async def test_a_reply_in_single_bytes_is_whole(impatient: OpenAIClient, upstream: Upstream):
    """However the network cuts it."""
    whole = Reply("京都 🚃").pieces
    body = b"".join(event(chunk(content=piece)) for piece in whole) + STOP + DONE
    upstream.enqueue(wire(*(bytes([byte]) for byte in body)))
    assert await heard(impatient) == ("".join(whole), None)
