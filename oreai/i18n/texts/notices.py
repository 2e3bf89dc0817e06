"""The words of one screen; each language fills all of them."""

from dataclasses import dataclass


@dataclass(frozen=True)
class NoticesTexts:
    """Notices that a reply is ready."""

    ready: str
    ask: str
    yes: str
    no: str
    title: str
    hint: str
    blocked: str
    unknown: str
