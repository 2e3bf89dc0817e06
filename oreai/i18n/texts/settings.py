"""The words of one screen; each language fills all of them."""

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
    system: str
    system_hint: str
    reset: str
    save: str
    wrong: str
    wrong_system: str
    temperature: str
    temperature_hint: str
    top_p: str
    top_p_hint: str
    frequency_penalty: str
    frequency_penalty_hint: str
    presence_penalty: str
    presence_penalty_hint: str
    max_tokens: str
    max_tokens_hint: str
    context_tokens: str
    context_tokens_hint: str
