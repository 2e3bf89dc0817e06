"""Discover, and the dialog that starts a chat with an assistant."""

from oreai.i18n.texts.discover import DiscoverTexts

DISCOVER = DiscoverTexts(
    categories={
        "all": "All",
        "mine": "Mine",
        "popular": "Popular",
        "guidance": "Guidance",
        "entertainment": "Fun",
        "life": "Life",
        "work": "Work",
        "language": "Language",
        "writing": "Writing",
        "arts": "Arts",
        "computing": "Computing",
        "health": "Health",
    },
    create_chat="Start a chat",
    persona_system="Its instructions",
)
