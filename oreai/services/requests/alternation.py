"""The order of turns that every model takes: a system text, then user and assistant in turns, the user first.

Some chat templates refuse anything else; what is said is the same. After a failed,
stopped or deleted turn two turns of one side would stand together: they go as one.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import TypeVar

from oreai.llm.client import ChatTurn

T = TypeVar("T", bound=ChatTurn)


def alternating(turns: Sequence[T]) -> list[T]:
    """The turns with neighbours of one role joined."""
    joined: list[T] = []
    for turn in turns:
        if joined and joined[-1].role == turn.role:
            joined[-1] = joined[-1].followed_by(turn)
        else:
            joined.append(turn)
    return joined


def without_system(turns: Sequence[T]) -> list[T]:
    """The same for a model that takes no system role: its text begins what the user says."""
    return alternating([replace(turn, role="user") if turn.role == "system" else turn for turn in turns])
