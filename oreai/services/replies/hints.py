"""What processes say to each other about replies: on which channels, and how it is written.

To a reply's maker: stop it; tell what it says from here on. From its maker: what is new,
by offsets into the text, so that nothing has to be counted and a repetition harms nothing.
"""

import json
from dataclasses import astuple, dataclass

ORPHANS = "orphans"
"Replies were left without a maker: who can, goes on with them."


def maker(owner: str) -> str:
    """The channel of the process that makes a reply."""
    return f"maker:{owner}"


def reply(message_id: str, owner: str) -> str:
    """The channel on which its maker tells what a reply says."""
    return f"reply:{message_id}:{owner}"


@dataclass(frozen=True)
class StopReply:
    """End this user's reply, and keep what has come."""

    user_id: str
    message_id: str


@dataclass(frozen=True)
class TellReply:
    """Tell what this reply says, for a while: this much of it is known already."""

    message_id: str
    moved: int
    "How often its text had turned out to be thinking; -1 where that is not known."
    reasoning: int
    text: int
    "How many characters are known of each."


@dataclass(frozen=True)
class ReplyNews:
    """What a reply's thinking and text have from these offsets on, and its `moved` and `waits_for`."""

    moved: int
    waits_for: str
    reasoning_at: int
    reasoning: str
    text_at: int
    text: str


_KINDS = {kind.__name__: kind for kind in (StopReply, TellReply, ReplyNews)}
_HALVES = "surrogatepass"  # a model may send half of a character; it is shown as it came


def written(hint: StopReply | TellReply | ReplyNews) -> bytes:
    """The hint as it travels."""
    return json.dumps([type(hint).__name__, *astuple(hint)], ensure_ascii=False).encode("utf-8", _HALVES)


def read(message: bytes) -> StopReply | TellReply | ReplyNews:
    """The hint that was written so.

    Raises:
        ValueError, TypeError, KeyError: another version of OreAI has written something that this one does
            not know.
    """
    kind, *fields = json.loads(message.decode("utf-8", _HALVES))
    return _KINDS[kind](*fields)
