"""The sheet in which a chat's model, parameters and system text are chosen."""

import reflex as rx

from oreai.components.address import CHAT_ID
from oreai.components.browser.chat import ChoiceForm, ModelList
from oreai.components.dialogs import answers, dialog
from oreai.components.words import filled, t
from oreai.states.model_list import ModelListState
from oreai.states.settings import SettingsState

_FIELDS = (
    ("temperature", t.settings.temperature, t.settings.temperature_hint),
    ("top_p", t.settings.top_p, t.settings.top_p_hint),
    ("frequency_penalty", t.settings.frequency_penalty, t.settings.frequency_penalty_hint),
    ("presence_penalty", t.settings.presence_penalty, t.settings.presence_penalty_hint),
    ("max_tokens", t.settings.max_tokens, t.settings.max_tokens_hint),
    ("context_tokens", t.settings.context_tokens, t.settings.context_tokens_hint),
)
SETTINGS_ARE_OPEN = (SettingsState.chat_id != "") & (SettingsState.chat_id == CHAT_ID)


@rx.memo
def settings_sheet() -> rx.Component:
    """Every field may stay empty: then the default holds, and is shown where one would write."""
    return dialog(
        rx.el.h2(t.settings.title),
        ChoiceForm.create(
            rx.el.div(
                _model(),
                rx.el.div(*(_number(*field) for field in _FIELDS), class_name="fields"),
                _system(),
                class_name="sheet-scroll",
            ),
            rx.cond(
                SettingsState.wrong != "",
                rx.el.p(SettingsState.wrong, role="alert", class_name="wrong", data_testid="choices-wrong"),
            ),
            answers(
                _button(t.settings.reset, "choices-reset", "quiet", on_click=SettingsState.reset_fields),
                _button(t.settings.save, "choices-save", "main", type="submit"),
            ),
            version=SettingsState.version,
            values=SettingsState.values,
            on_save=SettingsState.save_settings,
            class_name="choice-form",
        ),
        is_open=SETTINGS_ARE_OPEN,
        on_dismiss=SettingsState.close_settings,
        label=t.settings.title,
    )


def _model() -> rx.Component:
    return rx.el.div(
        _label("model", t.settings.model, t.settings.model_hint),
        rx.el.input(
            id="choice-model",
            name="model",
            type="search",
            placeholder=_default("model"),
            auto_complete="off",
            max_length=200,
            custom_attrs={"data-testid": "choice-model", "autoCapitalize": "off", "spellCheck": "false"},
        ),
        rx.el.input(type="hidden", name="provider"),
        model_list(SETTINGS_ARE_OPEN),
        class_name="field",
    )


def model_list(is_open: rx.Var[bool]) -> rx.Component:
    """The models that match what is written in the form's field, or why there are none yet.

    Args:
        is_open: whether its sheet is; a closed one holds no second list of hundreds.
    """
    return rx.cond(
        is_open,
        rx.match(
            ModelListState.status,
            ("ready", _list()),
            ("offline", _state(t.settings.models_offline)),
            _state(t.settings.models_loading),
        ),
    )


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


def _number(name: str, label: str, hint: str) -> rx.Component:
    return rx.el.div(
        _label(name, label, hint),
        rx.el.input(
            id=f"choice-{name}",
            name=name,
            input_mode="decimal",
            placeholder=_default(name),
            auto_complete="off",
            data_testid=f"choice-{name}",
        ),
        class_name="field",
    )


def _system() -> rx.Component:
    return rx.el.div(
        _label("system", t.settings.system, t.settings.system_hint),
        rx.el.textarea(id="choice-system", name="system", rows="5", data_testid="choice-system"),
        class_name="field",
    )


def _label(name: str, label: str, hint: str) -> rx.Component:
    return rx.el.label(label, rx.el.small(hint), html_for=f"choice-{name}")


def _default(name: str) -> rx.Var[str]:
    return filled(t.settings.default, value=SettingsState.defaults[name])


def _button(label: str, test_id: str, kind: str, type: str = "button", **props) -> rx.Component:
    return rx.el.button(label, type=type, class_name=f"button {kind}", data_testid=test_id, **props)
