"""`/`: the list of chats."""

import reflex as rx
from reflex_components_core.react_router import link

from oreai.components.address import CHAT_ID
from oreai.components.browser import Beside
from oreai.components.layout import bottom_bar, column, empty, icon_button, skeleton_rows, top_bar
from oreai.components.words import t
from oreai.services.chats import ChatRow
from oreai.states.chats import ChatsState

_ROWS_OF_A_NEW_USER = 11


def chats_page() -> rx.Component:
    """The home page."""
    return column(
        top_bar(t.nav_chats, icon_button("plus", t.new_chat, "new-chat", on_click=ChatsState.new_chat)),
        rx.el.main(
            rx.cond(ChatsState.loaded, _list(), skeleton_rows(_ROWS_OF_A_NEW_USER, "chat-rows")),
            class_name="scroll",
        ),
        bottom_bar("/"),
        _stage(),
        title=t.app_name,
        name="chats",
    )


def chats_beside() -> rx.Component:
    """The same list beside a chat, on a wide screen."""
    return Beside.create(
        rx.el.header(
            rx.el.h2(t.nav_chats),
            icon_button("plus", t.new_chat, "new-chat", on_click=ChatsState.new_chat),
            class_name="top-bar",
        ),
        rx.el.div(
            rx.cond(ChatsState.loaded, _list(), skeleton_rows(_ROWS_OF_A_NEW_USER, "chat-rows")),
            class_name="scroll",
        ),
        bottom_bar("/"),
        on_room=ChatsState.show_beside_a_chat,
        class_name="beside",
        custom_attrs={"aria-label": t.nav_chats, "data-testid": "beside"},
    )


def _stage() -> rx.Component:
    """On a wide screen, where a conversation will be."""
    return rx.el.section(
        empty("💬", t.empty_chat, t.choose_chat), class_name="stage", aria_label=t.empty_chat
    )


def _list() -> rx.Component:
    return rx.cond(
        ChatsState.rows.length() > 0,
        rx.el.div(rx.foreach(ChatsState.rows, _row), class_name="chat-rows"),
        empty("💬", t.chats_empty, t.chats_empty_hint),
    )


def _row(row: rx.Var[ChatRow]) -> rx.Component:
    return link(
        rx.el.span(row.icon, class_name="tile", aria_hidden="true"),
        rx.el.span(row.title, class_name="chat-row-title", data_testid="chat-row-title"),
        rx.cond(row.running, rx.el.span(class_name="running", role="img", aria_label=t.thinking)),
        rx.cond(row.sample, rx.el.span(t.sample_mark, class_name="mark")),
        rx.icon("chevron-right", size=18, class_name="chevron", aria_hidden="true"),
        to="/chat/" + row.id,
        key=row.id,
        class_name="chat-row",
        custom_attrs={
            "data-testid": "chat-row",
            "data-chat-id": row.id,
            "data-pinned": row.pinned,
            "aria-current": rx.cond(row.id == CHAT_ID, "page", "false"),
        },
    )
