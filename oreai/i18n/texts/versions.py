"""The words of one screen; each language fills all of them."""

from dataclasses import dataclass


@dataclass(frozen=True)
class VersionsTexts:
    """Versions of a reply: asking with a wish, asking another model, comparing two."""

    wish: str
    shorter: str
    longer: str
    otherwise: str
    own_words: str
    ask_other: str
    ask_hint: str
    side_by_side: str
    ask: str
    no_model: str
    by: str
    compare: str
    compare_title: str
    go_on_with: str
    no_words: str
