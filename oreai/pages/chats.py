"""`/`: the list of chats."""

import reflex as rx
from reflex_components_core.react_router import link

from oreai.components.chat_rows import row_group
from oreai.components.chat_sheet import chat_sheet, rename_dialog, undo_offer
from oreai.components.layout import bottom_bar, column, empty, icon_button, skeleton_rows, top_bar
from oreai.components.list_browser import CHAT_LIST, ChatRows, KeptScroll, ListFeed
from oreai.components.words import t
from oreai.states.chats import ChatsState

_ROWS_OF_A_NEW_USER = 11


def chats_page() -> rx.Component:
    """The home page."""
    return column(
        top_bar(t.nav_chats, icon_button("plus", t.new_chat, "new-chat", on_click=ChatsState.new_chat)),
        ListFeed.create(on_gap=ChatsState.resend_rows),
        KeptScroll.create(
            rx.cond(CHAT_LIST.loaded, _list(), skeleton_rows(_ROWS_OF_A_NEW_USER, "chat-rows")),
            name="chats",
            ready=CHAT_LIST.loaded,
            class_name="scroll",
        ),
        bottom_bar("/"),
        chat_sheet(),
        rename_dialog(),
        undo_offer(),
        title=t.app_name,
        name="chats",
    )


def _list() -> rx.Component:
    return rx.fragment(
        rx.cond(
            CHAT_LIST.count > 0,
            ChatRows.create(rx.foreach(CHAT_LIST.groups, row_group), class_name="chat-rows"),
            _nothing(),
        ),
        link(
            rx.icon("trash-2", size=16, aria_hidden="true"),
            t.trash,
            to="/trash",
            class_name="quiet-link",
            custom_attrs={"data-testid": "to-trash"},
        ),
    )


def _nothing() -> rx.Component:
    """No chat at all: one sentence, a way to begin, three things to say."""
    return empty(
        "💬",
        t.chats_empty,
        t.chats_empty_hint,
        rx.el.button(
            t.new_chat,
            type="button",
            class_name="button main",
            on_click=ChatsState.new_chat,
            data_testid="first-chat",
        ),
        rx.el.div(rx.foreach(t.free_questions.split("\n"), _question), class_name="questions"),
    )


def _question(text: rx.Var[str]) -> rx.Component:
    return rx.el.button(
        text,
        type="button",
        key=text,
        class_name="question",
        on_click=ChatsState.ask(text),
        data_testid="question",
    )
