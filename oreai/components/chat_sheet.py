"""What can be done with a chat: the sheet of a row, the offer to undo."""

import reflex as rx

from oreai.components.browser.list import SHEET, SheetDialog, ask_for_form, ask_for_name
from oreai.components.layout import sheet_action
from oreai.components.offers import undo_offer
from oreai.components.texts import filled, t
from oreai.states.chat_actions import ChatActions

_CLOSES = {"data_closes_sheet": "true"}
"""What puts the sheet away, whatever else it does."""


def chat_sheet() -> rx.Component:
    """Rename, pin, move, select, archive, save as a file, delete; opened by the row."""
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
        sheet_action(
            "pencil", t.chats.rename, "chat-rename", on_click=ask_for_name(SHEET.id, SHEET.icon, SHEET.title)
        ),
        rx.cond(
            SHEET.pinned,
            sheet_action("pin-off", t.chats.unpin, "chat-pin", on_click=pin, **_CLOSES),
            sheet_action("pin", t.chats.pin, "chat-pin", on_click=pin, **_CLOSES),
        ),
        sheet_action("folder-input", t.folders.move, "chat-move", data_moves_chat="true"),
        sheet_action("list-checks", t.chats.select, "chat-select", data_selects_chat="true", **_CLOSES),
        sheet_action(
            "archive",
            t.chats.archive,
            "chat-archive",
            on_click=ChatActions.archive_chats(SHEET.ids),
            **_CLOSES,
        ),
        sheet_action(
            "download",
            t.exports.one,
            "export-chat",
            on_click=ask_for_form(SHEET.id, SHEET.icon, SHEET.title),
        ),
        sheet_action(
            "trash-2",
            t.chats.delete,
            "chat-delete",
            kind="danger",
            on_click=ChatActions.delete_chats(SHEET.ids),
            **_CLOSES,
        ),
        sheet_action("x", t.app.cancel, "chat-sheet-close", **_CLOSES),
        class_name="sheet-actions",
    )


def undo_chat_offer() -> rx.Component:
    """Says what was deleted or archived, and brings it back at one touch."""
    is_archived = ChatActions.undoes == "archived"
    one = rx.cond(is_archived, t.chats.archived, t.chats.deleted)
    several = rx.cond(is_archived, t.chats.archived_several, t.chats.deleted_several)
    return undo_offer(
        rx.el.span(
            rx.cond(
                ChatActions.done_count > 1,
                filled(several, count=ChatActions.done_count),
                filled(one, title=ChatActions.done_title),
            ),
            data_testid="deleted-title",
        ),
        subject=rx.cond(ChatActions.undoes != "", ChatActions.undoes + ChatActions.done_id, ""),
        on_undo=ChatActions.undo,
        on_gone=ChatActions.withdraw_offer,
        names=("undo-offer", "undo"),
    )
