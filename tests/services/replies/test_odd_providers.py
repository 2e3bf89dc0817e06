"""Providers that almost speak OpenAI's language: whatever they send, a reply has an ending that is stored."""

import asyncio
import json
from dataclasses import dataclass, replace

import pytest

from oreai.bootstrap import Services
from oreai.models import Message
from oreai.services.accounts.session_token import new_token
from oreai.services.conversation.views import MessageView
from tests.talking import lines, row, say, send, settled, until_said
from tests.upstream import Reply, Upstream, rate_limited
from tests.waiting import soon

STORED_WITHIN_S = 20


def events(*payloads: object) -> Reply:
    """A stream of exactly these JSON values; characters beyond ASCII are escaped, as many servers do."""
    body = "".join(f"data: {json.dumps(payload)}\n\n" for payload in payloads)
    return Reply(body=body + "data: [DONE]\n\n", content_type="text/event-stream")


def delta(content: object, finish: str | None = None) -> dict:
    choice = {"index": 0, "delta": {"content": content}, "finish_reason": finish}
    return {"id": "odd", "object": "chat.completion.chunk", "created": 0, "model": "odd", "choices": [choice]}


@dataclass(frozen=True)
class Odd:
    """What an odd provider sends, and the ending it deserves."""

    reply: Reply
    status: str
    kind: str = ""
    text: str = ""


def _bent(choices: object) -> Odd:
    return Odd(events(delta("去"), {"choices": choices}), "failed", "unparsable", "去")


ODD = {
    "half an emoji a piece": Odd(
        events(delta("去\ud83d"), delta("\ude83了"), delta("", "stop")), "complete", text="去🚃了"
    ),
    "a long finish reason": Odd(events(delta("去"), delta("", "stop" * 30)), "failed", "unfinished", "去"),
    "usage that is none": Odd(
        events(delta("去", "stop"), {"usage": {"prompt_tokens": 10**30, "completion_tokens": [3]}}),
        "complete",
        text="去",
    ),
    "a very long wait": Odd(
        replace(rate_limited(1), headers={"retry-after": "99999999999"}), "failed", "rate_limited"
    ),
    "an endless wait": Odd(
        replace(rate_limited(1), headers={"retry-after": "9" * 400}), "failed", "rate_limited"
    ),
    "half an emoji in an error": Odd(
        Reply(status=500, body=json.dumps({"error": {"message": "Busy \ud83d"}})), "failed", "refused"
    ),
    "a zero character": Odd(events(delta("去\x00"), delta("了", "stop")), "complete", text="去\x00了"),
    "a delta that is a word": _bent([{"index": 0, "delta": "hm", "finish_reason": None}]),
    "choices that are a word": _bent("hm"),
    "a choice that is nothing": _bent([None]),
    "a number as text": _bent([{"index": 0, "delta": {"content": 7}, "finish_reason": None}]),
    "a list of numbers as text": _bent([{"index": 0, "delta": {"content": [7]}, "finish_reason": None}]),
    "a word instead of a chunk": Odd(events(delta("去"), "hm"), "failed", "unparsable", "去"),
    "a list instead of a chunk": Odd(events(delta("去"), [1, 2]), "failed", "unparsable", "去"),
}

each = pytest.mark.parametrize("odd", ODD.values(), ids=ODD)


@each
async def test_an_odd_reply_ends_and_is_stored(services_on_each: Services, provider: Upstream, odd: Odd):
    """It ends soon, with what had come and a reason; the chat opens again."""
    services = services_on_each
    lin = await services.accounts.enter(new_token(), "zh")
    chat = await services.chats.open_free(lin.user_id, "zh")
    provider.enqueue(odd.reply)
    await send(services, lin, chat, "去哪里？")
    async with asyncio.timeout(STORED_WITHIN_S):
        shown = (await settled(services, lin, chat)).messages[-1]
    assert (shown.status, shown.error_kind, shown.content) == (odd.status, odd.kind, odd.text)
    assert _kept(await row(services, shown.id)) == _kept(shown)
    assert lines(await say(services, lin, chat, "还有呢？"))[-1][2] == "complete"


async def test_an_odd_reply_does_not_keep_others_from_being_stored(services: Services, provider: Upstream):
    """Ada's provider sends half an emoji; meanwhile Lin's reply is written down as it grows."""
    lin, ada = [await services.accounts.enter(new_token(), locale) for locale in ("zh", "en")]
    provider.enqueue(Reply(tokens=("去", "京都"), silent_after=1))
    chat = await services.chats.open_free(lin.user_id, "zh")
    await send(services, lin, chat, "去哪里？")
    lins = await until_said(services, lin, chat, "去")
    provider.enqueue(events(delta("To \ud83d"), delta("", "stop")))
    adas = await send(services, ada, await services.chats.open_free(ada.user_id, "en"), "Where to?")
    assert await soon(lambda: not (odd := services.generations.find(adas)) or odd.text.length > 0)
    await services.generations.keep_now()
    assert (await row(services, lins)).content == "去"


def _kept(message: MessageView | Message) -> tuple[str, str]:
    return message.status, message.content
