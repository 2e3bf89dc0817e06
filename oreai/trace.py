"""One name for all that comes of one wish of a person: in lines of the log, and in what the provider is sent.

It follows the work into every task and thread that is begun for it. Random, so it tells nothing of anybody.
"""

import secrets
from contextvars import ContextVar

_request_id: ContextVar[str] = ContextVar("request_id", default="")


def begin() -> None:
    """From here on this task, and what it begins, works for another wish."""
    _request_id.set(secrets.token_hex(16))


def go_on() -> None:
    """The wish under way goes on; where there is none, as after another process has died, one begins."""
    if not _request_id.get():
        begin()


def request_id() -> str:
    """32 hexadecimal digits; empty where nobody has wished for anything."""
    return _request_id.get()


def headers() -> dict[str, str]:
    """What a request to the provider carries, so that its log and ours can be laid side by side.

    `traceparent` as W3C's Trace Context, level 1, has it: version, trace, span, and that it is recorded.
    """
    if not (trace := request_id()):
        return {}
    return {"x-request-id": trace, "traceparent": f"00-{trace}-{secrets.token_hex(8)}-01"}
