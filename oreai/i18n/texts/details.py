"""The words of one screen; each language fills all of them."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class DetailsTexts:
    """The sheet that shows what a reply was made from."""

    open: str
    title: str
    missing: str
    sent: str
    at: str
    forgotten: str
    left_out: str
    tokens: str
    tokens_in: str
    tokens_out: str
    estimated: str
    first: str
    speed: str
    ended: str
    parameters: str
    limit: str
    seconds: str
    tokens_a_second: str
    instructions: str
    memory: str
    memory_left_out: str
    went: Mapping[str, str]
    "How it stands with a part of the system text."
    turn_system: str
    turn_system_summary: str
    turn_example: str
    turn_user: str
    turn_assistant: str
    turn_begin: str
    turn_ask: str
    wish: str
    finish_reasons: Mapping[str, str]
