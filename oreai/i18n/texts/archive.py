"""The words of one screen; each language fills all of them."""

from dataclasses import dataclass


@dataclass(frozen=True)
class ArchiveTexts:
    """The archive."""

    title: str
    hint: str
    empty: str
