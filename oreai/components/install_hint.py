"""The hint to install OreAI: a chunk of its own, fetched when the first screen is calm."""

import reflex as rx

from oreai.components.browser.page import InstallHint
from oreai.components.texts import t


@rx.memo
def install_hint() -> rx.Component:
    """Nothing before the third visit, where it is installed, or once it has been answered."""
    words = {
        "why": t.install.why,
        "by_hand": t.install.by_hand,
        "install": t.install.install,
        "not_now": t.install.not_now,
    }
    return InstallHint.create(words=rx.Var.create(words))
