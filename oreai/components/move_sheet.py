"""The sheets in which a folder is chosen for chats, or made for them; a chunk of their own."""

from collections.abc import Callable
from typing import Any

import reflex as rx

from oreai.components.address import CHAT_ID
from oreai.components.browser.list import CHAT_LIST, SHEET, NewFolderForm, SheetDialog
from oreai.components.dialogs import answer, answers, dialog
from oreai.components.texts import t
from oreai.services.chats.folders import LONGEST_FOLDER_NAME
from oreai.services.chats.rows import FolderRow
from oreai.states.chat_folder import ChatFolderState
from oreai.states.folders import FoldersState

CHOOSES_FOLDER = (ChatFolderState.chat_id != "") & (ChatFolderState.chat_id == CHAT_ID)
_ENDS = {"data-closes-sheet": "true", "data-ends-selection": "true"}
_NAME = "move-sheet"

_Move = Callable[[rx.Var[str] | str], Any]


@rx.memo
def move_sheet() -> rx.Component:
    """Of the rows of the list, which has read the folders."""
    is_one = SHEET.ids.length() == 1
    return SheetDialog.create(
        rx.cond(
            SHEET.stage == "move",
            rx.fragment(
                rx.el.h2(t.folders.move),
                _choices(
                    CHAT_LIST.folders,
                    rx.cond(is_one, SHEET.folder, ""),
                    lambda folder_id: FoldersState.move_chats(SHEET.ids, folder_id),
                    can_leave=SHEET.folder != "",
                    **_ENDS,
                ),
                NewFolderForm.create(
                    *_new(), of=SHEET.ids, on_name=FoldersState.move_to_new, class_name="one-line"
                ),
            ),
        ),
        stage="move",
        custom_attrs={"aria-label": t.folders.move, "data-testid": _NAME},
    )


@rx.memo
def chat_folder_sheet() -> rx.Component:
    """Of the chat that is open, whether or not a list is on the screen."""
    return dialog(
        rx.cond(
            CHOOSES_FOLDER,
            rx.fragment(
                rx.el.h2(t.folders.move),
                _choices(
                    ChatFolderState.folders,
                    ChatFolderState.current,
                    ChatFolderState.choose_folder,
                    can_leave=ChatFolderState.current != "",
                ),
                rx.cond(
                    ChatFolderState.is_full,
                    rx.el.p(t.folders.full, role="alert", class_name="wrong", data_testid="folders-full"),
                ),
                rx.el.form(*_new(), on_submit=ChatFolderState.make_folder, class_name="one-line"),
                answers(answer(t.app.cancel, "move-cancel", ChatFolderState.close_folders)),
            ),
        ),
        is_open=CHOOSES_FOLDER,
        on_dismiss=ChatFolderState.close_folders,
        label=t.folders.move,
        **{"data-testid": _NAME},
    )


def _choices(
    folders: rx.Var[list[FolderRow]],
    current: rx.Var[str],
    move: _Move,
    *,
    can_leave: rx.Var[bool],
    **attributes: str,
) -> rx.Component:
    """Each folder, the one that `current` names marked, and the way out of it."""

    def folder(one: rx.Var[FolderRow]) -> rx.Component:
        is_current = one.id == current
        return _choice(
            "folder",
            one.name,
            move(one.id),
            rx.cond(is_current, rx.icon("check", size=20, aria_hidden="true")),
            key=one.id,
            custom_attrs={
                "data-testid": "move-choice",
                "aria-current": rx.cond(is_current, "true", None),
                **attributes,
            },
        )

    leave = _choice(
        "folder-minus", t.folders.none, move(""), custom_attrs={"data-testid": "move-none", **attributes}
    )
    return rx.el.div(
        rx.foreach(folders, folder), rx.cond(can_leave, leave), class_name="sheet-actions move-choices"
    )


def _choice(icon: str, name: rx.Var[str] | str, on_click, *mark: rx.Component, **props) -> rx.Component:
    return rx.el.button(
        rx.icon(icon, size=20, aria_hidden="true"),
        rx.el.span(name, dir="auto"),
        *mark,
        type="button",
        class_name="sheet-action",
        on_click=on_click,
        **props,
    )


def _new() -> tuple[rx.Component, rx.Component]:
    """The name of a new folder, and the button that makes it."""
    return (
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
    )
