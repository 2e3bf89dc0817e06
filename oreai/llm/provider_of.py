"""Who answers chats, as the settings say."""

from oreai.llm.address_guard import AddressGuard
from oreai.llm.box.box import box_options_of
from oreai.llm.provider import Provider
from oreai.provider_settings import ProviderList
from oreai.settings import Settings


def provider_of(
    settings: Settings, listed: ProviderList | None, guard: AddressGuard | None = None
) -> Provider:
    """Who answers chats, by these settings."""
    return Provider(
        model=settings.model,
        silence_seconds=settings.silence_seconds,
        local_models_url=settings.local_models_url,
        listed=listed,
        guard=guard,
        box=box_options_of(settings) if settings.box else None,
    )
