"""The words of providers that users add for themselves; each language fills all of them."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class OwnKeysTexts:
    """Own keys on the Me page."""

    title: str
    hint: str
    name: str
    name_hint: str
    base_url: str
    base_url_hint: str
    key: str
    key_hint: str
    models: str
    models_hint: str
    add: str
    key_ends: str
    no_key: str
    used: str
    never_used: str
    try_out: str
    trying: str
    works: str
    works_models: str
    forget: str
    wrong: Mapping[str, str]
    name_taken: str
    too_many: str
    not_allowed: str
    no_secret: str
