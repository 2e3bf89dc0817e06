"""`/trash`: what was deleted, for as long as it can be had back."""

import reflex as rx

from oreai.components.away import away_button, away_names, away_page, away_row
from oreai.components.dialogs import answer, answers, dialog
from oreai.components.texts import filled, t
from oreai.services.chats.trash import TrashedRow
from oreai.states.trash import TrashState


def trash_page() -> rx.Component:
    """The deleted chats, the newest deletion first."""
    return away_page(
        _destroy_dialog(),
        name="trash",
        icon="🗑️",
        words=(t.trash.title, t.trash.hint, t.trash.empty),
        rows=TrashState.rows,
        row=_row,
        loaded=TrashState.loaded,
    )


def _row(row: rx.Var[TrashedRow]) -> rx.Component:
    days_left = rx.el.span(filled(t.trash.days_left, days=row.days_left), class_name="chat-row-preview")
    restore, destroy = TrashState.restore_chat(row.id), TrashState.ask_to_destroy(row.id)
    return away_row(
        row.id,
        rx.el.div(*away_names(row.icon, row.title, days_left, "trash-row-title"), class_name="away-row-name"),
        buttons=[
            away_button("undo-2", t.trash.restore, row.title, "trash-restore", restore),
            away_button("trash-2", t.trash.destroy, row.title, "trash-destroy", destroy),
        ],
        test_id="trash-row",
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
