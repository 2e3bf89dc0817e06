"""The words of one screen; each language fills all of them."""

from dataclasses import dataclass


@dataclass(frozen=True)
class InstallTexts:
    """The hint to put OreAI on the home screen."""

    why: str
    by_hand: str
    install: str
    not_now: str
