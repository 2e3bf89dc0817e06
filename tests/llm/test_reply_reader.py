"""A reply from bytes: whatever label they bear, wherever they are cut, however they end."""

import json
import time
from collections.abc import Iterator
from typing import Any

import pytest

from oreai.llm import errors, stream
from oreai.llm.client import ReplyChunk
from oreai.llm.errors import ModelError
from oreai.llm.stream import ReplyReader
from tests.wire import DONE, chunk, event

Heard = tuple[str, str, type[ModelError] | None]
"Text, thinking, and why it failed."


def pieces(*chunks: bytes) -> Iterator[ReplyChunk]:
    reply = ReplyReader()
    for part in chunks:
        yield from reply.feed(part)
    yield from reply.end()


def heard(*chunks: bytes) -> Heard:
    """What one finds in the end."""
    text = reasoning = ""
    try:
        for piece in pieces(*chunks):
            if piece.was_reasoning:
                text, reasoning = "", reasoning + text
            text, reasoning = text + piece.text, reasoning + piece.reasoning
    except ModelError as error:
        return text, reasoning, type(error)
    return text, reasoning, None


def said_before(*chunks: bytes) -> tuple[str, ModelError]:
    """The text that came before the error."""
    text = ""
    try:
        for piece in pieces(*chunks):
            text += piece.text
    except ModelError as error:
        return text, error
    pytest.fail("it did not fail")


def completion(**message: Any) -> dict[str, Any]:
    return {"choices": [{"index": 0, "message": message, "finish_reason": "stop"}], "usage": None}


