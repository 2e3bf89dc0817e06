"""The words of one screen; each language fills all of them."""

from dataclasses import dataclass


@dataclass(frozen=True)
class FoldersTexts:
    """Folders of chats."""

    title: str
    all: str
    empty: str
    move: str
    none: str
    new: str
    create: str
    change: str
    name: str
    no_name: str
    instructions: str
    instructions_hint: str
    delete: str
    delete_explained: str
    full: str
