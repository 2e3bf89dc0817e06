"""The list of chats, on its own screen and beside a chat."""

import reflex as rx
from reflex_components_core.react_router import link

from oreai.components.browser.list import CHAT_LIST, IS_WIDE, SELECTION, SHEET, ChatRows, ListFeed
from oreai.components.chat_rows import row_group
from oreai.components.chat_sheet import chat_sheet, undo_chat_offer
from oreai.components.folder_bar import folder_bar, no_more_folders
from oreai.components.folder_sheet import FOLDER_IS_OPEN, folder_sheet
from oreai.components.layout import away_links, bottom_bar, empty, question, skeleton_rows
from oreai.components.lazy import lazily
from oreai.components.move_sheet import move_sheet
from oreai.components.selection_bar import selection_bar
from oreai.components.texts import t
from oreai.states.chats import ChatsState
from oreai.states.first_message import FirstMessageState

_ROWS_OF_A_NEW_USER = 11


def chat_list() -> rx.Component:
    """The rows, grey shapes until they are known, or how to begin."""
    return rx.fragment(
        ListFeed.create(on_gap=ChatsState.resend_rows),
        rx.cond(CHAT_LIST.loaded, _list(), skeleton_rows(_ROWS_OF_A_NEW_USER, "chat-rows")),
    )


def chat_actions() -> rx.Component:
    """What can be done to rows, and undone; renaming has its dialog on each page."""
    return rx.fragment(
        chat_sheet(),
        lazily(move_sheet, needed=SHEET.stage == "move"),
        lazily(folder_sheet, needed=FOLDER_IS_OPEN),
        no_more_folders(),
        undo_chat_offer(),
    )


def list_foot(current: rx.Var[str] | str) -> rx.Component:
    """The three places, `current` among them; while chats are selected, what can be done with them."""
    return rx.fragment(
        rx.cond(SELECTION.on, rx.fragment(), bottom_bar(current)),
        lazily(selection_bar, needed=SELECTION.on),
    )


def _list() -> rx.Component:
    return rx.fragment(
        rx.cond(
            CHAT_LIST.count > 0,
            rx.fragment(
                folder_bar(),
                ChatRows.create(rx.foreach(CHAT_LIST.groups, row_group), class_name="chat-rows"),
                rx.cond(
                    CHAT_LIST.groups.length() == 0,
                    rx.el.p(t.folders.empty, class_name="folder-empty", data_testid="folder-empty"),
                ),
            ),
            _nothing(),
        ),
        away_links(),
    )


def _nothing() -> rx.Component:
    """No chat at all: one sentence, a way to begin, three things to say."""
    return empty(
        "💬",
        t.chats.empty,
        t.chats.empty_hint,
        rx.el.button(
            t.chats.new_chat,
            type="button",
            class_name="button main",
            on_click=ChatsState.new_chat(""),
            data_testid="first-chat",
        ),
        link(t.imports.open, to="/import", class_name="quiet-link", data_testid="import-open"),
        rx.cond(IS_WIDE, None, free_questions()),  # a wide screen has them above its box
    )


def free_questions() -> rx.Component:
    """Three things to say where no chat is open: a touch makes one."""
    return rx.el.div(
        rx.foreach(
            t.chats.free_questions.split("\n"),
            lambda text: question(text, FirstMessageState.ask(text, CHAT_LIST.folder)),
        ),
        class_name="questions",
    )
