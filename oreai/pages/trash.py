"""`/trash`: what was deleted, for as long as it can be had back."""

import reflex as rx

from oreai.components.dialogs import answer, answers, dialog
from oreai.components.layout import back_link, column, empty, skeleton_rows
from oreai.components.words import filled, t
from oreai.services.chats.trash import TrashedRow
from oreai.states.trash import TrashState


def trash_page() -> rx.Component:
    """The deleted chats, the newest deletion first."""
    return column(
        _top_bar(),
        rx.el.main(
            rx.cond(TrashState.loaded, _list(), rx.fragment(_hint(), skeleton_rows(4, "trash-rows"))),
            class_name="scroll",
        ),
        _destroy_dialog(),
        title=t.trash.title,
        name="trash",
    )


def _top_bar() -> rx.Component:
    return rx.el.header(
        back_link("trash-back"),
        rx.el.h1(t.trash.title),
        class_name="top-bar with-back",
    )


def _list() -> rx.Component:
    return rx.cond(
        TrashState.rows.length() > 0,
        rx.fragment(
            _hint(),
            rx.el.ul(rx.foreach(TrashState.rows, _row), class_name="trash-rows"),
        ),
        empty("🗑️", t.trash.empty, t.trash.hint),
    )


def _hint() -> rx.Component:
    return rx.el.p(t.trash.hint, class_name="trash-hint")


def _row(row: rx.Var[TrashedRow]) -> rx.Component:
    return rx.el.li(
        rx.el.div(
            rx.el.span(row.icon, class_name="tile", aria_hidden="true"),
            rx.el.span(row.title, class_name="trash-row-title", data_testid="trash-row-title"),
            rx.el.span(filled(t.trash.days_left, days=row.days_left), class_name="chat-row-preview"),
            class_name="trash-row-name",
        ),
        _button("undo-2", t.trash.restore, row, "trash-restore", TrashState.restore_chat(row.id)),
        _button("trash-2", t.trash.destroy, row, "trash-destroy", TrashState.ask_to_destroy(row.id)),
        key=row.id,
        class_name="trash-row",
        custom_attrs={"data-testid": "trash-row", "data-chat-id": row.id},
    )


def _button(icon: str, label: str, row: rx.Var[TrashedRow], test_id: str, on_click) -> rx.Component:
    return rx.el.button(
        rx.icon(icon, size=20, aria_hidden="true"),
        type="button",
        title=label,
        aria_label=label + ": " + row.title,
        class_name="icon-button",
        on_click=on_click,
        custom_attrs={"data-testid": test_id, "data-part": test_id},
    )


def _destroy_dialog() -> rx.Component:
    return dialog(
        rx.el.h2(filled(t.trash.destroy_question, title=TrashState.asked_title)),
        rx.el.p(t.trash.destroy_explained),
        answers(
            answer(t.app.cancel, "confirm-no", TrashState.keep_chat),
            answer(t.chats.delete, "confirm-yes", TrashState.destroy_chat, "danger"),
        ),
        is_open=TrashState.asked_id != "",
        on_dismiss=TrashState.keep_chat,
        label=t.trash.destroy,
    )
