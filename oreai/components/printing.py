"""Printing a chat, or keeping it as PDF."""

import reflex as rx

from oreai.components.texts import t
from oreai.states.chat import ChatState
from oreai.states.chat_pages import ChatPages


class PrintChat(rx.Component):
    """A button that fetches what is not shown yet, then asks the browser to print."""

    library = "$/public/js/chat/print_chat.js"
    tag = "PrintChat"

    earlier: rx.Var[int]
    later: rx.Var[int]
    on_earlier: rx.EventHandler[rx.event.no_args_event_spec]
    on_newest: rx.EventHandler[rx.event.no_args_event_spec]


def print_item(menu_id: str) -> rx.Component:
    """The line of the chat's menu."""
    return PrintChat.create(
        rx.icon("printer", size=18, aria_hidden="true"),
        t.chat.print_chat,
        earlier=ChatState.earlier,
        later=ChatState.later,
        on_earlier=ChatPages.show_earlier,
        on_newest=ChatPages.show_newest,
        custom_attrs={
            "data-testid": "menu-print",
            "popoverTarget": menu_id,
            "popoverTargetAction": "hide",
        },
    )


def only_a_part() -> rx.Component:
    """On paper only: who printed by the browser's own key gets what is shown."""
    return rx.cond(
        ChatState.earlier + ChatState.later > 0, rx.el.p(t.chat.printed_part, class_name="on-paper")
    )
