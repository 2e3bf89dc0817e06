"""The list of chats beside a chat: a chunk of its own, which a phone does not fetch to show a chat."""

import reflex as rx

from oreai.components.browser.list import Sidebar
from oreai.components.chat_list import chat_actions, chat_list
from oreai.components.layout import bottom_bar, icon_button
from oreai.components.words import t
from oreai.states.chats import ChatsState


@rx.memo
def chats_beside() -> rx.Component:
    """The same list beside a chat, on a wide screen."""
    return Sidebar.create(
        rx.el.header(
            rx.el.h2(t.app.nav_chats),
            icon_button("plus", t.chats.new_chat, "new-chat", on_click=ChatsState.new_chat),
            class_name="top-bar",
        ),
        rx.el.div(chat_list(), class_name="scroll"),
        bottom_bar("/"),
        chat_actions(),
        on_room=ChatsState.show_beside_a_chat,
        class_name="beside",
        custom_attrs={"aria-label": t.app.nav_chats, "data-testid": "beside"},
    )
