"""The list of chats beside another screen: a chunk of its own, which a phone does not fetch."""

import reflex as rx

from oreai.components.address import PATH
from oreai.components.browser.list import CHAT_LIST, Sidebar
from oreai.components.chat_list import chat_actions, chat_list, list_foot
from oreai.components.layout import icon_button, search_link
from oreai.components.texts import t
from oreai.states.chats import ChatsState
from oreai.states.temporary import TemporaryState


@rx.memo
def chats_beside() -> rx.Component:
    """The same list beside a chat, Discover or Me, on a wide screen."""
    return Sidebar.create(
        rx.el.header(
            rx.el.h2(t.app.nav_chats),
            search_link(),
            icon_button(
                "message-circle-dashed",
                t.chats.temporary,
                "new-temporary",
                on_click=TemporaryState.open_temporary,
            ),
            icon_button("plus", t.chats.new_chat, "new-chat", on_click=ChatsState.new_chat(CHAT_LIST.folder)),
            class_name="top-bar",
        ),
        rx.el.div(chat_list(), class_name="scroll"),
        list_foot(rx.cond((PATH == "/find") | (PATH == "/mine"), PATH, "/")),
        chat_actions(),
        on_room=ChatsState.show_beside,
        class_name="beside",
        custom_attrs={"aria-label": t.app.nav_chats, "data-testid": "beside"},
    )
