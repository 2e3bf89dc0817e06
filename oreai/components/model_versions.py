"""A reply by another model: the sheet in which it is chosen, and two answers side by side."""

import reflex as rx

from oreai.components.browser.chat import Comparison
from oreai.components.choice_sheet import choice_sheet, model_field, submit_button
from oreai.components.dialogs import answer, dialog
from oreai.components.layout import icon_button
from oreai.components.message import body_labels
from oreai.components.texts import t
from oreai.states.chat_pages import ChatPages
from oreai.states.model_versions import ModelVersionsState

MODELS_ARE_OPEN = ModelVersionsState.message_id != ""
COMPARISON_IS_OPEN = ModelVersionsState.compared.length() > 0
_EMPTY = rx.Var.create({"model": "", "provider": ""})


@rx.memo
def other_model_sheet() -> rx.Component:
    """Which model, and whether both answers are to be looked at together."""
    return choice_sheet(
        model_field(
            "other-model",
            hint=t.versions.ask_hint,
            placeholder=t.settings.model_hint,
            is_open=MODELS_ARE_OPEN,
        ),
        _side_by_side(),
        title=t.versions.ask_other,
        test_id="other-model",
        wrong=ModelVersionsState.wrong,
        buttons=(
            answer(t.app.cancel, "other-model-cancel", ModelVersionsState.close_models),
            submit_button(t.versions.ask, "other-model-ask"),
        ),
        is_open=MODELS_ARE_OPEN,
        on_dismiss=ModelVersionsState.close_models,
        version=ModelVersionsState.version,
        values=_EMPTY,
        on_save=ModelVersionsState.ask_model,
    )


def _side_by_side() -> rx.Component:
    """Two answers are asked for to be compared: so it is on unless it is put out."""
    return rx.el.label(
        rx.el.input(type="checkbox", name="compare", default_checked=True, data_testid="other-model-compare"),
        t.versions.side_by_side,
        class_name="side-by-side",
    )


@rx.memo
def comparison() -> rx.Component:
    """Two versions of a reply; the chosen one is what the conversation goes on from."""
    return dialog(
        rx.el.div(
            rx.el.h2(t.versions.compare_title),
            icon_button("x", t.app.close, "comparison-close", on_click=ModelVersionsState.close_comparison),
            class_name="comparison-head",
        ),
        Comparison.create(
            versions=ModelVersionsState.compared,
            words=_words(),
            labels=body_labels(),
            on_gap=ChatPages.resend_text,
            on_choose=ModelVersionsState.go_on_with,
        ),
        is_open=COMPARISON_IS_OPEN,
        on_dismiss=ModelVersionsState.close_comparison,
        label=t.versions.compare_title,
        **{"data-kind": "comparison"},
    )


def _words() -> rx.Var[dict[str, str]]:
    return rx.Var.create(
        {
            "title": t.versions.compare_title,
            "choose": t.versions.go_on_with,
            "nothing": t.versions.no_words,
            "thinking": t.chat.thinking,
        }
    )
