"""Which part of a conversation the model is sent, and why: plain arithmetic on tokens, no text, no database.

The chat's system text and the newest exchange always go, and room for the answer
stays free. What does not fit leaves from the beginning: first the examples,
then whole exchanges; the summary, where there is one, stands for the exchanges
it covers. What the user wants known in all chats goes last of all: where it
would leave no room for the newest exchange. An exchange is a message of the user
with everything up to the next one.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from oreai.models import Role
from oreai.services.models.window import Window


@dataclass(eq=False)
class DoesNotFit(Exception):
    """Even the newest exchange is too long."""

    tokens: int
    "How many it has, with all that goes in any case."
    room: int
    "How many tokens there is room for."


@dataclass(frozen=True)
class Turn:
    """A turn of the conversation and what it weighs, in tokens."""

    role: str
    tokens: int


@dataclass(frozen=True)
class Contents:
    """What there is to send, in tokens: each number with all that belongs to the turn."""

    system: int
    examples: int
    turns: Sequence[Turn]
    personal: int = 0
    "What the user wants known in all chats."
    summary: int = 0
    covered: int = 0
    "How many turns, from the first, the summary stands for."
    frame: int = 0
    "What every request has beside its turns."

    def exchanges(self) -> list[int]:
        """The positions in `turns` at which exchanges begin; at least one."""
        starts = [at for at, turn in enumerate(self.turns) if turn.role == Role.USER or at == 0]
        return starts or [0]


@dataclass(frozen=True)
class Fit:
    """The part that is sent: the turns from `first` on, with or without examples and summary before them."""

    first: int
    examples: bool
    summary: bool
    used: int
    "The request's tokens."
    personal: bool = False
    "Whether what the user wants known in all chats goes along."


def fit(contents: Contents, room: Window) -> Fit:
    """Choose the most of the conversation that fits.

    Args:
        contents: all there is, with its weights in tokens.
        room: the window; its budget is what a request may have.

    Raises:
        DoesNotFit: the system text and the newest exchange alone are too long.
    """
    since = [*accumulate((turn.tokens for turn in reversed(contents.turns)), initial=0)][::-1]
    least = contents.frame + contents.system
    for personal in (True, False) if contents.personal else (False,):
        for first, examples, summary in _choices(contents):
            used = least + since[first] + examples * contents.examples + summary * contents.summary
            used += personal * contents.personal
            if used <= room.budget:
                return Fit(first, examples, summary, used, personal)
    raise DoesNotFit(least + since[contents.exchanges()[-1]], room.budget)


def _choices(contents: Contents) -> Iterator[tuple[int, bool, bool]]:
    """(first turn, with examples, with summary), the fullest view first."""
    yield 0, True, False
    yield 0, False, False
    starts = contents.exchanges()
    if contents.summary:
        yield from ((first, False, True) for first in starts if first >= contents.covered)
    yield from ((first, False, False) for first in starts)
