"""`/`: the list of chats."""

import reflex as rx

from oreai.components.browser.list import CHAT_LIST, ChatRows, ListFeed, Sidebar
from oreai.components.chat_rows import row_group
from oreai.components.chat_sheet import chat_sheet, rename_dialog, undo_chat_offer
from oreai.components.layout import (
    bottom_bar,
    column,
    empty,
    icon_button,
    question,
    skeleton_rows,
    top_bar,
    trash_link,
)
from oreai.components.words import t
from oreai.states.chats import ChatsState

_ROWS_OF_A_NEW_USER = 11


def chats_page() -> rx.Component:
    """The home page."""
    return column(
        top_bar(
            t.app.nav_chats, icon_button("plus", t.chats.new_chat, "new-chat", on_click=ChatsState.new_chat)
        ),
        rx.el.main(_rows(), class_name="scroll"),
        bottom_bar("/"),
        _stage(),
        _actions(),
        rename_dialog(),
        title=t.app.name,
        name="chats",
    )


def chats_beside() -> rx.Component:
    """The same list beside a chat, on a wide screen."""
    return Sidebar.create(
        rx.el.header(
            rx.el.h2(t.app.nav_chats),
            icon_button("plus", t.chats.new_chat, "new-chat", on_click=ChatsState.new_chat),
            class_name="top-bar",
        ),
        rx.el.div(_rows(), class_name="scroll"),
        bottom_bar("/"),
        _actions(),
        on_room=ChatsState.show_beside_a_chat,
        class_name="beside",
        custom_attrs={"aria-label": t.app.nav_chats, "data-testid": "beside"},
    )


def _rows() -> rx.Component:
    return rx.fragment(
        ListFeed.create(on_gap=ChatsState.resend_rows),
        rx.cond(CHAT_LIST.loaded, _list(), skeleton_rows(_ROWS_OF_A_NEW_USER, "chat-rows")),
    )


def _actions() -> rx.Component:
    """What can be done to a row, and undone; renaming has its dialog on each page."""
    return rx.fragment(chat_sheet(), undo_chat_offer())


def _stage() -> rx.Component:
    """On a wide screen, where a conversation will be."""
    return rx.el.section(
        empty("💬", t.chat.empty, t.chats.choose), class_name="stage", aria_label=t.chat.empty
    )


def _list() -> rx.Component:
    return rx.fragment(
        rx.cond(
            CHAT_LIST.count > 0,
            ChatRows.create(rx.foreach(CHAT_LIST.groups, row_group), class_name="chat-rows"),
            _nothing(),
        ),
        trash_link(),
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
            on_click=ChatsState.new_chat,
            data_testid="first-chat",
        ),
        rx.el.div(
            rx.foreach(t.chats.free_questions.split("\n"), lambda text: question(text, ChatsState.ask(text))),
            class_name="questions",
        ),
    )
