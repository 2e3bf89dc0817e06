"""The keyboard's shortcuts, and the sheet that lists them; the keys themselves are in shortcuts.js."""

import reflex as rx

from oreai.components.browser.page import Shortcuts
from oreai.components.dialogs import answers
from oreai.components.words import t
from oreai.states.chats import ChatsState

_COMMAND = "command"


def shortcuts() -> rx.Component:
    """Listens on every screen; the sheet opens by its own shortcut and by `opens_shortcuts`."""
    return Shortcuts.create(
        rx.el.div(
            rx.el.h2(t.shortcuts.title),
            rx.el.dl(
                _row(t.chats.new_chat, _COMMAND, "Shift", "O"),
                _row(t.shortcuts.write, "Shift", "Esc"),
                _row(t.shortcuts.copy_code, _COMMAND, "Shift", ";"),
                _row(t.shortcuts.copy_reply, _COMMAND, "Shift", "C"),
                _row(t.shortcuts.edit, "↑"),
                _row(t.shortcuts.personas, "/"),
                _row(t.shortcuts.help, _COMMAND, "/"),
                _row(t.shortcuts.close, "Esc"),
                class_name="shortcuts",
            ),
            answers(_close()),
            class_name="sheet",
        ),
        label=t.shortcuts.title,
        copied=t.markdown.copied,
        not_copied=t.markdown.not_copied,
        on_new_chat=ChatsState.new_chat,
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


def _row(does: str, *keys: str) -> rx.Component:
    return rx.el.div(rx.el.dt(does), rx.el.dd(*(_key(key) for key in keys)))


def _key(name: str) -> rx.Component:
    """A key as it is printed on it: a Mac's differ."""
    if name != _COMMAND:
        return rx.el.kbd(name)
    return rx.el.kbd(rx.el.span("Ctrl", class_name="elsewhere"), rx.el.span("⌘", class_name="on-mac"))


def _close() -> rx.Component:
    return rx.el.button(
        t.app.close,
        type="button",
        class_name="button quiet",
        custom_attrs={"data-closes-shortcuts": "true", "data-testid": "close-shortcuts"},
    )
