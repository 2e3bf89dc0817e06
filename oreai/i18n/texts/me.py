"""The words of one screen; each language fills all of them."""

from dataclasses import dataclass


@dataclass(frozen=True)
class MeTexts:
    """The Me page."""

    quota: str
    quota_of: str
    quota_of_today: str
    language: str
    theme: str
    theme_system: str
    theme_light: str
    theme_dark: str
    text_size: str
    follows: str
    follows_question: str
    follows_text: str
    provider: str
    provider_ready: str
    provider_ready_hint: str
    providers_hint: str
    provider_local: str
    provider_local_hint: str
    provider_offline: str
    provider_offline_hint: str
    local_models: str
    offline_model: str
    private: str
