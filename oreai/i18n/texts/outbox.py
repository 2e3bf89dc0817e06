"""The words of one screen; each language fills all of them."""

from dataclasses import dataclass


@dataclass(frozen=True)
class OutboxTexts:
    """What was sent without a network, and waits for it in the browser."""

    label: str
    waits: str
    going: str
    take_back: str
    attachments: str
    refused: str
