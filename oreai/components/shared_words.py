"""What comes to the first screen in its address: a chunk of its own, fetched where something does."""

import reflex as rx

from oreai.components.browser.composer import SharedWords

COMES_WITH_WORDS: rx.Var[bool] = rx.Var("Boolean(globalThis.location?.search)", _var_type=bool).to(bool)
"Whether the address asks for something."


@rx.memo
def shared_words() -> rx.Component:
    """Nothing to see: the box takes the words."""
    return SharedWords.create()
