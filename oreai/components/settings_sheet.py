"""The sheet in which a chat's model, parameters and system text are chosen."""

import reflex as rx

from oreai.chat_settings import CHAT_SETTINGS, MANNERS
from oreai.components.address import CHAT_ID
from oreai.components.browser.chat import Presets
from oreai.components.choice_sheet import choice_sheet, model_field, submit_button
from oreai.components.dialogs import answer
from oreai.components.texts import filled, t, text_of
from oreai.states.settings import SettingsState

_MANNER = "temperature"
SETTINGS_ARE_OPEN = (SettingsState.chat_id != "") & (SettingsState.chat_id == CHAT_ID)


@rx.memo
def settings_sheet() -> rx.Component:
    """Every field may stay empty: then the default holds, and is shown where one would write."""
    return choice_sheet(
        model_field(
            "choice-model",
            hint=t.settings.model_hint,
            placeholder=_default("model"),
            is_open=SETTINGS_ARE_OPEN,
        ),
        _manner(),
        rx.el.details(
            rx.el.summary(t.settings.more, data_testid="choices-more"),
            rx.el.div(
                *(_number(setting.name) for setting in CHAT_SETTINGS if setting.name != _MANNER),
                class_name="fields",
            ),
            class_name="more-choices",
        ),
        _system(),
        title=t.settings.title,
        test_id="choices",
        wrong=SettingsState.wrong,
        buttons=(
            answer(t.settings.reset, "choices-reset", SettingsState.reset_fields),
            submit_button(t.settings.save, "choices-save"),
        ),
        is_open=SETTINGS_ARE_OPEN,
        on_dismiss=SettingsState.close_settings,
        version=SettingsState.version,
        values=SettingsState.values,
        on_save=SettingsState.save_settings,
    )


def _manner() -> rx.Component:
    """Three ways to answer at a touch, and the number that they are."""
    names = {
        "strict": t.settings.manner_strict,
        "even": t.settings.manner_even,
        "free": t.settings.manner_free,
    }
    return rx.el.div(
        Presets.create(
            presets=rx.Var.create([[key, names[key], value] for key, value in MANNERS.items()]),
            field=_MANNER,
            label=text_of("settings", "labels", _MANNER),
        ),
        _number(_MANNER),
        class_name="manner",
    )


def _number(name: str) -> rx.Component:
    return rx.el.div(
        _label(name, text_of("settings", "labels", name), text_of("settings", "hints", name)),
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
    default = SettingsState.defaults[name]
    return rx.cond(default == "", "", filled(t.settings.default, value=default))
