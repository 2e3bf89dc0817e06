"""The words of one screen; each language fills all of them."""

from dataclasses import dataclass


@dataclass(frozen=True)
class ContextTexts:
    """How full the model's window is, and where its view begins."""

    start: str
    start_bare: str
    used: str
    summary: str
    left_out: str
