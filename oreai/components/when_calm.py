"""What every screen does beside its own work: a chunk of its own, fetched when the page is calm."""

import reflex as rx

from oreai.components.browser.page import Haptics
from oreai.components.outbox import outbox


@rx.memo
def when_calm() -> rx.Component:
    """Nothing to see, until it has something to say."""
    return rx.fragment(outbox(), Haptics.create())
