"""The dialog of a persona: what one could ask it, what it is told, and what can be done with it."""

import reflex as rx

from oreai.components.browser.personas import Folded, LinkField
from oreai.components.dialogs import answer, answers, dialog
from oreai.components.texts import filled, t
from oreai.services.personas.variables import LONGEST_VALUE
from oreai.states.persona import PersonaState
from oreai.states.persona_acts import PersonaActs
from oreai.states.persona_files import PersonaFilesState
from oreai.states.persona_form import PersonaFormState

PERSONA_IS_OPEN = PersonaState.stage != ""


@rx.memo
def persona_dialog() -> rx.Component:
    """Opened by a card, or by a link that somebody shares."""
    return dialog(
        rx.match(
            PersonaState.stage,
            ("gone", _gone()),
            ("delete", _question_of_deletion()),
            rx.fragment(_head(), _form()),
        ),
        is_open=PERSONA_IS_OPEN,
        on_dismiss=PersonaState.close_persona,
        label=rx.cond(PersonaState.name != "", PersonaState.name, t.discover.create_chat),
        **{"data-testid": "prompt-dialog"},
    )


def _head() -> rx.Component:
    return rx.fragment(
        rx.cond(PersonaState.is_shared, rx.el.p(t.personas.preview, class_name="hint")),
        rx.el.div(
            rx.el.span(PersonaState.icon, class_name="tile large", aria_hidden="true"),
            rx.el.div(
                rx.el.h2(PersonaState.name, dir="auto"),
                rx.cond(PersonaState.description != "", rx.el.p(PersonaState.description, dir="auto")),
            ),
            class_name="prompt-name",
        ),
    )


def _form() -> rx.Component:
    """Everything between the name and the two buttons scrolls, so that these stay in reach."""
    return rx.el.form(
        rx.el.div(
            rx.cond(PersonaState.questions.length() > 0, _questions()),
            Folded.create(
                text=PersonaState.system,
                label=t.discover.persona_system,
                more=t.personas.unfold,
                less=t.personas.fold,
            ),
            rx.cond(
                PersonaState.model != "",
                rx.el.p(
                    t.settings.model,
                    " ",
                    rx.el.bdi(PersonaState.model),
                    class_name="hint",
                    data_testid="prompt-model",
                ),
            ),
            rx.cond(PersonaState.variables.length() > 0, _variables()),
            rx.cond(PersonaState.link != "", _link()),
            _acts(),
            class_name="sheet-scroll",
        ),
        rx.cond(
            PersonaState.wrong != "",
            rx.el.p(PersonaState.wrong, role="alert", class_name="wrong", data_testid="persona-wrong"),
        ),
        answers(
            answer(t.app.cancel, "prompt-cancel", PersonaState.close_persona),
            rx.el.button(
                t.discover.create_chat, type="submit", class_name="button main", data_testid="prompt-confirm"
            ),
        ),
        on_submit=PersonaState.begin,
        key=PersonaState.key,
        class_name="choice-form",
        no_validate=True,
    )


def _questions() -> rx.Component:
    return rx.el.div(
        rx.el.h3(t.personas.ask),
        rx.el.div(rx.foreach(PersonaState.questions, _question), class_name="persona-questions"),
    )


def _question(text: rx.Var[str]) -> rx.Component:
    is_chosen = PersonaState.question == text
    return rx.el.button(
        text,
        type="button",
        key=text,
        dir="auto",
        class_name="question",
        on_click=PersonaState.ask_first(text),
        custom_attrs={
            "data-testid": "persona-question",
            "aria-pressed": rx.cond(
                PersonaState.variables.length() > 0, rx.cond(is_chosen, "true", "false"), None
            ),
        },
    )


def _variables() -> rx.Component:
    return rx.el.div(
        rx.el.h3(t.personas.variables),
        rx.foreach(PersonaState.variables, _variable),
        class_name="persona-variables",
    )


def _variable(name: rx.Var[str], at: rx.Var[int]) -> rx.Component:
    field = "value-" + at.to(str)
    return rx.el.div(
        rx.el.label(name, html_for=field, dir="auto"),
        rx.el.input(
            id=field,
            name=field,
            max_length=LONGEST_VALUE,
            auto_complete="off",
            data_testid="persona-value",
        ),
        key=name,
        class_name="field",
    )


def _link() -> rx.Component:
    return rx.el.div(
        rx.el.p(t.personas.share_hint, class_name="hint"),
        LinkField.create(path=PersonaState.link, label=t.personas.share, copies=t.personas.copy_link),
        class_name="persona-link",
    )


def _acts() -> rx.Component:
    return rx.el.div(
        rx.cond(
            PersonaState.is_own,
            rx.fragment(
                _act(
                    "pencil",
                    t.personas.edit,
                    "persona-edit",
                    [PersonaFormState.edit_persona(PersonaState.key), PersonaState.close_persona],
                ),
                _act("copy", t.personas.copy, "persona-copy", PersonaActs.take_copy),
                rx.cond(
                    PersonaState.link != "",
                    _act("link-2-off", t.personas.revoke, "persona-revoke", PersonaActs.revoke),
                    _act("link-2", t.personas.share, "persona-share", PersonaActs.share),
                ),
            ),
            _act(
                "copy",
                rx.cond(PersonaState.is_shared, t.personas.keep, t.personas.copy),
                "persona-copy",
                PersonaActs.take_copy,
            ),
        ),
        rx.cond(
            PersonaState.is_shared,
            None,
            _act(
                "download",
                t.personas.export,
                "persona-export",
                PersonaFilesState.write_out(PersonaState.key),
            ),
        ),
        rx.cond(
            PersonaState.is_own,
            _act(
                "trash-2",
                t.personas.delete,
                "persona-delete",
                PersonaState.ask_to_delete(True),  # an event's argument
                kind="danger",
            ),
        ),
        class_name="persona-acts",
    )


def _act(icon: str, label: rx.Var[str] | str, test_id: str, on_click, kind: str = "") -> rx.Component:
    return rx.el.button(
        rx.icon(icon, size=16, aria_hidden="true"),
        label,
        type="button",
        on_click=on_click,
        class_name=f"persona-act {kind}",
        data_testid=test_id,
    )


def _question_of_deletion() -> rx.Component:
    return rx.fragment(
        rx.el.h2(filled(t.personas.delete_question, name=PersonaState.name)),
        rx.el.p(t.personas.delete_hint),
        answers(
            answer(t.app.cancel, "confirm-no", PersonaState.ask_to_delete(False)),
            answer(t.personas.delete, "confirm-yes", PersonaActs.delete_persona, "danger"),
        ),
    )


def _gone() -> rx.Component:
    return rx.fragment(
        rx.el.h2(t.personas.link_gone),
        answers(answer(t.app.close, "prompt-cancel", PersonaState.close_persona)),
    )
