"""Every way in which a reply can end badly or well by the model's doing, as data."""

from dataclasses import dataclass, replace
from typing import Any

import pytest

from tests.upstream import (
    Reply,
    html_page,
    no_such_key,
    out_of_quota,
    rate_limited,
    refusal,
    refuses_parameter,
    server_error,
    too_long,
)
from tests.wire import FOREVER, chunk, event, wire

SPOKEN = ("先去京", "都 🚃，", "再去奈良。")
SILENCE_S = 2


@dataclass(frozen=True)
class Ending:
    """What the model does, and what Lin then finds."""

    reply: Reply | None  # None: nobody listens at the base URL
    status: str = "failed"
    text: str = ""
    kind: str = ""
    words: str = ""  # the provider's own
    wait_s: int = 0
    finish: str | None = None
    silent: bool = False  # it ends because OreAI stops waiting


def _cut(kind: str, **trouble: Any) -> Ending:
    return Ending(Reply(tokens=SPOKEN, **trouble), text="".join(SPOKEN[:2]), kind=kind)


ENDINGS = {
    "complete": Ending(Reply(tokens=SPOKEN), "complete", "".join(SPOKEN), finish="stop"),
    "cut at max_tokens": Ending(
        Reply(tokens=SPOKEN, finish="length"), "complete", "".join(SPOKEN), finish="length"
    ),
    "complete without [DONE]": Ending(
        Reply(tokens=SPOKEN, done=False), "complete", "".join(SPOKEN), finish="stop"
    ),
    "thoughts come first": Ending(
        Reply(tokens=SPOKEN, reasoning=("哪里", "好呢")), "complete", "".join(SPOKEN), finish="stop"
    ),
    "no such key": Ending(no_such_key(), kind="wrong_key"),
    "allowance used up": Ending(out_of_quota(), kind="out_of_calls"),
    "no access to the model": Ending(
        refusal(403, "Your key has no access to model `kyoto`."),
        kind="no_access",
    ),
    "a model that is gone": Ending(
        refusal(404, "The model `kyoto` does not exist."),
        kind="model_gone",
        words="The model `kyoto` does not exist.",
    ),
    "a country that is not served": Ending(
        refusal(403, "Country, region, or territory not supported"),
        kind="wrong_region",
    ),
    "rules of content": Ending(
        refusal(400, "输入内容包含敏感信息", code="data_inspection_failed"),
        kind="moderated",
        words="输入内容包含敏感信息",
    ),
    "a firewall": Ending(
        Reply(status=403, body="<!DOCTYPE html><title>Blocked</title>", content_type="text/html"),
        kind="fenced",
    ),
    "more bytes than the server takes": Ending(
        Reply(status=413, body="Request Entity Too Large", content_type="text/plain"),
        kind="too_large",
        words="Request Entity Too Large",
    ),
    "an address that has moved": Ending(
        Reply(status=301, body="Moved", headers={"location": "https://kyoto.example/v1/chat/completions"}),
        kind="redirected",
        words="https://kyoto.example/v1/chat/completions",
    ),
    "allowance used up, told as 429": Ending(
        replace(out_of_quota(), status=429), kind="out_of_calls", words="You exceeded your current quota."
    ),
    "too many requests": Ending(
        rate_limited(20), kind="rate_limited", words="Rate limit reached. Try again in 20s.", wait_s=20
    ),
    "context too long": Ending(
        too_long(16385, 20000),
        kind="context_too_long",
        words="This model's maximum context length is 16385 tokens. However, your messages resulted in "
        "20000 tokens. Please reduce the length of the messages.",
    ),
    "another refusal": Ending(
        refuses_parameter("messages"),
        kind="refused",
        words="Unsupported parameter: 'messages' is not supported with this model.",
    ),
    "server error": Ending(server_error("Out of chips."), kind="refused", words="Out of chips."),
    "a page with an error status": Ending(
        Reply(status=502, body="<html>Bad gateway</html>", content_type="text/html"),
        kind="refused",
        words="HTTP 502",
    ),
    "nobody listens": Ending(None, kind="unreachable"),
    "silence before the headers": Ending(Reply("…", first_delay_s=60), kind="silent", silent=True),
    "silence before the first piece": Ending(
        Reply(tokens=SPOKEN, silent_after=0), kind="silent", silent=True
    ),
    "silence in the middle": replace(_cut("silent", silent_after=2), silent=True),
    "cut before the first piece": Ending(Reply(tokens=SPOKEN, cut_after=0), kind="broken"),
    "cut in the middle": _cut("broken", cut_after=2),
    "a page": Ending(html_page(), kind="not_json"),
    "garbage in the middle": _cut("unparsable", garbage_after=2),
    "an error event": replace(_cut("refused", error_after=2), words="The server had an error."),
    "no finish": replace(_cut("unfinished"), reply=Reply(tokens=SPOKEN[:2], finish=None, done=False)),
    "done without a reason": Ending(Reply(tokens=SPOKEN, finish=None), "complete", "".join(SPOKEN)),
    "silence after the reason": Ending(
        wire(event(chunk("stop", content="".join(SPOKEN))), FOREVER),
        "complete",
        "".join(SPOKEN),
        finish="stop",
    ),
    "a reason nobody knows": replace(
        _cut("unfinished"),
        reply=Reply(tokens=SPOKEN[:2], finish="insufficient_system_resource"),
        finish="insufficient_system_resource",
        words="insufficient_system_resource",
    ),
    "only thought": Ending(Reply("", finish="length"), kind="only_thought", finish="length"),
    "withheld": replace(
        _cut("filtered"), reply=Reply(tokens=SPOKEN[:2], finish="content_filter"), finish="content_filter"
    ),
    "not a word": Ending(Reply(""), kind="empty", finish="stop"),
}

every_ending = pytest.mark.parametrize("ending", ENDINGS.values(), ids=ENDINGS)
