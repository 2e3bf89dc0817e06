"""The words of one screen; each language fills all of them."""

from dataclasses import dataclass


@dataclass(frozen=True)
class ViewerTexts:
    """What of a message is looked at in full, over the page."""

    picture: str
    share: str
    save: str
    original: str
    table: str
    copy_csv: str
    copy_markdown: str
