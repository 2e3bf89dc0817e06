"""The words of one screen; each language fills all of them."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class DiscoverTexts:
    """Discover, and the dialog that starts a chat with an assistant."""

    categories: Mapping[str, str]
    create_chat: str
    persona_system: str
