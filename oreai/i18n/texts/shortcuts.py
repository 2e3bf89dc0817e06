"""The words of one screen; each language fills all of them."""

from dataclasses import dataclass


@dataclass(frozen=True)
class ShortcutsTexts:
    """The keyboard."""

    title: str
    hint: str
    write: str
    copy_code: str
    copy_reply: str
    edit: str
    personas: str
    help: str
    close: str
