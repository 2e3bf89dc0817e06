"""Quoting a part of a message: a chunk of its own, fetched where there is something to quote."""

import reflex as rx

from oreai.components.browser.composer import Quote
from oreai.components.texts import t


@rx.memo
def quote() -> rx.Component:
    """The offer beside what is selected, and above the box what is quoted; else nothing."""
    words = {"offer": t.composer.quote, "quoted": t.composer.quoted, "remove": t.composer.remove_quote}
    return Quote.create(words=rx.Var.create(words))
