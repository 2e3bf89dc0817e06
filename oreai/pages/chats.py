"""`/`: the list of chats."""

import reflex as rx

from oreai.components.browser.list import CHAT_LIST, IS_WIDE
from oreai.components.chat_list import chat_actions, chat_list, free_questions, list_foot
from oreai.components.composer import first_composer
from oreai.components.export_sheet import CHOOSES_FORM, export_sheet
from oreai.components.layout import column, empty, icon_button, search_link, top_bar
from oreai.components.lazy import lazily
from oreai.components.rename_dialog import NAMES_CHAT, rename_dialog
from oreai.components.shared_words import COMES_WITH_WORDS, shared_words
from oreai.components.texts import t
from oreai.states.allowance import AllowanceState
from oreai.states.chats import ChatsState
from oreai.states.first_message import FirstMessageState
from oreai.states.temporary import TemporaryState
from oreai.states.voice import VoiceState

LOADS = [
    ChatsState.follow_chats,
    FirstMessageState.enter_first_screen,
    VoiceState.look_for_voices,
    AllowanceState.look_what_is_left,
]
"What is read when the page is opened, from the top."


def chats_page() -> rx.Component:
    """The home page."""
    return column(
        top_bar(
            t.app.nav_chats,
            search_link(),
            icon_button(
                "message-circle-dashed",
                t.chats.temporary,
                "new-temporary",
                on_click=TemporaryState.open_temporary,
            ),
            icon_button("plus", t.chats.new_chat, "new-chat", on_click=ChatsState.new_chat(CHAT_LIST.folder)),
        ),
        rx.el.main(chat_list(), class_name="scroll"),
        rx.cond(IS_WIDE, _stage()),
        first_composer(),
        lazily(shared_words, needed=COMES_WITH_WORDS),
        list_foot("/"),
        chat_actions(),
        lazily(rename_dialog, needed=NAMES_CHAT),
        lazily(export_sheet, needed=CHOOSES_FORM),
        title=t.app.name,
        name="chats",
    )


def _stage() -> rx.Component:
    """On a wide screen, where a conversation will be: three things to say, above the box."""
    return rx.el.section(
        empty("💬", t.chat.empty, t.chats.choose, free_questions()),
        class_name="stage",
        aria_label=t.chat.empty,
    )
