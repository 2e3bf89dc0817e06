"""The sheet of what is remembered: a line to write a note in, and all notes."""

import reflex as rx

from oreai.components.browser.chat import ChoiceForm
from oreai.components.choice_sheet import submit_button
from oreai.components.dialogs import answer, answers, dialog
from oreai.components.switch import switch
from oreai.components.texts import t
from oreai.services.personalization.memory import LONGEST_NOTE
from oreai.states.memory import MemoryState, NoteRow


@rx.memo
def memory_sheet() -> rx.Component:
    """Each note can be said otherwise or deleted; the switch counts at once."""
    return dialog(
        rx.el.h2(t.personalization.memory),
        rx.el.div(
            rx.el.p(t.personalization.memory_hint, class_name="hint"),
            switch(
                t.personalization.use_memory,
                is_on=MemoryState.is_on,
                on_click=MemoryState.use_memory(~MemoryState.is_on),
                test_id="memory-switch",
            ),
            _form(),
            rx.el.ul(rx.foreach(MemoryState.notes, _note), class_name="memory-notes"),
            rx.cond(
                MemoryState.notes.length() == 0, rx.el.p(t.personalization.memory_empty, class_name="hint")
            ),
            class_name="sheet-scroll",
        ),
        answers(answer(t.app.close, "memory-close", MemoryState.close_memory)),
        is_open=MemoryState.is_open,
        on_dismiss=MemoryState.close_memory,
        label=t.personalization.memory,
    )


def _form() -> rx.Component:
    label = rx.cond(MemoryState.editing != "", t.personalization.edit_note, t.personalization.new_note)
    return ChoiceForm.create(
        rx.el.div(
            rx.el.label(label, html_for="memory-note"),
            rx.el.textarea(
                id="memory-note",
                name="note",
                rows="2",
                placeholder=t.personalization.note_example,
                data_testid="memory-note",
            ),
            class_name="field",
        ),
        rx.cond(MemoryState.wrong != "", rx.el.p(MemoryState.wrong, role="alert", class_name="wrong")),
        submit_button(t.settings.save, "memory-save"),
        most=LONGEST_NOTE,
        too_long=t.personalization.note_too_long,
        class_name="choice-form",
        version=MemoryState.version,
        values=MemoryState.values,
        on_save=MemoryState.save_note,
    )


def _note(note: rx.Var[NoteRow]) -> rx.Component:
    return rx.el.li(
        rx.el.span(note.text, dir="auto"),
        _act("pencil", t.personalization.edit_note, note, MemoryState.edit_note(note.id), "note-edit"),
        _act("trash-2", t.personalization.forget_note, note, MemoryState.forget_note(note.id), "note-forget"),
        key=note.id,
        data_testid="note",
    )


def _act(icon: str, name: str, note: rx.Var[NoteRow], on_click, test_id: str) -> rx.Component:
    return rx.el.button(
        rx.icon(icon, size=18, aria_hidden="true"),
        type="button",
        on_click=on_click,
        aria_label=name + ": " + note.text,
        title=name,
        class_name="icon-button",
        data_testid=test_id,
    )
