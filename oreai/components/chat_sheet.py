"""What can be done with a chat: the sheet of a row, the box for a name, the offer to undo."""

import reflex as rx

from oreai.components.address import CHAT_ID
from oreai.components.browser.list import SHEET, RenameForm, SheetDialog, ask_for_name
from oreai.components.dialogs import answers
from oreai.components.layout import menu_item
from oreai.components.offers import undo_offer
from oreai.components.words import filled, t
from oreai.services.chats.chat_list import LONGEST_NAME
from oreai.states.chat import ChatState
from oreai.states.chat_actions import ChatActions

_CLOSES = {"data_closes_sheet": "true"}
"""What puts the sheet away, whatever else it does."""


def chat_sheet() -> rx.Component:
    """Rename, pin, delete; opened by the row."""
    return SheetDialog.create(
        rx.cond(SHEET.stage == "actions", rx.fragment(_whose(), _actions())),
        stage="actions",
        custom_attrs={"aria-label": SHEET.title, "data-testid": "chat-sheet"},
    )


def _whose() -> rx.Component:
    return rx.el.div(
        rx.el.span(SHEET.icon, class_name="tile", aria_hidden="true"),
        rx.el.strong(SHEET.title, class_name="sheet-title"),
        class_name="prompt-name",
    )


def _actions() -> rx.Component:
    pin = ChatActions.pin_chat(SHEET.id, ~SHEET.pinned)
    return rx.el.div(
        _action(
            "pencil", t.chats.rename, "chat-rename", on_click=ask_for_name(SHEET.id, SHEET.icon, SHEET.title)
        ),
        rx.cond(
            SHEET.pinned,
            _action("pin-off", t.chats.unpin, "chat-pin", on_click=pin, **_CLOSES),
            _action("pin", t.chats.pin, "chat-pin", on_click=pin, **_CLOSES),
        ),
        _action(
            "trash-2",
            t.chats.delete,
            "chat-delete",
            kind="danger",
            on_click=ChatActions.delete_chat(SHEET.id),
            **_CLOSES,
        ),
        _action("x", t.app.cancel, "chat-sheet-close", **_CLOSES),
        class_name="sheet-actions",
    )


def _action(icon: str, label: str, test_id: str, kind: str = "", **props) -> rx.Component:
    return rx.el.button(
        rx.icon(icon, size=20, aria_hidden="true"),
        label,
        type="button",
        class_name=f"sheet-action {kind}",
        data_testid=test_id,
        **props,
    )


def rename_dialog() -> rx.Component:
    """Where a chat is given its name; for a row and for the chat itself."""
    return SheetDialog.create(
        rx.cond(
            SHEET.stage == "rename",
            RenameForm.create(
                rx.el.h2(t.chats.rename_question),
                rx.el.input(
                    name="title",
                    default_value=SHEET.title,
                    max_length=LONGEST_NAME,
                    auto_complete="off",
                    aria_label=t.chats.rename_question,
                    class_name="text-input",
                    custom_attrs={"data-testid": "rename-input", "autofocus": "true"},
                ),
                answers(
                    rx.el.button(
                        t.app.cancel,
                        type="button",
                        class_name="button quiet",
                        data_testid="rename-cancel",
                        **_CLOSES,
                    ),
                    rx.el.button(
                        t.app.save, type="submit", class_name="button main", data_testid="rename-save"
                    ),
                ),
                chat_id=SHEET.id,
                on_rename=ChatActions.rename_chat,
                class_name="rename",
            ),
        ),
        stage="rename",
        custom_attrs={"aria-label": t.chats.rename_question, "data-testid": "rename-dialog"},
    )


def whole_chat_items(menu_id: str) -> list[rx.Component]:
    """The same for the menu of the chat that is open."""
    rename = ask_for_name(CHAT_ID, ChatState.icon, ChatState.title)
    return [
        menu_item("pencil", t.chats.rename, "menu-rename", rename, menu_id),
        menu_item("trash-2", t.chats.delete, "menu-delete", ChatActions.delete_open_chat(CHAT_ID), menu_id),
    ]


def undo_chat_offer() -> rx.Component:
    """Says what was deleted, and brings it back at one touch."""
    return undo_offer(
        rx.el.span(filled(t.chats.deleted, title=ChatActions.deleted_title), data_testid="deleted-title"),
        subject=ChatActions.deleted_id,
        on_undo=ChatActions.undo_delete,
        on_gone=ChatActions.withdraw_offer,
        names=("undo-offer", "undo"),
    )
