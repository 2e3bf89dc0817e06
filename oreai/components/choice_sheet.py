"""A sheet with a form in which a model is chosen, and whatever else belongs to it."""

from typing import Any

import reflex as rx

from oreai.components.browser.chat import ChoiceForm, ModelList
from oreai.components.dialogs import answers, dialog
from oreai.components.layout import icon_button
from oreai.components.texts import t
from oreai.services.models.settings import LONGEST_SYSTEM
from oreai.states.model_list import ModelListState

Words = rx.Var[str] | str


def choice_sheet(
    *fields: rx.Component,
    title: Words,
    test_id: str,
    wrong: rx.Var[str],
    buttons: tuple[rx.Component, rx.Component],
    is_open: rx.Var[bool],
    on_dismiss: Any,
    **form: Any,
) -> rx.Component:
    """A sheet with these fields above two buttons, the second of which submits them.

    Args:
        test_id: begins the name that tests find it by.
        wrong: why the form was not taken; empty while nothing is wrong with it.
        form: `version`, `values` and `on_save` of the `ChoiceForm`.
    """
    return dialog(
        rx.el.header(
            rx.el.h2(title),
            icon_button("x", t.app.close, f"{test_id}-close", on_click=on_dismiss),
            class_name="sheet-head",
        ),
        ChoiceForm.create(
            rx.el.div(*fields, class_name="sheet-scroll"),
            rx.cond(
                wrong != "",
                rx.el.p(wrong, role="alert", class_name="wrong", data_testid=f"{test_id}-wrong"),
            ),
            answers(*buttons),
            most=LONGEST_SYSTEM,
            too_long=t.settings.system_too_long,
            class_name="choice-form",
            **form,
        ),
        is_open=is_open,
        on_dismiss=on_dismiss,
        label=title,
    )


def model_field(field_id: str, *, hint: Words, placeholder: Words, is_open: rx.Var[bool]) -> rx.Component:
    """Where a model's name is written, and below it the models that match.

    Args:
        is_open: whether its sheet is; a closed one holds no second list of hundreds.
    """
    return rx.el.div(
        rx.el.label(t.settings.model, rx.el.small(hint), html_for=field_id),
        rx.el.input(
            id=field_id,
            name="model",
            type="search",
            placeholder=placeholder,
            auto_complete="off",
            max_length=200,
            custom_attrs={"data-testid": field_id, "autoCapitalize": "off", "spellCheck": "false"},
        ),
        rx.el.input(type="hidden", name="provider"),
        rx.cond(
            is_open,
            rx.match(
                ModelListState.status,
                ("ready", _list()),
                ("offline", _state(t.settings.models_offline)),
                _state(t.settings.models_loading),
            ),
        ),
        class_name="field",
    )


def submit_button(label: Words, test_id: str) -> rx.Component:
    """The button that sends the form."""
    return rx.el.button(label, type="submit", class_name="button main", data_testid=test_id)


def _list() -> rx.Component:
    return rx.fragment(
        ModelList.create(
            groups=ModelListState.groups,
            favourites=ModelListState.favourites,
            last_used=ModelListState.last_used,
            words=_list_words(),
            on_star=ModelListState.star,
        ),
        rx.cond(ModelListState.note != "", _state(ModelListState.note)),
    )


def _list_words() -> rx.Var[dict[str, str]]:
    return rx.Var.create(
        {
            "all": t.settings.models_all,
            "as_written": t.settings.as_written,
            "favourite": t.settings.favourite,
            "favourites": t.settings.favourites,
            "last_used": t.settings.last_used,
            "loading": t.settings.models_loading,
            "more": t.settings.models_more,
            "no_match": t.settings.no_match,
            "of": t.settings.model_of,
        }
    )


def _state(words: rx.Var[str] | str) -> rx.Component:
    return rx.el.p(words, role="status", class_name="models-state", data_testid="models-state")
