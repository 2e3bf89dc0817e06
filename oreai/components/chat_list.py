"""The list of chats, on its own screen and beside a chat."""

import reflex as rx

from oreai.components.browser.list import CHAT_LIST, ChatRows, ListFeed
from oreai.components.chat_rows import row_group
from oreai.components.chat_sheet import chat_sheet, undo_chat_offer
from oreai.components.layout import empty, question, skeleton_rows, trash_link
from oreai.components.words import t
from oreai.states.chats import ChatsState

_ROWS_OF_A_NEW_USER = 11


def chat_list() -> rx.Component:
    """The rows, grey shapes until they are known, or how to begin."""
    return rx.fragment(
        ListFeed.create(on_gap=ChatsState.resend_rows),
        rx.cond(CHAT_LIST.loaded, _list(), skeleton_rows(_ROWS_OF_A_NEW_USER, "chat-rows")),
    )


def chat_actions() -> rx.Component:
    """What can be done to a row, and undone; renaming has its dialog on each page."""
    return rx.fragment(chat_sheet(), undo_chat_offer())


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
