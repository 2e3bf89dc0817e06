"""What a chunk says, in whatever shape its provider writes it."""

from typing import Any

import pytest

from oreai.llm.chunks import error_of, read_chunk


def of(**choice: Any) -> dict[str, Any]:
    return {"choices": [{"index": 0, **choice}]}


def part(kind: str, **words: Any) -> dict[str, Any]:
    return {"type": kind, **words}


SHAPES = {
    "OpenAI": (of(delta={"content": "去"}), "去", ""),
    "a role alone": (of(delta={"role": "assistant"}), "", ""),
    "nothing": (of(delta={"content": None}), "", ""),
    "a completion": (of(message={"content": "去", "reasoning_content": "想"}), "去", "想"),
    "an old completion": (of(text="去"), "去", ""),
    "the whole so far beside the piece": (of(delta={}, message={"content": "去"}), "", ""),
    "a refusal": (of(delta={"content": None, "refusal": "不行"}), "不行", ""),
    "parts": (of(delta={"content": [part("text", text="去"), part("text", text="吧")]}), "去吧", ""),
    "one part": (of(delta={"content": part("text", text="去")}), "去", ""),
    "words as parts": (of(delta={"content": ["去", "吧"]}), "去吧", ""),
    "a refusal among parts": (of(message={"content": [part("refusal", refusal="不行")]}), "不行", ""),
    "a part nobody knows": (of(delta={"content": [part("image_url", image_url={"url": "…"})]}), "", ""),
    "Mistral": (
        of(
            delta={"content": [part("thinking", thinking=[part("text", text="想")]), part("text", text="去")]}
        ),
        "去",
        "想",
    ),
    "Anthropic's way": (of(delta={"content": [part("thinking", thinking="想")]}), "", "想"),
    "a part of reasoning": (of(delta={"content": [part("reasoning_text", text="想")]}), "", "想"),
    "Gemini's way": (of(delta={"content": [{"text": "想", "thought": True}, {"text": "去"}]}), "去", "想"),
    "DeepSeek": (of(delta={"content": None, "reasoning_content": "想"}), "", "想"),
    "OpenRouter": (
        of(delta={"reasoning": "想", "reasoning_details": [part("reasoning.text", text="想")]}),
        "",
        "想",
    ),
    "details alone": (of(delta={"reasoning_details": [part("reasoning.summary", summary="想")]}), "", "想"),
    "encrypted": (of(delta={"reasoning_details": [part("reasoning.encrypted", data="x")]}), "", ""),
    "an object": (of(delta={"reasoning": {"content": "想"}}), "", "想"),
    "an object that says nothing": (
        of(delta={"reasoning": {"effort": "low"}, "reasoning_details": [part("text", text="想")]}),
        "",
        "想",
    ),
    "a list of texts": (of(delta={"reasoning_content": ["想", "想"]}), "", "想想"),
    "both at once": (of(delta={"content": "去", "reasoning_content": "想"}), "去", "想"),
    "no choice": ({"choices": []}, "", ""),
}


@pytest.mark.parametrize(("chunk", "text", "reasoning"), SHAPES.values(), ids=SHAPES)
def test_text_and_thinking_are_found_in_every_shape(chunk: dict, text: str, reasoning: str):
    """Each on its own side."""
    found = read_chunk(chunk)
    assert (found.text, found.reasoning) == (text, reasoning)


REASONS = {
    "stop": "stop STOP end_turn eos tool_calls FINISH_REASON_STOP",
    "length": "length MAX_TOKENS model_length max_output_tokens FINISH_REASON_MAX_TOKENS",
    "content_filter": "content_filter SAFETY sensitive",
}


@pytest.mark.parametrize(
    ("reason", "meant"),
    [(reason, meant) for meant, reasons in REASONS.items() for reason in reasons.split()]
    + [(reason, None) for reason in (None, "", "null", "None", 0, 7, {})]
    + [(reason, reason) for reason in ("error", "network_error", "insufficient_system_resource")],
)
def test_the_reason_is_one_of_three_or_unknown(reason: Any, meant: str | None):
    """In whatever words."""
    assert read_chunk(of(delta={}, finish_reason=reason)).finish_reason == meant


