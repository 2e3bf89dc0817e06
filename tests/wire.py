"""Answers of the scripted model byte by byte: what is sent in which piece, and what is waited for between."""

import json
from typing import Any

from tests.upstream import Reply

FOREVER = float("inf")
"Keeps the connection and says nothing more."


def wire(*steps: bytes | float, content_type: str = "text/event-stream", ends: bool = True) -> Reply:
    """An answer of exactly these bytes and, in seconds, pauses.

    Args:
        content_type: the label; empty for none.
        ends: or the connection is cut.
    """
    label = f"content-type: {content_type}\r\n" if content_type else ""
    head = f"HTTP/1.1 200 OK\r\nconnection: close\r\ntransfer-encoding: chunked\r\n{label}\r\n".encode()
    framed = [step if isinstance(step, float) else b"%x\r\n%s\r\n" % (len(step), step) for step in steps]
    return Reply(wire=[head, *framed, *([b"0\r\n\r\n"] if ends else [])])


def event(value: Any) -> bytes:
    """A JSON value as most servers send it; text goes as it is."""
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return f"data: {text}\n\n".encode("utf-8", "surrogatepass")


def chunk(finish: str | None = None, **delta: Any) -> dict[str, Any]:
    """One chunk of OpenAI's."""
    return {"choices": [{"index": 0, "delta": delta, "finish_reason": finish}]}


DONE = event("[DONE]")
