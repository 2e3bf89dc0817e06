"""The list of the keyboard's shortcuts: a chunk of its own, fetched when it is asked for."""

import reflex as rx

from oreai.components.dialogs import answers
from oreai.components.texts import t

_COMMAND = "command"


@rx.memo
def shortcut_list() -> rx.Component:
    """Each with its keys, and the way to close the sheet."""
    return rx.el.div(
        rx.el.h2(t.shortcuts.title),
        rx.el.dl(
            _row(t.chats.new_chat, _COMMAND, "Shift", "O"),
            _row(t.search.open, _COMMAND, "K"),
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
