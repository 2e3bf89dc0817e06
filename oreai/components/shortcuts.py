"""The keyboard's shortcuts; the keys themselves are in shortcuts.js, what lists them in shortcut_list.py."""

import reflex as rx

from oreai.components.browser.page import Shortcuts
from oreai.components.lazy import loading
from oreai.components.shortcut_list import shortcut_list
from oreai.components.texts import t
from oreai.states.chats import ChatsState


def shortcuts() -> rx.Component:
    """Listens on every screen; the sheet opens by its own shortcut and by `opens_shortcuts`."""
    return Shortcuts.create(
        load=loading(shortcut_list),
        label=t.shortcuts.title,
        copied=t.markdown.copied,
        not_copied=t.markdown.not_copied,
        on_new_chat=ChatsState.new_chat(""),
        on_search=rx.redirect("/search"),
    )


def opens_shortcuts(label: str) -> rx.Component:
    """A button that shows the sheet."""
    return rx.el.button(
        rx.icon("keyboard", size=18, aria_hidden="true"),
        label,
        type="button",
        class_name="button quiet opens-shortcuts",
        custom_attrs={"data-opens-shortcuts": "true", "data-testid": "open-shortcuts"},
    )
