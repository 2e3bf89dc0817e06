"""The words of one screen; each language fills all of them."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class BoxTexts:
    """The model in the box, wherever it is spoken of; the keys of `waits` are those of llm/box/client.py."""

    name: str
    trial_hint: str
    own_hint: str
    missing_hint: str
    note: str
    waits: Mapping[str, str]
