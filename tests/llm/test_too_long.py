"""A refusal as too long, in the ways providers say it: which limit they name, and what they counted."""

import json

import openai
import pytest

from oreai.llm.client import ChatTurn
from oreai.llm.errors import ContextTooLong
from oreai.llm.openai_client import OpenAIClient
from oreai.llm.parameters import RequestParameters
from oreai.llm.too_long import asked_in, limit_in
from tests.upstream import Reply, Upstream

SAID = {
    "OpenAI": (
        "This model's maximum context length is 16385 tokens. However, your messages resulted in 20123 "
        "tokens. Please reduce the length of the messages.",
        (16385, 20123),
    ),
    "OpenAI, reasoning": (
        "Input tokens exceed the configured limit of 272,000 tokens. Your messages resulted in 301,455 "
        "tokens. Please reduce the length of the messages.",
        (272000, 301455),
    ),
    "vLLM": (
        "This model's maximum context length is 4096 tokens. However, you requested 5301 tokens "
        "(4277 in the messages, 1024 in the completion). Please reduce either.",
        (4096, 4277),
    ),
    "vLLM, newer": (
        "'max_tokens' is too large: 1024. This model's maximum context length is 2048 tokens and your "
        "request has 1500 input tokens (1024 > 2048 - 1500).",
        (2048, 1500),
    ),
    "vLLM, engine": (
        "The decoder prompt (length 9001) is longer than the maximum model length of 8192.",
        (8192, 9001),
    ),
    "llama.cpp": (
        "request (5120 tokens) exceeds the available context size (4096 tokens), try increasing it",
        (4096, 5120),
    ),
    "llama.cpp, before": ("the request exceeds the available context size. try increasing it", (None, None)),
    "LM Studio": (
        "Trying to keep the first 7000 tokens when context overflows. However, the model is loaded with "
        "context length of only 4096 tokens, which is not enough.",
        (4096, None),
    ),
    "Anthropic": ("prompt is too long: 208310 tokens > 200000 maximum", (200000, 208310)),
    "Anthropic, with the answer": (
        "input length and `max_tokens` exceed context limit: 190000 + 21333 > 200000, decrease either",
        (200000, 190000),
    ),
    "Gemini": (
        "The input token count (1100001) exceeds the maximum number of tokens allowed (1048576).",
        (1048576, 1100001),
    ),
    "Mistral": (
        "Prompt contains 40111 tokens and 0 draft tokens, too large for model with 32768 maximum "
        "context length",
        (32768, 40111),
    ),
    "DeepSeek": (
        "This model's maximum context length is 65536 tokens. However, you requested 71234 tokens (67138 in "
        "the messages, 4096 in the completion). Please reduce the length of the messages.",
        (65536, 67138),
    ),
    "OpenRouter": (
        "This endpoint's maximum context length is 131072 tokens. However, you requested about 200321 "
        "tokens.",
        (131072, 200321),
    ),
    "xAI": (
        "This model's maximum prompt length is 131072 but the request contains 134411 tokens.",
        (131072, 134411),
    ),
    "Moonshot": ("Invalid request: Your request exceeded model token limit: 8192", (8192, None)),
    "Qwen": ("Range of input length should be [1, 30720]", (30720, None)),
    "nobody": ("The prompt is too long for me, I am only a small model of 7 billion.", (None, None)),
}
every_way = pytest.mark.parametrize(("words", "numbers"), SAID.values(), ids=SAID)


@every_way
def test_the_numbers_are_found_where_they_are_named(words: str, numbers: tuple[int | None, int | None]):
    """The window's size, and the request's by the provider's own count."""
    assert (limit_in(words), asked_in(words)) == numbers


@pytest.fixture
async def client(upstream: Upstream):
    async with openai.AsyncOpenAI(api_key="sk-lin", base_url=upstream.url, max_retries=0) as sdk:
        yield OpenAIClient(sdk, silence_seconds=5)


@every_way
async def test_whoever_says_it_means_the_same(client: OpenAIClient, upstream: Upstream, words: str, numbers):
    """It comes as ContextTooLong, with the numbers, from any of them."""
    upstream.enqueue(Reply(status=400, body=json.dumps({"error": {"message": words}})))
    with pytest.raises(ContextTooLong) as refused:
        [piece async for piece in client.stream([ChatTurn("user", "京都?")], RequestParameters("kyoto"))]
    assert (refused.value.limit, refused.value.asked, refused.value.provider_message) == (*numbers, words)


@pytest.mark.parametrize(
    "words", ["", "No.", "context window of 7 tokens", "limit: 64", "No such model: kyoto-32k"]
)
def test_a_number_that_cannot_be_a_window_is_none(words: str):
    """Fewer than 128 tokens are no window, and a name is no number."""
    assert limit_in(words) is None