STOP = event(chunk("stop"))
GO = event(chunk(content="去")) + event(chunk(content="京都"))
HALVES = [
    f"data: {json.dumps(chunk(**{name: half}))}\n\n".encode()
    for name in ("content", "reasoning_content")
    for half in ("\ud83d", "\ude83")
]
BODIES = {
    "a stream": (GO + STOP + DONE, ("去京都", "", None)),
    "carriage returns": ((GO + STOP + DONE).replace(b"\n", b"\r\n"), ("去京都", "", None)),
    "only carriage returns": ((GO + STOP + DONE).replace(b"\n", b"\r"), ("去京都", "", None)),
    "a mark at the start": (b"\xef\xbb\xbf" + GO + STOP, ("去京都", "", None)),
    "one newline an event": ((GO + STOP + DONE).replace(b"\n\n", b"\n"), ("去京都", "", None)),
    "no last newline": ((GO + STOP + DONE).rstrip(), ("去京都", "", None)),
    "an event over several lines": (
        event(json.dumps(chunk(content="去"), indent=1).replace("\n", "\ndata: ")) + STOP,
        ("去", "", None),
    ),
    "empty data and pings": (
        b"data:\n\ndata: \n\n: ping\n\nevent: ping\ndata: now\n\n" + GO + b"event: ping\ndata: {}\n\n" + STOP,
        ("去京都", "", None),
    ),
    "named events": (b"event: message\n" + GO + STOP, ("去京都", "", None)),
    "words that only say: still there": (
        b"data: ping\n\ndata: [PING]\n\nevent: Heartbeat\ndata: 1\n\ndata: null\n\n" + GO + STOP,
        ("去京都", "", None),
    ),
    "news of success": (event({"code": 20000, "message": "OK"}) + GO + STOP, ("去京都", "", None)),
    "a list of chunks as an event": (event([chunk(content="去"), chunk("stop")]), ("去", "", None)),
    "done in small letters": (GO + b"data: [done]\n\n", ("去京都", "", None)),
    "done without a field": (GO + b"[DONE]\n\n", ("去京都", "", None)),
    "done by name": (GO + b"event: done\ndata: {}\n\n", ("去京都", "", None)),
    "the last words in the event that ends": (GO + b"event: end\n" + STOP, ("去京都", "", None)),
    "signs that end no line": (
        event(chunk(content="京\u2028都\u2029三\u0085天\x0b\x0c")) + STOP,
        ("京\u2028都\u2029三\u0085天\x0b\x0c", "", None),
    ),
    "halves in every field": (b"".join(HALVES) + STOP, ("🚃", "🚃", None)),
    "a half alone": (HALVES[0] + GO + STOP, ("\ufffd去京都", "", None)),
    "thinking in tags": (
        b"".join(event(chunk(content=sign)) for sign in "<think>想</think>\n\n去") + STOP + DONE,
        ("去", "想", None),
    ),
    "thinking never closed": (event(chunk(content="<thought>想")) + STOP + DONE, ("", "想", errors.Empty)),
    "thinking only closed": (GO + event(chunk(content="？</think>去")) + STOP, ("去", "去京都？", None)),
    "a completion": (json.dumps(completion(content="去京都")).encode(), ("去京都", "", None)),
    "a completion on many lines": (
        b"\n\n" + json.dumps(completion(content="去\u2028"), indent=2, ensure_ascii=False).encode(),
        ("去\u2028", "", None),
    ),
    "a completion that thinks": (json.dumps(completion(content="想</think>去")).encode(), ("去", "想", None)),
    "a completion without a reason": (b'{"choices": [{"message": {"content": "x"}}]}', ("x", "", None)),
    "a chunk a line": (GO.replace(b"data: ", b"") + STOP.replace(b"data: ", b""), ("去京都", "", None)),
    "a list of chunks": (json.dumps([chunk(content="去"), chunk("stop")]).encode(), ("去", "", None)),
    "done without a reason": (GO + DONE, ("去京都", "", None)),
    "done with an empty reason": (GO + event(chunk("")) + DONE, ("去京都", "", None)),
    "a reason without done": (GO + STOP, ("去京都", "", None)),
    "cut at max_tokens": (GO + event(chunk("MAX_TOKENS")), ("去京都", "", None)),
    "words after the end": (GO + STOP + DONE + GO, ("去京都", "", None)),
    "neither reason nor done": (GO, ("去京都", "", errors.Unfinished)),
    "an empty reason alone": (GO + event(chunk("")), ("去京都", "", errors.Unfinished)),
    "withheld": (GO + event(chunk("sensitive")) + DONE, ("去京都", "", errors.Filtered)),
    "not a word": (STOP + DONE, ("", "", errors.Empty)),
    "nothing but blanks": (event(chunk(content=" \n")) + STOP + DONE, ("", "", errors.Empty)),
    "only thought": (
        event(chunk(reasoning_content="想")) + event(chunk("length")) + DONE,
        ("", "想", errors.OnlyReasoning),
    ),
    "only thought in tags": (
        event(chunk(content="<think>想")) + event(chunk("length")),
        ("", "想", errors.OnlyReasoning),
    ),
    "thought where nobody sees it": (event(chunk("length")) + DONE, ("", "", errors.OnlyReasoning)),
    "garbage": (GO + b"data: {not json\n\n" + GO, ("去京都", "", errors.Unparsable)),
    "half a completion": (b'{"choices": [{"mess', ("", "", errors.Unparsable)),
    "a completion of nothing": (b"{}", ("", "", errors.Unfinished)),
    "a page": (b"\n <!doctype html><title>Sign in</title>", ("", "", errors.NotJson)),
    "a word": (b"404 page not found\n", ("", "", errors.NotJson)),
    "nothing at all": (b"", ("", "", errors.Unfinished)),
    "a mark at the start alone": (b"\xef\xbb", ("", "", errors.Unfinished)),
}


@pytest.mark.parametrize(("body", "expected"), BODIES.values(), ids=BODIES)
def test_a_body_says_the_same_wherever_it_is_cut(body: bytes, expected: Heard):
    """At each place in two, and byte by byte; the text that came before an error stays."""
    for at in range(len(body) + 1):
        assert heard(body[:at], body[at:]) == expected, at
    assert heard(*(bytes([byte]) for byte in body)) == expected


BUSY = {
    "an error": event({"error": {"message": "Busy."}}),
    "vLLM's": event({"object": "error", "message": "Busy."}),
    "code and message": event({"code": "busy", "message": "Busy."}),
    "an event of that name": b'event: error\ndata: {"message": "Busy."}\n\n',
    "an event of that name, in words": b"event: error\ndata: Busy.\n\n",
    "a line of that name": b'error: {"message": "Busy."}\n\n',
    "a line of that name, in words": b"error: Busy.\n\n",
    "a bare object": b'{"error": {"message": "Busy."}}\n\n',
    "an event of that name, in capitals": b"event: ERROR\ndata: Busy.\n\n",
    "words that say so": b"data: Error: Busy.\n\n",
    "words in brackets that say so": b"data: [ERROR]: Busy.\n\n",
    "a list": event([{"error": {"message": "Busy."}}]),
    "MiniMax's, beside a good end": event(
        chunk("stop") | {"base_resp": {"status_code": 7, "status_msg": "Busy."}}
    ),
    "beside the last words": event(chunk(content="。") | {"error": {"message": "Busy."}}),
}


