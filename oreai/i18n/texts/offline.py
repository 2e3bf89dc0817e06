"""The words of one screen; each language fills all of them."""

from dataclasses import dataclass


@dataclass(frozen=True)
class OfflineTexts:
    """The page without a network."""

    sign: str
    not_seen: str
    not_seen_hint: str
