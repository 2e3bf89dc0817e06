"""What every screen has: the app's name, the three places, and words that many buttons share."""

from oreai.i18n.texts.app import AppTexts

APP = AppTexts(
    html_lang="en",
    own_name="English",
    name="OreAI",
    tagline="Your assistant for talking and writing",
    nav_chats="Chats",
    nav_discover="Discover",
    nav_me="Me",
    save="Save",
    cancel="Cancel",
    close="Close",
    undo="Undo",
    back="Back",
    menu="More",
    model="Model",
    connection_lost="Connection lost. Reconnecting…",
    something_failed="Something went wrong. Please try again.",
    crowded="Too many new visitors came from this network just now. Please come back a little later; who has been here before is welcome at any time.",
    old_browser="This browser is too old for OreAI. Please update to iOS {iOS}, Chrome {Chrome}, Firefox {Firefox} or newer.",
)
