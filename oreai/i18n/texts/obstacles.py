"""The words of one screen; each language fills all of them."""

from dataclasses import dataclass


@dataclass(frozen=True)
class ObstacleTexts:
    """What keeps the page from working, and what can be done about it."""

    cookies: str
    cookies_hint: str
    storage: str
    storage_hint: str
    storage_note: str
    socket: str
    socket_hint: str
    broken: str
    broken_hint: str
    again: str
    no_scripts: str
