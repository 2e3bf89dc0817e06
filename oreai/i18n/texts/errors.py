"""The words of one screen; each language fills all of them."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class ErrorsTexts:
    """What went wrong with a reply; the keys of `kinds` are those of llm/client.py."""

    kinds: Mapping[str, str]
    wait: str
    waited: str
