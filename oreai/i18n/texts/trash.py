"""The words of one screen; each language fills all of them."""

from dataclasses import dataclass


@dataclass(frozen=True)
class TrashTexts:
    """The trash."""

    title: str
    hint: str
    empty: str
    restore: str
    destroy: str
    destroy_question: str
    destroy_explained: str
    days_left: str
