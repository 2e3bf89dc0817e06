"""A text that is too long, without its middle."""

from oreai.characters import beginning, ending
from oreai.i18n import fill


def ends(text: str, characters: int, gap: str) -> str:
    """So many characters of a text, two thirds of them from its beginning."""
    if characters >= len(text):
        return text
    head = characters * 2 // 3
    first, last = beginning(text, head), ending(text, characters - head)
    gap = fill(gap, characters=len(text) - len(first) - len(last))
    return f"{first}\n\n{gap}\n\n{last}"
