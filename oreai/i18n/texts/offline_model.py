"""The words of one screen; each language fills all of them."""

from dataclasses import dataclass


@dataclass(frozen=True)
class OfflineModelTexts:
    """What the model that needs no key says."""

    sign: str
    opening: str
    tour: str
    again: str
    pictures: str
