"""The sheet in which a folder is chosen for chats, or made for them; a chunk of its own."""

import reflex as rx

from oreai.components.browser.list import CHAT_LIST, SHEET, NewFolderForm, SheetDialog
from oreai.components.texts import t
from oreai.services.chats.folders import LONGEST_FOLDER_NAME
from oreai.services.chats.rows import FolderRow
from oreai.states.folders import FoldersState

_ENDS = {"data-closes-sheet": "true", "data-ends-selection": "true"}


@rx.memo
def move_sheet() -> rx.Component:
    """The folders, none of them, and a new one."""
    return SheetDialog.create(
        rx.cond(SHEET.stage == "move", rx.fragment(rx.el.h2(t.folders.move), _choices(), _new())),
        stage="move",
        custom_attrs={"aria-label": t.folders.move, "data-testid": "move-sheet"},
    )


def _choices() -> rx.Component:
    return rx.el.div(
        rx.foreach(CHAT_LIST.folders, _folder),
        rx.cond(SHEET.folder != "", _choice("folder-minus", t.folders.none, "", "move-none")),
        class_name="sheet-actions move-choices",
    )


def _folder(folder: rx.Var[FolderRow]) -> rx.Component:
    return _choice("folder", folder.name, folder.id, "move-choice", key=folder.id)


def _choice(icon: str, name: rx.Var[str] | str, folder_id: rx.Var[str] | str, test_id: str, **props):
    return rx.el.button(
        rx.icon(icon, size=20, aria_hidden="true"),
        rx.el.span(name, dir="auto"),
        type="button",
        class_name="sheet-action",
        on_click=FoldersState.move_chats(SHEET.ids, folder_id),
        custom_attrs={"data-testid": test_id, **_ENDS},
        **props,
    )


def _new() -> rx.Component:
    return NewFolderForm.create(
        rx.el.input(
            name="title",
            placeholder=t.folders.new,
            max_length=LONGEST_FOLDER_NAME,
            auto_complete="off",
            aria_label=t.folders.new,
            class_name="text-input",
            data_testid="folder-name",
        ),
        rx.el.button(t.folders.create, type="submit", class_name="button main", data_testid="folder-create"),
        of=SHEET.ids,
        on_name=FoldersState.move_to_new,
        class_name="one-line",
    )