USAGES = {
    "OpenAI": ({"prompt_tokens": 12, "completion_tokens": 3}, (12, 3)),
    "other names": ({"input_tokens": 12, "output_tokens": 3}, (12, 3)),
    "half": ({"prompt_tokens": 12}, (12, None)),
    "words": ({"prompt_tokens": "12", "completion_tokens": "a few"}, (12, None)),
    "fractions": ({"prompt_tokens": 12.0, "completion_tokens": 3.5}, (12, None)),
    "more than there is": ({"prompt_tokens": 10**30, "completion_tokens": 1e300}, (None, None)),
    "less than nothing": ({"prompt_tokens": -1, "completion_tokens": True}, (None, None)),
    "no numbers": ({"prompt_tokens": float("nan"), "completion_tokens": float("inf")}, (None, None)),
    "a list and an object": ({"prompt_tokens": [1], "completion_tokens": {}}, (None, None)),
    "a list": ([12, 3], (None, None)),
    "a text": ("12", (None, None)),
    "nothing": (None, (None, None)),
}


@pytest.mark.parametrize(("usage", "tokens"), USAGES.values(), ids=USAGES)
def test_only_sane_counts_count(usage: Any, tokens: tuple):
    """Beside the choices, and inside one as Moonshot sends them."""
    assert read_chunk({"choices": [], "usage": usage}).tokens == tokens
    assert read_chunk(of(delta={}, usage=usage)).tokens == tokens


ERRORS = {
    "OpenAI": {"error": {"message": "Busy."}},
    "a word": {"error": "Busy."},
    "beside choices": {"error": {"message": "Busy."}, "choices": [{"delta": {}, "finish_reason": "error"}]},
    "a sign and words": {"error": True, "message": "Busy."},
    "vLLM": {"object": "error", "message": "Busy."},
    "Anthropic": {"type": "error", "error": {"message": "Busy."}},
    "code and message": {"code": "Throttling", "message": "Busy."},
    "code and msg": {"code": 1302, "msg": "Busy."},
    "FastAPI": {"detail": "Busy."},
    "a list": {"errors": [{"message": "Busy."}]},
    "Baidu": {"error_code": 18, "error_msg": "Busy."},
}


@pytest.mark.parametrize("chunk", ERRORS.values(), ids=ERRORS)
def test_an_error_is_known_in_every_shape(chunk: dict):
    """It goes whole to who translates it."""
    assert error_of(chunk) == chunk


def test_an_error_inside_is_taken_out():
    """OpenRouter's stands in a choice, MiniMax's in a field of every chunk."""
    error = {"error": {"code": 502, "message": "Busy."}, "delta": {}}
    assert error_of({"choices": [error]}) == error
    chunk = {"choices": None, "base_resp": {"status_code": 1002, "status_msg": "Busy."}}
    assert error_of(chunk) == {"code": 1002, "message": "Busy."}


@pytest.mark.parametrize(
    "chunk",
    [
        of(delta={"content": "去"}),
        of(delta={"content": "去"}) | {"error": None, "code": 0, "msg": "success"},
        {"code": 0, "msg": "success"},
        {"choices": [], "usage": {}, "base_resp": {"status_code": 0, "status_msg": ""}},
        {"choices": [], "prompt_filter_results": []},
        {"type": "ping"},
        {},
        "hm",
        None,
    ],
)
def test_what_tells_of_no_error_is_none(chunk: Any):
    """A code of success, an empty field, a ping."""
    assert error_of(chunk) is None


@pytest.mark.parametrize(
    "chunk", ["hm", [1], None, of(delta="hm"), of(delta={"content": 7}), {"choices": [None]}]
)
def test_what_is_no_chunk_raises(chunk: Any):
    """Whatever comes of it."""
    with pytest.raises((AttributeError, TypeError, LookupError)):
        read_chunk(chunk)
