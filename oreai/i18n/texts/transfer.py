"""The words of one screen; each language fills all of them."""

from dataclasses import dataclass


@dataclass(frozen=True)
class TransferTexts:
    """Bringing chats in from other programs, and taking them out."""

    untitled: str
    unknown_part: str
    written_at: str
    you: str
    assistant: str
    reasoning: str
