"""What may be wished of a reply that is asked for once more, and how the model is told."""

from collections.abc import Sequence
from dataclasses import dataclass

from oreai.i18n import fill, texts_for

IN_WORDS = "in words"
"The wish that its user writes."
WISHES: Sequence[str] = ("shorter", "longer", "otherwise", IN_WORDS)
LONGEST_WISH = 500  # characters


@dataclass(frozen=True)
class Wish:
    """One of `WISHES`, with the user's own words where it is said in words."""

    kind: str
    words: str = ""

    @property
    def is_one(self) -> bool:
        """Whether anything is wished."""
        return self.kind in WISHES and (self.kind != IN_WORDS or bool(self.words.strip()))

    def told_to_model(self, before: str, locale: str) -> str:
        """The instruction that stands after the question; `before` is the reply that was there."""
        words = self.words.strip()[:LONGEST_WISH]
        return fill(texts_for(locale).instructions.wishes[self.kind], length=len(before), wish=words)
