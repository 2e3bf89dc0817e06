"""What the feed sends over the wire: numbers without a gap, only what is new, everything when asked."""

import json

from oreai.models import new_id
from oreai.states.chat_pages import ChatPages
from oreai.states.feed import Feed
from oreai.states.sending import SendingState
from tests.states.conftest import ANSWER, SECRET, Home, Stored, has_answers
from tests.states.wire import Wire
from tests.upstream import Reply, Upstream
from tests.waiting import soon


def values(wire: Wire) -> list[list]:
    """Every value of the feed that this socket has heard, oldest first."""
    heard = []
    for frame in wire.heard:
        if frame.startswith("42/_event,"):
            name, update = json.loads(frame.removeprefix("42/_event,"))
            delta = (update.get("delta") or {}) if name == "event" else {}
            heard += [delta[Feed.get_full_name()]["p_rx_state_"]] if Feed.get_full_name() in delta else []
    return [value for value in heard if value[0]]


async def its_reply_is_told(lin: Home) -> None:
    """Until the page has heard that the first reply is complete."""

    def ended() -> bool:
        rows = [row for value in values(lin.wire) if value[2:] for row in value[2]["rows"]]
        return any(row["id"] == lin.reply and row["status"] == "complete" for row in rows)

    await lin.wire.settle()
    assert await soon(ended)


def texts(pieces: list[list]) -> list[str]:
    return [piece[-1] for piece in pieces]


async def test_a_reply_comes_piece_by_piece_in_numbered_values(lin: Home, stored: Stored, upstream: Upstream):
    """No number is left out, no value repeats what came before, and together they are the reply."""
    await its_reply_is_told(lin)
    heard = len(values(lin.wire))
    words = tuple(f"第{number}句，说完了。" for number in range(12))
    upstream.enqueue(Reply(tokens=words, delay_s=0.12))
    path = f"/chat/{lin.chat}"
    await lin.wire.call(
        SendingState.send_message, path, chat_id=lin.chat, text="讲故事", idempotency_key=new_id()
    )
    assert await has_answers(lin.chat, 2, stored)
    await lin.wire.settle()
    assert await soon(lambda: "complete" in str(values(lin.wire)[-1][2:]))
    fresh = values(lin.wire)[heard:]
    numbers = [value[0] for value in fresh]
    assert numbers == list(range(numbers[0], numbers[0] + len(numbers)))
    pieces = [piece for value in fresh for piece in value[1]]
    assert "".join(texts(pieces)).removeprefix("讲故事") == "".join(words)
    assert SECRET not in str(fresh), "what the page has is not sent again"


async def test_everything_comes_when_the_page_has_missed_something(lin: Home):
    """All rows and all texts, in a value that says it replaces what there was."""
    await its_reply_is_told(lin)
    heard = len(values(lin.wire))
    await lin.wire.call(ChatPages.show_again, f"/chat/{lin.chat}")

    def everything() -> list[list]:
        return [value for value in values(lin.wire)[heard:] if value[2:] and value[2]["all"]]

    assert await soon(lambda: bool(everything()))
    _, pieces, rows = everything()[0]
    assert [row["id"] for row in rows["rows"]] == [lin.prompt, lin.reply]
    assert texts(pieces) == [SECRET, ANSWER]
    assert [(name, offset) for name, offset, _ in pieces] == [(lin.prompt, 0), (lin.reply, 0)]
