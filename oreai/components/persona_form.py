"""The form in which a persona is made or changed."""

import reflex as rx

from oreai.chat_settings import CHAT_SETTINGS
from oreai.components.browser.personas import DraftNote, KeptForm, TrialField
from oreai.components.choice_sheet import model_field
from oreai.components.dialogs import answer, answers, dialog
from oreai.components.texts import category_name, filled, t, text_of
from oreai.services.personas.form import LONGEST, MOST_EXAMPLES, MOST_QUESTIONS
from oreai.services.personas.variables import LONGEST_VALUE
from oreai.states.discover import ALL, OWN, DiscoverState
from oreai.states.persona_fields import SIDES
from oreai.states.persona_form import PersonaFormState
from oreai.states.session import SessionState

_EXCHANGES = MOST_EXAMPLES // 2


@rx.memo
def persona_form() -> rx.Component:
    """A name and instructions are enough; the rest is below them."""
    title = rx.cond(PersonaFormState.key == "", t.personas.new, t.personas.edit)
    return dialog(
        rx.el.h2(title),
        KeptForm.create(
            rx.el.div(
                _named(),
                _area("system", t.personas.system, _system_hint(), rows="6"),
                _input("description", t.personas.description, t.personas.description_hint),
                _area("opening", t.personas.opening, t.personas.opening_hint, rows="2"),
                _area(
                    "questions",
                    t.personas.questions,
                    filled(t.personas.questions_hint, most=str(MOST_QUESTIONS)),
                    rows="3",
                ),
                _category(),
                _fold(t.personas.examples, t.personas.examples_hint, _exchanges()),
                _fold(t.settings.title, t.personas.numbers_hint, _model(), _numbers()),
                _trial(),
                class_name="sheet-scroll",
            ),
            rx.cond(
                PersonaFormState.wrong != "",
                rx.el.p(
                    PersonaFormState.wrong, role="alert", class_name="wrong", data_testid="persona-form-wrong"
                ),
            ),
            DraftNote.create(
                words=rx.Var.create(
                    {"is_back": t.personas.draft_is_back, "discard": t.personas.draft_discard}
                )
            ),
            answers(
                answer(t.app.cancel, "persona-form-cancel", PersonaFormState.close_form),
                rx.el.button(t.app.save, type="submit", class_name="button main", data_testid="persona-save"),
            ),
            most=LONGEST["system"],
            too_long=t.personas.system_too_long,
            kept_as=rx.cond(
                PersonaFormState.form_of == "", "", SessionState.reader + "/" + PersonaFormState.form_of
            ),
            is_open=PersonaFormState.is_open,
            saves=PersonaFormState.saves,
            version=PersonaFormState.version,
            values=PersonaFormState.values,
            on_save=PersonaFormState.save_persona,
            class_name="choice-form",
            data_testid="persona-form",
        ),
        is_open=PersonaFormState.is_open,
        on_dismiss=PersonaFormState.close_form,
        label=title,
    )


def _named() -> rx.Component:
    return rx.el.div(
        _input("icon", t.personas.icon, ""),
        _input("name", t.personas.name, ""),
        class_name="persona-named",
    )


def _system_hint() -> rx.Var[str]:
    return filled(t.personas.system_hint, variable="{{" + t.personas.variable_word + "}}")


def _input(name: str, label: str, hint: rx.Var[str] | str) -> rx.Component:
    return rx.el.div(
        _label(name, label, hint),
        rx.el.input(
            id=f"persona-{name}",
            name=name,
            max_length=LONGEST[name],
            auto_complete="off",
            data_testid=f"persona-{name}",
        ),
        class_name="field",
    )


def _area(name: str, label: str, hint: rx.Var[str] | str, rows: str) -> rx.Component:
    return rx.el.div(
        _label(name, label, hint),
        rx.el.textarea(id=f"persona-{name}", name=name, rows=rows, dir="auto", data_testid=f"persona-{name}"),
        class_name="field",
    )


def _label(name: str, label: rx.Var[str] | str, hint: rx.Var[str] | str) -> rx.Component:
    small = rx.el.small(hint) if isinstance(hint, rx.Var) or hint else None
    return rx.el.label(label, small, html_for=f"persona-{name}")


def _category() -> rx.Component:
    own = rx.foreach(
        DiscoverState.category_keys,
        lambda key: rx.cond(
            (key == ALL) | (key == OWN), None, rx.el.option(category_name(key), value=key, key=key)
        ),
    )
    return rx.el.div(
        _label("category", t.personas.category, ""),
        rx.el.select(
            rx.el.option(t.personas.no_category, value=""),
            own,
            id="persona-category",
            name="category",
            data_testid="persona-category",
        ),
        class_name="field",
    )


def _fold(title: str, hint: str, *fields: rx.Component) -> rx.Component:
    return rx.el.details(
        rx.el.summary(title), rx.el.p(hint, class_name="hint"), *fields, class_name="fold persona-fold"
    )


def _exchanges() -> rx.Component:
    """The next one is shown once the one before is written; a style says so."""
    return rx.el.div(*map(_exchange, range(_EXCHANGES)), class_name="field persona-exchanges")


def _exchange(at: int) -> rx.Component:
    labels = (t.personas.example_user, t.personas.example_assistant)
    return rx.fragment(
        *(
            rx.el.textarea(
                name=f"example-{2 * at + side}",
                rows="2",
                dir="auto",
                max_length=LONGEST["example"],
                placeholder=labels[side],
                aria_label=labels[side],
                data_testid=f"persona-example-{SIDES[side]}",
                class_name=f"persona-{SIDES[side]}",
            )
            for side in range(len(SIDES))
        ),
    )


def _model() -> rx.Component:
    return model_field(
        "persona-model", hint=t.settings.model_hint, placeholder="", is_open=PersonaFormState.is_open
    )


def _numbers() -> rx.Component:
    return rx.el.div(
        *(
            rx.el.div(
                _label(
                    setting.name,
                    text_of("settings", "labels", setting.name),
                    text_of("settings", "hints", setting.name),
                ),
                rx.el.input(
                    id=f"persona-{setting.name}",
                    name=setting.name,
                    input_mode="decimal",
                    auto_complete="off",
                    data_testid=f"persona-{setting.name}",
                ),
                class_name="field",
            )
            for setting in CHAT_SETTINGS
        ),
        class_name="fields",
    )


def _trial() -> rx.Component:
    return rx.el.section(
        rx.el.h3(t.personas.trial),
        rx.el.p(t.personas.trial_hint, class_name="hint"),
        rx.foreach(PersonaFormState.variables, _variable),
        TrialField.create(
            label=t.personas.trial_question,
            asks=t.personas.trial_ask,
            on_try=PersonaFormState.try_persona,
        ),
        rx.cond(
            (PersonaFormState.trial != "") | PersonaFormState.is_trying,
            rx.el.div(
                rx.cond(PersonaFormState.trial == "", t.personas.trial_waits, PersonaFormState.trial),
                class_name="prompt-system",
                role="status",
                dir="auto",
                data_testid="trial-answer",
            ),
        ),
        class_name="persona-trial",
    )


def _variable(name: rx.Var[str], at: rx.Var[int]) -> rx.Component:
    field = "value-" + at.to(str)
    return rx.el.div(
        rx.el.label(name, html_for="trial-" + field, dir="auto"),
        rx.el.input(
            id="trial-" + field,
            name=field,
            max_length=LONGEST_VALUE,
            auto_complete="off",
            data_testid="trial-value",
        ),
        key=name,
        class_name="field",
    )
