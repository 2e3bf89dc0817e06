"""The words of one screen; each language fills all of them."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class UsageTexts:
    """The page of usage; the keys of `purposes` are those of `models.Purpose`."""

    title: str
    open: str
    summary: str
    chart: str
    list: str
    empty: str
    empty_hint: str
    more: str
    tokens: str
    calls: str
    free: str
    own_key: str
    failed: str
    no_chat: str
    no_model: str
    other_models: str
    purposes: Mapping[str, str]
