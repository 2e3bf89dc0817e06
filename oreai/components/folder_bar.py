"""The folders above the list of chats; where there is none, there is no bar."""

import reflex as rx

from oreai.components.browser.list import CHAT_LIST, FolderBar
from oreai.components.texts import t
from oreai.services.chats.rows import FolderRow
from oreai.states.folders import FoldersState


def folder_bar() -> rx.Component:
    """One narrows the list to a folder, or takes a chat that is dragged onto it."""
    return rx.cond(
        CHAT_LIST.folders.length() > 0,
        rx.el.div(
            FolderBar.create(
                _tab("", t.folders.all),
                rx.foreach(CHAT_LIST.folders, _folder),
                on_move=FoldersState.move_chats,
                class_name="folder-tabs",
                custom_attrs={"aria-label": t.folders.title},
            ),
            rx.cond(
                CHAT_LIST.folder != "",
                rx.el.button(
                    rx.icon("settings-2", size=20, aria_hidden="true"),
                    type="button",
                    class_name="icon-button",
                    aria_label=t.folders.change,
                    title=t.folders.change,
                    on_click=FoldersState.open_folder(CHAT_LIST.folder),
                    data_testid="folder-change",
                ),
            ),
            class_name="folder-bar",
        ),
    )


def no_more_folders() -> rx.Component:
    """Says that the last one was not made; a touch closes it."""
    return rx.el.div(
        rx.cond(
            FoldersState.is_full,
            rx.el.div(
                rx.el.span(t.folders.full),
                rx.el.button(t.app.close, type="button", on_click=FoldersState.close_note),
                class_name="notice",
                data_testid="folders-full",
            ),
        ),
        role="status",
    )


def _folder(folder: rx.Var[FolderRow]) -> rx.Component:
    return _tab(folder.id, folder.name, key=folder.id)


def _tab(folder_id: rx.Var[str] | str, name: rx.Var[str] | str, **props) -> rx.Component:
    chosen = CHAT_LIST.folder == folder_id
    return rx.el.button(
        name,
        type="button",
        role="tab",
        dir="auto",
        class_name="folder-tab",
        tab_index=rx.cond(chosen, 0, -1),
        custom_attrs={
            "aria-selected": rx.cond(chosen, "true", "false"),
            "data-folder": folder_id,
            "data-testid": "folder-tab",
        },
        **props,
    )
