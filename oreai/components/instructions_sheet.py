"""The sheet in which custom instructions are written."""

import reflex as rx

from oreai.components.browser.chat import ChoiceForm
from oreai.components.choice_sheet import submit_button
from oreai.components.dialogs import answer, answers, dialog
from oreai.components.switch import switch
from oreai.components.texts import t
from oreai.services.personalization.instructions import LONGEST
from oreai.states.personalization import PersonalizationState


@rx.memo
def instructions_sheet() -> rx.Component:
    """Two texts and whether they go along; the switch counts at once, the texts when they are saved."""
    return dialog(
        rx.el.h2(t.personalization.instructions),
        ChoiceForm.create(
            rx.el.div(
                rx.el.p(t.personalization.instructions_hint, class_name="hint"),
                switch(
                    t.personalization.use_instructions,
                    is_on=PersonalizationState.uses_instructions,
                    on_click=PersonalizationState.use_instructions(~PersonalizationState.uses_instructions),
                    test_id="instructions-switch",
                ),
                _text(
                    "about",
                    t.personalization.about,
                    t.personalization.about_hint,
                    t.personalization.about_example,
                ),
                _text(
                    "answer_style",
                    t.personalization.answer_style,
                    t.personalization.answer_style_hint,
                    t.personalization.answer_style_example,
                ),
                class_name="sheet-scroll",
            ),
            rx.cond(
                PersonalizationState.wrong != "",
                rx.el.p(PersonalizationState.wrong, role="alert", class_name="wrong"),
            ),
            answers(
                answer(t.app.cancel, "instructions-cancel", PersonalizationState.close_instructions),
                submit_button(t.settings.save, "instructions-save"),
            ),
            most=LONGEST,
            too_long=t.personalization.too_long,
            class_name="choice-form",
            version=PersonalizationState.version,
            values=PersonalizationState.values,
            on_save=PersonalizationState.save_instructions,
        ),
        is_open=PersonalizationState.is_open,
        on_dismiss=PersonalizationState.close_instructions,
        label=t.personalization.instructions,
    )


def _text(name: str, label: str, hint: str, example: str) -> rx.Component:
    return rx.el.div(
        rx.el.label(label, rx.el.small(hint), html_for=f"instructions-{name}"),
        rx.el.textarea(
            id=f"instructions-{name}",
            name=name,
            rows="4",
            placeholder=example,
            data_testid=f"instructions-{name}".replace("_", "-"),
        ),
        class_name="field",
    )
