"""What one JSON chunk of a reply says, in whichever of the known shapes: OpenAI's and those of its relatives.

On anything that is no chunk these functions raise whatever comes of it.
"""

import re
from typing import Any, NamedTuple

STOP = "stop"
LENGTH = "length"
CONTENT_FILTER = "content_filter"

Tokens = tuple[int | None, int | None]

_REASONS = {
    STOP: "stop stop_sequence stop_token end end_turn eos eos_token complete completed done finish finished "
    "tool_calls tool_use function_call",
    LENGTH: "length max_tokens max_new_tokens max_length max_output_tokens max_completion_tokens "
    "length_limit token_limit model_length model_context_window_exceeded",
    CONTENT_FILTER: "content_filter content_filtered safety image_safety sensitive recitation "
    "prohibited_content blocklist spii refusal guardrail_intervened",
}
_KNOWN_REASONS = {
    reason.replace("_", ""): ours for ours, reasons in _REASONS.items() for reason in reasons.split()
}
_NO_REASON = ("", "null", "none")
_NO_LETTER = re.compile(r"[\W_]")
UNCOUNTED: Tokens = (None, None)
_REASONING_FIELDS = dict.fromkeys(
    (
        "reasoning_content",
        "reasoning",
        "reasoning_details",
        "reasoning_text",
        "thinking",
        "thinking_blocks",
    )
)  # in this order
_REASONING_TYPES = ("think", "thought", "reason")
_WORDS_OF_A_PART = ("text", "content", "value", "refusal", "thinking", "reasoning", "summary")
_DEEPEST = 20  # parts within parts
_ERROR_WORDS = ("message", "msg", "detail", "errors", "error_msg", "error_message")
_NO_ERROR = ("0", "200", "success", "ok", "succeeded", "成功")
_MOST_TOKENS = 100_000_000  # what is more than any model reads is no count


class Chunk(NamedTuple):
    """What one chunk brings to a reply."""

    text: str
    reasoning: str
    finish_reason: str | None
    "One of the three above, or what nobody knows; None where the reply goes on."
    tokens: Tokens
    "Of the request and of the reply, as far as they are told."


def read_chunk(chunk: dict[str, Any]) -> Chunk:
    """Read a chunk, or a whole completion, which is one as well."""
    choice = chunk["choices"][0] if chunk.get("choices") else {}
    delta = choice.get("delta")
    if delta is None:
        delta = choice.get("message") or {}
    content = delta.get("content") or delta.get("refusal") or choice.get("text") or ""
    text, reasoning = (content, "") if isinstance(content, str) else _apart(content)
    if not _REASONING_FIELDS.keys().isdisjoint(delta):
        reasoning += _reasoning(delta)
    usage = chunk.get("usage") or choice.get("usage")
    reason = choice.get("finish_reason")
    return Chunk(text, reasoning, _reason(reason) if reason else None, _counts(usage) if usage else UNCOUNTED)


def error_of(chunk: Any) -> Any:
    """The error that this chunk tells of, in a shape for `error_in`; None where it tells of none."""
    if not isinstance(chunk, dict):
        return None
    if isinstance(status := chunk.get("base_resp"), dict) and _is_failure(status.get("status_code")):
        return {"code": status["status_code"], "message": status.get("status_msg")}
    error, choices = chunk.get("error"), chunk.get("choices")
    if choices and not error:
        return choices[0] if choices[0].get("error") else None
    if error or "error" in (chunk.get("object"), chunk.get("type")):
        return chunk
    code = chunk.get("code", chunk.get("error_code"))
    words = [chunk[name] for name in _ERROR_WORDS if isinstance(chunk.get(name), str | list) and chunk[name]]
    tells = any(not isinstance(told, str) or told.lower() not in _NO_ERROR for told in words)
    return chunk if tells and (code is None or _is_failure(code)) else None


def _is_failure(code: Any) -> bool:
    return code is not None and str(code).lower() not in _NO_ERROR


def _apart(content: Any) -> tuple[str, str]:
    """(text, thinking) of a content that is a part or a list of them."""
    parts = content if isinstance(content, list) else [content]
    text = "".join([_words(part) for part in parts if not _is_reasoning(part)])
    return text, "".join([_words(part) for part in parts if _is_reasoning(part)])


def _reasoning(delta: dict[str, Any]) -> str:
    """The thinking in fields of its own; some servers say the same in two of them."""
    fields = (delta.get(name) for name in _REASONING_FIELDS)
    told = (_words(field) for field in fields if isinstance(field, str | list | dict))  # some say only: true
    return next(filter(None, told), "")


def _is_reasoning(part: Any) -> bool:
    if not isinstance(part, dict):
        return False
    return part.get("thought") is True or any(name in str(part.get("type")) for name in _REASONING_TYPES)


def _words(content: Any, depth: int = 0) -> str:
    """The words in a text, in a part that holds some, or in a list of either."""
    if not content or depth > _DEEPEST:
        return ""
    if isinstance(content, str):
        return content
    if isinstance(content, list):
        return "".join([_words(part, depth + 1) for part in content])
    return next((words for name in _WORDS_OF_A_PART if (words := _words(content.get(name), depth + 1))), "")


def _reason(reason: Any) -> str | None:
    if not isinstance(reason, str):
        return None
    name = reason.lower().removeprefix("finish_reason_")
    return None if name in _NO_REASON else _KNOWN_REASONS.get(_NO_LETTER.sub("", name), reason)


def _counts(usage: Any) -> Tokens:
    """How many tokens the request and the reply had."""
    if not isinstance(usage, dict):
        return UNCOUNTED
    asked = usage.get("prompt_tokens", usage.get("input_tokens"))
    answered = usage.get("completion_tokens", usage.get("output_tokens"))
    return _tokens(asked), _tokens(answered)


def _tokens(count: Any) -> int | None:
    """A count that can be one: whole, and no more than any model reads."""
    if isinstance(count, str) and count.isdecimal() and len(count) < 10:
        count = int(count)
    if isinstance(count, bool) or not isinstance(count, int | float) or not 0 <= count <= _MOST_TOKENS:
        return None
    return int(count) if count == int(count) else None
