"""How a reply is to be this time: shorter, longer, otherwise, by another model, or in one's own words."""

import reflex as rx

from oreai.components.dialogs import answer, answers, dialog
from oreai.components.layout import sheet_action
from oreai.components.texts import t
from oreai.services.conversation.wishes import LONGEST_WISH
from oreai.states.model_versions import ModelVersionsState
from oreai.states.wishes import WishesState

WISHES_ARE_OPEN = WishesState.message_id != ""


@rx.memo
def wish_sheet() -> rx.Component:
    """One touch asks; what is written is asked by Enter or its button."""
    return dialog(
        rx.el.h2(t.versions.wish),
        rx.el.div(
            _wish("minimize-2", t.versions.shorter, "shorter"),
            _wish("maximize-2", t.versions.longer, "longer"),
            _wish("shuffle", t.versions.otherwise, "otherwise"),
            sheet_action("bot", t.versions.ask_other, "message-ask-other", on_click=_of_another_model()),
            class_name="sheet-actions",
        ),
        rx.cond(WISHES_ARE_OPEN, _own_words()),
        answers(answer(t.app.cancel, "wish-cancel", WishesState.close_wishes)),
        is_open=WISHES_ARE_OPEN,
        on_dismiss=WishesState.close_wishes,
        label=t.versions.wish,
    )


def _of_another_model() -> list[rx.event.EventSpec]:
    return [ModelVersionsState.open_models(WishesState.message_id), WishesState.close_wishes()]


def _wish(icon: str, label: rx.Var[str] | str, kind: str) -> rx.Component:
    return sheet_action(icon, label, f"wish-{kind}", on_click=WishesState.ask_with_wish(kind))


def _own_words() -> rx.Component:
    return rx.el.form(
        rx.el.input(
            name="wish",
            placeholder=t.versions.own_words,
            aria_label=t.versions.own_words,
            max_length=LONGEST_WISH,
            auto_complete="off",
            dir="auto",
            class_name="text-input",
            data_testid="wish-words",
        ),
        rx.el.button(t.versions.ask, type="submit", class_name="button main", data_testid="wish-ask"),
        on_submit=WishesState.ask_in_words,
        class_name="one-line",
    )