@pytest.mark.parametrize("error", BUSY.values(), ids=BUSY)
def test_an_error_inside_a_stream_keeps_what_was_said(error: bytes):
    """Its words are told, in whatever shape; nothing that follows counts."""
    body = GO + error + GO + STOP
    for at in range(len(body) + 1):
        text, found = said_before(body[:at], body[at:])
        assert text.rstrip("。") == "去京都"
        assert (type(found), found.provider_message) == (errors.Refused, "Busy.")


@pytest.mark.parametrize("body", [b'{"error": {"message": "Busy."}}', b'[{"error": {"message": "Busy."}}]'])
def test_an_error_instead_of_a_stream_is_told(body: bytes):
    """With status 200, as an object or in a list as Gemini's."""
    assert said_before(body)[1].provider_message == "Busy."


UNKNOWN = ("error", "network_error", "abort", "insufficient_system_resource", "半\ud83d" * 99)


@pytest.mark.parametrize("reason", UNKNOWN)
def test_a_reason_nobody_knows_is_a_failure(reason: str):
    """It is told as it is, as far as it can be."""
    text, error = said_before(GO + f"data: {json.dumps(chunk(reason))}\n\n".encode() + DONE)
    assert (text, type(error)) == ("去京都", errors.Unfinished)
    assert error.provider_message.startswith(reason[:1])
    assert len(error.provider_message.encode()) <= 400


@pytest.mark.parametrize(
    "value", ["9" * 5000, "[" * 100_000, '{"choices": [{"delta": {"content": "' + "\\u00" + '"}}]}']
)
def test_what_no_parser_takes_is_unparsable(value: str):
    """Numbers of thousands of digits, lists in lists in lists."""
    assert isinstance(said_before(GO + event(value))[1], errors.Unparsable)


@pytest.mark.parametrize("start", [b"data: ", b'{"choices": "', b"data: a\ndata: "])
def test_an_event_without_an_end_is_given_up(monkeypatch: pytest.MonkeyPatch, start: bytes):
    """Nobody fills the memory, in a stream or in one piece."""
    monkeypatch.setattr(stream, "_LONGEST_EVENT", 10_000)
    assert type(said_before(start, *[b"a" * 1000] * 100)[1]) is errors.Unparsable


NAMED: dict[str, type[errors.ModelError] | None] = {
    "content-filter": errors.Filtered,
    "REFUSAL": errors.Filtered,
    "guardrail_intervened": errors.Filtered,
}
NAMED |= dict.fromkeys(("maxTokens", "max-tokens", "FINISH_REASON_MAX_TOKENS", "EndTurn"))


@pytest.mark.parametrize(("reason", "error"), NAMED.items())
def test_a_reason_is_known_however_it_is_spelt(reason: str, error: type[ModelError] | None):
    """With lines, in capitals, in one word."""
    assert heard(GO + event(chunk(reason))) == ("去京都", "", error)


@pytest.mark.parametrize("deep", [30, 900])
def test_lists_in_lists_are_no_words(deep: int):
    """Nobody says anything that deep."""
    content = b"[" * deep + b'"x"' + b"]" * deep
    parts = b'data: {"choices": [{"delta": {"content": ' + content + b"}}]}\n\n"
    assert heard(parts + GO + STOP) == ("去京都", "", None)


@pytest.mark.parametrize("sign", ["\n", "<think></think>", "a</think>", "<"])
def test_a_reply_of_one_sign_takes_no_longer_than_it_is(sign: str):
    """In one piece of a megabyte, or in hundred thousand; the first words are not read again for each."""
    started = time.process_time()
    heard(event(chunk(content=sign * (300_000 // len(sign)))) + STOP)
    heard(event(chunk(content=sign)) * 30_000 + STOP)
    assert time.process_time() - started < 5


def test_a_page_is_not_read_to_its_end():
    """Its first sign tells."""
    with pytest.raises(errors.NotJson):
        list(ReplyReader().feed(b"<"))
