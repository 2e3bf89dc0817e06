"""Request ids: one for everything that one action of a person causes, in log lines and at the provider.

An id is passed on to every task and thread that the action starts. It is random and says nothing of anybody.
"""

import secrets
from contextvars import ContextVar

_request_id: ContextVar[str] = ContextVar("request_id", default="")


def begin() -> None:
    """Give this task, and what it starts from here on, a new id."""
    _request_id.set(secrets.token_hex(16))


def go_on() -> None:
    """Keep the id of this task; where it has none, as after another process has died, give it one."""
    if not _request_id.get():
        begin()


def request_id() -> str:
    """32 hexadecimal digits; empty where no action is under way."""
    return _request_id.get()


def headers() -> dict[str, str]:
    """What a request to the provider carries, so that its log and ours can be laid side by side.

    `traceparent` as W3C's Trace Context, level 1, has it: version, trace, span, and that it is recorded.
    """
    if not (trace := request_id()):
        return {}
    return {"x-request-id": trace, "traceparent": f"00-{trace}-{secrets.token_hex(8)}-01"}
