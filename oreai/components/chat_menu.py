"""The menu of the open chat; its lines are a chunk of their own, fetched when it is first opened."""

import reflex as rx

from oreai.components.address import CHAT_ID
from oreai.components.browser.list import ask_for_form, ask_for_name
from oreai.components.layout import menu_item
from oreai.components.printing import print_item
from oreai.components.temporary import IS_TEMPORARY
from oreai.components.texts import t
from oreai.states.chat import ChatState
from oreai.states.chat_actions import ChatActions
from oreai.states.chat_folder import ChatFolderState
from oreai.states.clearing import ClearState
from oreai.states.finding import FindState
from oreai.states.settings import SettingsState
from oreai.states.sharing import SharingState
from oreai.states.temporary import TemporaryState

MENU_ID = "chat-menu"


@rx.memo
def chat_menu() -> rx.Component:
    """What can be done here; a temporary chat is not searched, but kept, or deleted at once."""
    return rx.fragment(
        _item("sliders-horizontal", t.settings.title, "menu-choices", SettingsState.open_settings(CHAT_ID)),
        _item("eraser", t.chat.clear_messages, "menu-clear", ClearState.ask_to_clear(CHAT_ID)),
        rx.cond(
            IS_TEMPORARY,
            None,
            _item("search", t.search.find, "menu-find", FindState.open_find(CHAT_ID)),
        ),
        print_item(MENU_ID),
        rx.cond(IS_TEMPORARY, _of_a_temporary_chat(), _of_a_kept_chat()),
    )


def _of_a_temporary_chat() -> rx.Component:
    delete = TemporaryState.delete_now(CHAT_ID)
    return rx.fragment(
        _item("bookmark", t.chats.keep_temporary, "menu-keep", TemporaryState.keep_chat(CHAT_ID)),
        _item("trash-2", t.chats.delete_temporary, "menu-delete-now", delete, kind="danger"),
    )


def _of_a_kept_chat() -> rx.Component:
    rename = ask_for_name(CHAT_ID, ChatState.icon, ChatState.title)
    save = ask_for_form(CHAT_ID, ChatState.icon, ChatState.title)
    return rx.fragment(
        _item("user-round-plus", t.personas.from_chat, "menu-persona", rx.redirect("/find?from=" + CHAT_ID)),
        _item("pencil", t.chats.rename, "menu-rename", rename),
        _item("folder-input", t.folders.move, "menu-move", ChatFolderState.open_folders(CHAT_ID)),
        rx.cond(
            ChatState.archived,
            _item("archive-restore", t.chats.unarchive, "menu-archive", ChatActions.unarchive_chat(CHAT_ID)),
            _item("archive", t.chats.archive, "menu-archive", ChatActions.archive_open_chat(CHAT_ID)),
        ),
        _item("share-2", t.sharing.title, "share", SharingState.open_share(CHAT_ID)),
        _item("download", t.exports.one, "export-chat", save),
        _item("trash-2", t.chats.delete, "menu-delete", ChatActions.delete_open_chat(CHAT_ID), kind="danger"),
    )


def _item(icon: str, label: str, test_id: str, on_click, kind: str = "") -> rx.Component:
    return menu_item(icon, label, test_id, on_click, MENU_ID, kind=kind)
