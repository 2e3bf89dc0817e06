"""`/`: the list of chats."""

import reflex as rx

from oreai.components.chat_list import chat_actions, chat_list
from oreai.components.chat_sheet import rename_dialog
from oreai.components.layout import bottom_bar, column, empty, icon_button, top_bar
from oreai.components.words import t
from oreai.states.chats import ChatsState


def chats_page() -> rx.Component:
    """The home page."""
    return column(
        top_bar(
            t.app.nav_chats, icon_button("plus", t.chats.new_chat, "new-chat", on_click=ChatsState.new_chat)
        ),
        rx.el.main(chat_list(), class_name="scroll"),
        bottom_bar("/"),
        _stage(),
        chat_actions(),
        rename_dialog(),
        title=t.app.name,
        name="chats",
    )


def _stage() -> rx.Component:
    """On a wide screen, where a conversation will be."""
    return rx.el.section(
        empty("💬", t.chat.empty, t.chats.choose), class_name="stage", aria_label=t.chat.empty
    )
