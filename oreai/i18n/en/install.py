"""The hint to put OreAI on the home screen."""

from oreai.i18n.texts.install import InstallTexts

INSTALL = InstallTexts(
    why="Put OreAI on your home screen: it opens at a touch, and shows your chats without a network.",
    by_hand="Touch Share in your browser, then Add to Home Screen.",
    install="Install",
    not_now="No, thanks",
)
