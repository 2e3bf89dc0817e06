"""`/chat/<id>`: one chat."""

import reflex as rx
from reflex_components_core.react_router import link

from oreai.components.address import CHAT_ID, ROWS, is_here
from oreai.components.browser import FeedReader, Transcript
from oreai.components.composer import composer
from oreai.components.dialogs import answer, answers, dialog
from oreai.components.layout import column, empty, skeleton_rows
from oreai.components.message import example, message
from oreai.components.words import t
from oreai.pages.chats import chats_beside
from oreai.states.chat import ChatState

_MENU_ID = "chat-menu"


def chat_page() -> rx.Component:
    """The conversation, newest at the bottom, and the box to write in."""
    return column(
        chats_beside(),
        _top_bar(),
        FeedReader.create(on_gap=ChatState.resend_text),
        rx.cond(is_here & ChatState.missing, _missing(), rx.fragment(_conversation(), composer())),
        _clear_dialog(),
        title=rx.cond(is_here & (ChatState.title != ""), ChatState.title, t.app_name),
        name="chat",
    )


def _top_bar() -> rx.Component:
    return rx.el.header(
        link(
            rx.icon("chevron-left", size=24, aria_hidden="true"),
            to="/",
            class_name="icon-button",
            custom_attrs={"data-testid": "chat-back", "aria-label": t.back},
        ),
        rx.el.h1(
            rx.el.span(
                rx.el.span(rx.cond(is_here, ChatState.icon, ""), aria_hidden="true"),
                rx.el.span(rx.cond(is_here, ChatState.title, "")),
                data_testid="chat-title",
            ),
            rx.cond(is_here & (ChatState.title != ""), None, rx.el.span(t.app_name, class_name="ears-only")),
        ),
        _menu(),
        class_name="top-bar chat-bar",
    )


def _menu() -> rx.Component:
    """The browser's own popover: it opens, closes and gives the focus back without the server."""
    return rx.fragment(
        rx.el.button(
            rx.icon("ellipsis", size=22, aria_hidden="true"),
            type="button",
            class_name="icon-button",
            custom_attrs={"data-testid": "chat-menu", "aria-label": t.menu, "popoverTarget": _MENU_ID},
        ),
        rx.el.div(
            rx.el.button(
                rx.icon("eraser", size=18, aria_hidden="true"),
                t.clear_messages,
                type="button",
                role="menuitem",
                on_click=ChatState.ask_to_clear,
                custom_attrs={
                    "data-testid": "menu-clear",
                    "popoverTarget": _MENU_ID,
                    "popoverTargetAction": "hide",
                },
            ),
            id=_MENU_ID,
            role="menu",
            class_name="menu",
            custom_attrs={"popover": "auto"},
        ),
    )


def _conversation() -> rx.Component:
    return rx.el.main(
        Transcript.create(
            rx.cond(is_here, _turns(), skeleton_rows(4, "skeleton-bubbles")),
            chat_id=CHAT_ID,
            class_name="transcript",
        ),
        rx.el.button(
            rx.icon("arrow-down", size=20, aria_hidden="true"),
            type="button",
            class_name="scroll-bottom",
            aria_label=t.scroll_bottom,
            custom_attrs={"data-testid": "scroll-bottom", "data-to-bottom": "true"},
        ),
        rx.el.div(
            rx.cond(
                ChatState.running_id != "",
                t.reply_began,
                rx.cond(ROWS.length() > 0, t.reply_ended, ""),
            ),
            class_name="ears-only",
            aria_live="polite",
        ),
        class_name="conversation",
    )


def _turns() -> rx.Component:
    return rx.fragment(
        rx.foreach(ChatState.examples, example),
        rx.cond(ChatState.examples.length() > 0, _divider()),
        rx.cond(_is_silent(), _opening()),
        rx.foreach(ROWS, message),
    )


def _is_silent() -> rx.Var[bool]:
    """Nothing has been said here yet, and no example says how it goes."""
    return (ROWS.length() == 0) & (ChatState.examples.length() == 0)


def _divider() -> rx.Component:
    return rx.el.div(
        t.examples_divider, class_name="divider", role="separator", data_testid="examples-divider"
    )


def _opening() -> rx.Component:
    """An empty chat: a friendly word, and three things to say where the prompt knows them."""
    return empty(
        ChatState.icon,
        t.empty_chat,
        rx.cond(ChatState.opening != "", ChatState.opening, t.empty_chat_hint),
        rx.el.div(rx.foreach(ChatState.questions, _question), class_name="questions"),
    )


def _question(text: rx.Var[str]) -> rx.Component:
    return rx.el.button(
        text,
        type="button",
        key=text,
        class_name="question",
        on_click=ChatState.send_question(text),
        data_testid="question",
    )


def _missing() -> rx.Component:
    return rx.el.main(
        empty(
            "🔍",
            t.chat_missing,
            t.chat_missing_hint,
            link(t.to_chats, to="/", class_name="button main"),
        ),
        class_name="scroll",
    )


def _clear_dialog() -> rx.Component:
    return dialog(
        rx.el.h2(t.clear_question),
        rx.el.p(t.clear_explained),
        answers(
            answer(t.clear_no, "confirm-no", ChatState.keep_messages),
            answer(t.clear_yes, "confirm-yes", ChatState.clear_messages, "danger"),
        ),
        is_open=ChatState.asks_to_clear,
        on_dismiss=ChatState.keep_messages,
        label=t.clear_question,
    )
