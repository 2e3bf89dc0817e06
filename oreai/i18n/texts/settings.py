"""The words of one screen; each language fills all of them."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class SettingsTexts:
    """What a chat chooses: model, parameters, system text."""

    title: str
    model: str
    model_hint: str
    models_loading: str
    models_failed: str
    model_window: str
    model_price: str
    models_offline: str
    no_match: str
    model_of: str
    models_all: str
    models_more: str
    as_written: str
    favourite: str
    favourites: str
    favourites_full: str
    last_used: str
    default: str
    manner_strict: str
    manner_even: str
    manner_free: str
    more: str
    system: str
    system_hint: str
    reset: str
    save: str
    wrong: str
    wrong_system: str
    system_too_long: str
    labels: Mapping[str, str]
    "The name of each of `CHAT_SETTINGS`."
    hints: Mapping[str, str]
    "What each does, in a few words."
