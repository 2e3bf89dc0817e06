"""The words and codes of an error, found in whatever shape a provider sends it."""

import json
from typing import Any

import pytest

from oreai.llm.error_body import read

BUSY = "Out of chips."
WITHIN = {"raw": '{"error":{"message":"Out of chips."}}', "provider_name": "Nara"}
FIELD = {"type": "extra_forbidden", "loc": ["body", "n"], "msg": "Extra inputs are not permitted"}
IN_SHAPES: dict[str, tuple[Any, str]] = {
    "OpenAI": ({"error": {"message": BUSY, "type": "server_error", "code": None}}, BUSY),
    "vLLM": ({"object": "error", "message": BUSY, "type": "Internal", "code": 500}, BUSY),
    "a code and a message": ({"code": 50501, "message": BUSY}, BUSY),
    "a code and a msg": ({"code": "1001", "msg": "没有芯片了"}, "没有芯片了"),
    "an error that is a word": ({"error": "model not loaded"}, "model not loaded"),
    "an error that is true": ({"error": True, "message": BUSY}, BUSY),
    "an error that is a list": ({"error": [BUSY]}, BUSY),
    "a name and a message": ({"status": 400, "error": "Bad Request", "message": BUSY}, BUSY),
    "Gemini": ([{"error": {"code": 400, "message": "API key not valid."}}], "API key not valid."),
    "FastAPI": ({"detail": "no GPU"}, "no GPU"),
    "FastAPI's fields": ({"detail": [FIELD]}, "n: Extra inputs are not permitted"),
    "a detail that is an object": ({"detail": {"error": {"message": "no GPU"}}}, "no GPU"),
    "Cloudflare": ({"success": False, "errors": [{"code": 10000, "message": BUSY}]}, BUSY),
    "several": ({"errors": [{"message": "No GPU."}, {"message": "No disk."}]}, "No GPU.\nNo disk."),
    "OpenRouter": ({"error": {"message": "Provider returned error", "metadata": WITHIN}}, BUSY),
    "OpenRouter, in words": (
        {"error": {"message": "Provider returned error", "metadata": {"raw": BUSY}}},
        BUSY,
    ),
    "MiniMax": ({"base_resp": {"status_code": 1000, "status_msg": BUSY}}, BUSY),
    "AWS": ({"Message": BUSY}, BUSY),
    "OAuth": ({"error": "invalid_grant", "error_description": BUSY}, BUSY),
    "RFC 9457": ({"title": BUSY, "status": 500}, BUSY),
    "a text": ("overloaded", "overloaded"),
    "a text that is JSON": ('{"message": "Out of chips."}', BUSY),
    "JSON within JSON": ({"error": {"message": '{"error":{"message":"Out of chips."}}'}}, BUSY),
    "words that begin with a bracket": ({"message": "<400> Internal: busy"}, "<400> Internal: busy"),
    "a page": ("<!DOCTYPE html><title>Bad gateway</title>", ""),
    "a page within": ({"error": {"message": "<html>Bad gateway</html>"}}, ""),
    "nothing": (None, ""),
    "an empty object": ({}, ""),
    "a number": (7, ""),
    "half an emoji": ({"message": "Busy \ud83d"}, "Busy �"),
    "JSON that breaks off": ('{"message": "Bu', '{"message": "Bu'),
}


@pytest.mark.parametrize(("body", "words"), IN_SHAPES.values(), ids=IN_SHAPES)
def test_the_words_are_found(body: Any, words: str):
    """Only the sentence for people, as the server wrote it."""
    assert read(body).message == words


@pytest.mark.parametrize(("body", "words"), IN_SHAPES.values(), ids=IN_SHAPES)
def test_the_same_words_are_found_in_what_came_over_the_wire(body: Any, words: str):
    """As bytes, before anybody has looked at them."""
    raw = body if isinstance(body, str) else json.dumps(body)
    if isinstance(body, dict | list):
        assert read(raw.encode()).message == words


def test_the_codes_are_found_wherever_they_stand():
    """Names in lower case, numbers as text, of the outer and of the inner one."""
    raw = json.dumps({"error": {"code": "context_length_exceeded", "type": "Invalid_Request"}})
    body = {"error": {"code": 400, "message": "Provider returned error", "metadata": {"raw": raw}}}
    assert read(body).codes >= {"400", "context_length_exceeded", "invalid_request"}
    assert read(body).status == 400


def test_a_number_that_is_no_status_is_none():
    """MiniMax counts its errors in its own way."""
    assert read({"code": 1008, "message": "insufficient balance"}).status is None
    assert read({"code": "429", "message": "busy"}).status == 429


def test_an_endless_nesting_ends():
    """Nobody has to recurse for ever."""
    body: Any = "deep"
    for _ in range(500):
        body = {"error": body}
    assert read(body).message == ""
