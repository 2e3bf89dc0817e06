"""The words of one screen; each language fills all of them."""

from dataclasses import dataclass


@dataclass(frozen=True)
class AppTexts:
    """What every screen has: the app's name, the three places, and words that many buttons share."""

    html_lang: str
    own_name: str
    name: str
    tagline: str
    nav_chats: str
    nav_discover: str
    nav_me: str
    save: str
    cancel: str
    close: str
    undo: str
    back: str
    menu: str
    model: str
    connection_lost: str
    something_failed: str
    crowded: str
    old_browser: str
