"""The sheet of one folder: its name, its instructions, and the way to delete it; a chunk of its own."""

import reflex as rx

from oreai.components.browser.chat import ChoiceForm
from oreai.components.dialogs import answer, answers, dialog
from oreai.components.layout import sheet_action
from oreai.components.texts import t
from oreai.services.chats.folders import LONGEST_FOLDER_NAME, LONGEST_INSTRUCTIONS
from oreai.states.folders import FoldersState

FOLDER_IS_OPEN = FoldersState.folder_id != ""


@rx.memo
def folder_sheet() -> rx.Component:
    """Deleting is asked once more: the button of before then says so."""
    return dialog(
        rx.el.h2(t.folders.change),
        ChoiceForm.create(
            rx.el.div(_name(), _instructions(), _delete(), class_name="sheet-scroll"),
            rx.cond(
                FoldersState.wrong != "",
                rx.el.p(FoldersState.wrong, role="alert", class_name="wrong", data_testid="folder-wrong"),
            ),
            answers(
                answer(t.app.cancel, "folder-cancel", FoldersState.close_folder),
                rx.el.button(t.app.save, type="submit", class_name="button main", data_testid="folder-save"),
            ),
            version=FoldersState.version,
            values=FoldersState.values,
            most=LONGEST_INSTRUCTIONS,
            on_save=FoldersState.save_folder,
            class_name="choice-form",
        ),
        is_open=FOLDER_IS_OPEN,
        on_dismiss=FoldersState.close_folder,
        label=t.folders.change,
    )


def _name() -> rx.Component:
    return rx.el.div(
        rx.el.label(t.folders.name, html_for="folder-name"),
        rx.el.input(
            id="folder-name",
            name="name",
            max_length=LONGEST_FOLDER_NAME,
            auto_complete="off",
            data_testid="folder-rename",
        ),
        class_name="field",
    )


def _instructions() -> rx.Component:
    return rx.el.div(
        rx.el.label(
            t.folders.instructions, rx.el.small(t.folders.instructions_hint), html_for="folder-instructions"
        ),
        rx.el.textarea(
            id="folder-instructions",
            name="instructions",
            rows="5",
            max_length=LONGEST_INSTRUCTIONS,
            data_testid="folder-instructions",
        ),
        class_name="field",
    )


def _delete() -> rx.Component:
    return rx.cond(
        FoldersState.asks,
        rx.el.div(
            rx.el.p(t.folders.delete_explained),
            answer(t.folders.delete, "folder-delete-yes", FoldersState.delete_folder, "danger"),
            class_name="folder-delete",
        ),
        sheet_action(
            "trash-2", t.folders.delete, "folder-delete", "danger", on_click=FoldersState.ask_to_delete
        ),
    )
