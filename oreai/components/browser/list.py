"""The scripts of the list of chats, and its vars that live in the browser alone."""

from dataclasses import dataclass

import reflex as rx
from reflex_base.utils.imports import ImportVar
from reflex_base.vars import VarData
from reflex_base.vars.base import FIELD_MARKER
from reflex_base.vars.function import FunctionVar

from oreai.services.chats.rows import ChatRow, FolderRow
from oreai.states.chats import ChatsState

_LIST = "$/public/js/list/chat_list.js"
_SHEET = "$/public/js/list/chat_sheet.js"
_SELECTION = "$/public/js/list/selection.js"
_SELECTION_BAR = "$/public/js/list/selection_bar.js"
_SIDEBAR = "$/public/js/list/sidebar.js"


@dataclass(frozen=True)
class ShownRow(ChatRow):
    """A row with its time in words: 14:05, Wed, 3 Nov."""

    time: str
    mark: str
    "on or off while chats are selected, else nothing."
    folder_name: str
    "The name of its folder, where the list is not narrowed to that."


@dataclass(frozen=True)
class RowGroup:
    """Rows of the same days; a month has its name, the others are named by their kind."""

    key: str
    kind: str
    label: str
    rows: list[ShownRow]


@dataclass(frozen=True)
class ChatList:
    """What the page has of the list."""

    loaded: bool
    count: int
    "How many chats there are in all folders."
    groups: list[RowGroup]
    folders: list[FolderRow]
    folder: str
    "The id of the folder that the list is narrowed to; empty for all."


@dataclass(frozen=True)
class Sheet:
    """The chat whose actions are shown, and whether it is these or its name: no stage, no sheet."""

    stage: str
    id: str
    icon: str
    title: str
    pinned: bool
    folder: str
    "The id of its folder."
    ids: list[str]
    "The chats that something is done to."


@dataclass(frozen=True)
class Selection:
    """The chats that are selected."""

    on: bool
    ids: list[str]
    full: bool
    "No more can be."


def _from_hook(name: str, hook: str, library: str, shape: type) -> rx.Var:
    imports = {library: [ImportVar(tag=hook)]}
    from_browser = VarData(imports=imports, hooks={f"const {name} = {hook}()": None})
    return rx.Var(name, _var_type=shape, _var_data=from_browser).to(shape)


CHAT_LIST: rx.Var[ChatList] = _from_hook("chatList", "useChatList", _LIST, ChatList)
SHEET: rx.Var[Sheet] = _from_hook("chatSheet", "useSheet", _SHEET, Sheet)
SELECTION: rx.Var[Selection] = _from_hook("selection", "useSelection", _SELECTION, Selection)
IS_WIDE: rx.Var[bool] = _from_hook("isWide", "useWide", _SIDEBAR, bool)


def ask_for_name(chat_id: rx.Var[str], icon: rx.Var[str], title: rx.Var[str]) -> rx.Var:
    """Shows where a chat is given its name; the browser does so by itself, whatever waits for the server."""
    return _shows("askForName", chat_id, icon, title)


def ask_for_form(chat_id: rx.Var[str], icon: rx.Var[str], title: rx.Var[str]) -> rx.Var:
    """Shows in which forms a chat can be saved as a file."""
    return _shows("askForForm", chat_id, icon, title)


def _shows(name: str, *chat: rx.Var[str]) -> rx.Var:
    imported = VarData(imports={_SHEET: [ImportVar(tag=name)]})
    call: rx.Var = rx.Var(name, _var_data=imported).to(FunctionVar).call(*chat)
    return rx.Var(f"() => {call!s}", _var_data=call._get_all_var_data()).to(rx.EventChain)


class ListFeed(rx.Component):
    """Takes the patches of `ChatsState` into the page's list."""

    library = _LIST
    tag = "ListFeed"

    state: rx.Var[str] = rx.Var.create(ChatsState.get_full_name())
    field: rx.Var[str] = rx.Var.create("p" + FIELD_MARKER)
    on_gap: rx.EventHandler[rx.event.no_args_event_spec]


class ChatRows(rx.Component):
    """Around the rows: opens the sheet of the one that is pressed long, or whose button is touched."""

    library = _SHEET
    tag = "ChatRows"


class SheetDialog(rx.Component):
    """The sheet's dialog at one stage; a child with `data-closes-sheet` puts it away."""

    library = _SHEET
    tag = "SheetDialog"

    stage: rx.Var[str]


def _ids_and_name(ids: rx.Var[list[str]], name: rx.Var[str]) -> list[rx.Var]:
    return [ids, name]


def _one_name(chat_id: rx.Var[str], title: rx.Var[str]) -> list[rx.Var]:
    return [chat_id, title]


class RenameForm(rx.Component):
    """A form with an input called `title`, for a chat's name."""

    library = _SHEET
    tag = "NameForm"

    of: rx.Var[str]
    on_name: rx.EventHandler[_one_name]


class NewFolderForm(rx.Component):
    """The same for a new folder, with the chats that go into it."""

    library = _SHEET
    tag = "NameForm"

    of: rx.Var[list[str]]
    on_name: rx.EventHandler[_ids_and_name]


class FolderBar(rx.Component):
    """The tabs of the folders; `data-folder` of each is its id. Chats that are dragged onto one are moved."""

    library = "$/public/js/list/folder_bar.js"
    tag = "FolderBar"

    on_move: rx.EventHandler[_ids_and_name]


class SelectionBar(rx.Component):
    """What can be done with the chats that are selected."""

    library = _SELECTION_BAR
    tag = "SelectionBar"


class SelectedFile(rx.Component):
    """A link that saves these chats as one file."""

    library = _SELECTION_BAR
    tag = "SelectedFile"

    ids: rx.Var[list[str]]


class ChatFile(rx.Component):
    """A link that saves a chat as a file, its times in the reader's zone."""

    library = "$/public/js/list/chat_file.js"
    tag = "ChatFile"

    chat_id: rx.Var[str]
    form: rx.Var[str]
    "md, json or html."


class Toast(rx.Component):
    """A word that goes by itself after some seconds; they begin anew with another subject."""

    library = "$/public/js/list/toast.js"
    tag = "Toast"

    subject: rx.Var[str]
    seconds: rx.Var[int]
    on_gone: rx.EventHandler[rx.event.no_args_event_spec]


def _one_id(chat_id: rx.Var[str]) -> list[rx.Var]:
    return [chat_id]


class ReadReceipt(rx.Component):
    """Tells when the reader has seen a chat as it stands."""

    library = "$/public/js/list/read_receipt.js"
    tag = "ReadReceipt"

    chat_id: rx.Var[str]
    idle: rx.Var[bool]
    on_look: rx.EventHandler[_one_id]


class Sidebar(rx.Component):
    """What stands beside the conversation where there is room."""

    library = _SIDEBAR
    tag = "Sidebar"

    on_room: rx.EventHandler[rx.event.no_args_event_spec]
