"""The scripts of the list of chats, and its vars that live in the browser alone."""

from dataclasses import dataclass

import reflex as rx
from reflex_base.utils.imports import ImportVar
from reflex_base.vars import VarData
from reflex_base.vars.base import FIELD_MARKER
from reflex_base.vars.function import FunctionVar

from oreai.services.chats.rows import ChatRow
from oreai.states.chats import ChatsState

_LIST = "$/public/js/list/chat_list.js"
_SHEET = "$/public/js/list/chat_sheet.js"
_SIDEBAR = "$/public/js/list/sidebar.js"


@dataclass(frozen=True)
class ShownRow(ChatRow):
    """A row with its time in words: 14:05, Wed, 3 Nov."""

    time: str


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
    groups: list[RowGroup]


@dataclass(frozen=True)
class Sheet:
    """The chat whose actions are shown, and whether it is these or its name: no stage, no sheet."""

    stage: str
    id: str
    icon: str
    title: str
    pinned: bool


def _from_hook(name: str, hook: str, library: str, shape: type) -> rx.Var:
    imports = {library: [ImportVar(tag=hook)]}
    from_browser = VarData(imports=imports, hooks={f"const {name} = {hook}()": None})
    return rx.Var(name, _var_type=shape, _var_data=from_browser).to(shape)


CHAT_LIST: rx.Var[ChatList] = _from_hook("chatList", "useChatList", _LIST, ChatList)
SHEET: rx.Var[Sheet] = _from_hook("chatSheet", "useSheet", _SHEET, Sheet)
IS_WIDE: rx.Var[bool] = _from_hook("isWide", "useWide", _SIDEBAR, bool)


def ask_for_name(chat_id: rx.Var[str], icon: rx.Var[str], title: rx.Var[str]) -> rx.Var:
    """Shows where a chat is given its name; the browser does so by itself, whatever waits for the server."""
    imported = VarData(imports={_SHEET: [ImportVar(tag="askForName")]})
    call = rx.Var("askForName", _var_data=imported).to(FunctionVar).call(chat_id, icon, title)
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


def _one_name(chat_id: rx.Var[str], title: rx.Var[str]) -> list[rx.Var]:
    return [chat_id, title]


class RenameForm(rx.Component):
    """A form with an input called `title`."""

    library = _SHEET
    tag = "RenameForm"

    chat_id: rx.Var[str]
    on_rename: rx.EventHandler[_one_name]


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
