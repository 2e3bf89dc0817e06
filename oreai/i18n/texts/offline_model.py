"""The words of one screen; each language fills all of them."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class OfflineModelTexts:
    """What the model that needs no key says; the keys of `reasons` are those of llm/errors.py."""

    sign: str
    opening: str
    tour: str
    again: str
    pictures: str
    reasons: Mapping[str, str]
