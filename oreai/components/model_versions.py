"""A reply by another model: the sheet in which it is chosen, and two answers side by side."""

import reflex as rx

from oreai.components.browser.chat import ChoiceForm, Comparison
from oreai.components.dialogs import answer, answers, dialog
from oreai.components.layout import icon_button
from oreai.components.message import body_labels
from oreai.components.settings_sheet import model_list
from oreai.components.words import t
from oreai.states.chat import ChatState
from oreai.states.model_versions import ModelVersionsState

MODELS_ARE_OPEN = ModelVersionsState.message_id != ""
COMPARISON_IS_OPEN = ModelVersionsState.compared.length() > 0
_EMPTY = rx.Var.create({"model": "", "provider": ""})


@rx.memo
def other_model_sheet() -> rx.Component:
    """Which model, and whether both answers are to be looked at together."""
    return dialog(
        rx.el.h2(t.versions.ask_other),
        ChoiceForm.create(
            rx.el.div(_model(), _side_by_side(), class_name="sheet-scroll"),
            rx.cond(ModelVersionsState.wrong != "", _wrong()),
            answers(
                answer(t.app.cancel, "other-model-cancel", ModelVersionsState.close_models),
                rx.el.button(
                    t.versions.ask, type="submit", class_name="button main", data_testid="other-model-ask"
                ),
            ),
            version=ModelVersionsState.version,
            values=_EMPTY,
            on_save=ModelVersionsState.ask_model,
            class_name="choice-form",
        ),
        is_open=MODELS_ARE_OPEN,
        on_dismiss=ModelVersionsState.close_models,
        label=t.versions.ask_other,
    )


def _wrong() -> rx.Component:
    return rx.el.p(
        ModelVersionsState.wrong, role="alert", class_name="wrong", data_testid="other-model-wrong"
    )


def _model() -> rx.Component:
    return rx.el.div(
        rx.el.label(t.settings.model, rx.el.small(t.versions.ask_hint), html_for="other-model"),
        rx.el.input(
            id="other-model",
            name="model",
            type="search",
            placeholder=t.settings.model_hint,
            auto_complete="off",
            max_length=200,
            custom_attrs={"data-testid": "other-model", "autoCapitalize": "off", "spellCheck": "false"},
        ),
        rx.el.input(type="hidden", name="provider"),
        model_list(MODELS_ARE_OPEN),
        class_name="field",
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
            on_gap=ChatState.resend_text,
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
