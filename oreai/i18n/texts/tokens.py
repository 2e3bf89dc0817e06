"""The words of personal tokens; each language fills all of them."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class TokensTexts:
    """Personal tokens on the Me page."""

    title: str
    hint: str
    name: str
    name_hint: str
    may: str
    scopes: Mapping[str, str]
    days: str
    days_long: str
    make: str
    shown: str
    good_until: str
    used: str
    never_used: str
    revoke: str
