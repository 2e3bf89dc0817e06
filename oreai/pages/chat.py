"""`/chat/<id>`: one chat."""

import reflex as rx
from reflex_components_core.react_router import link

from oreai.components.address import CHAT_ID, ROWS, is_here
from oreai.components.boundaries import guarded_conversation
from oreai.components.browser.chat import FeedReader, LiveRegion, QuestionTicks, RefusedEdits, Transcript
from oreai.components.browser.list import IS_WIDE, ReadReceipt
from oreai.components.browser.offline import SOMETHING_WAITS
from oreai.components.browser.page import LazyMenu
from oreai.components.browser.viewer import IS_VIEWER_OPEN
from oreai.components.chat_menu import MENU_ID, chat_menu
from oreai.components.chats_beside import chats_beside
from oreai.components.clear_dialog import IS_TO_CLEAR, clear_dialog
from oreai.components.composer import composer
from oreai.components.context import memory_line
from oreai.components.details import DETAILS_ARE_OPEN, details_sheet
from oreai.components.export_sheet import CHOOSES_FORM, export_sheet
from oreai.components.find_bar import IS_FINDING, find_bar
from oreai.components.follow_ups import follow_ups
from oreai.components.layout import back_link, column, empty, question, skeleton_rows
from oreai.components.lazy import lazily, loading
from oreai.components.memory_offer import SOMETHING_IS_OFFERED, memory_offer
from oreai.components.memory_sheet import memory_sheet
from oreai.components.message import example, message
from oreai.components.message_menu import message_menu, undo_message_offer, undoes_here
from oreai.components.model_versions import COMPARISON_IS_OPEN, MODELS_ARE_OPEN, comparison, other_model_sheet
from oreai.components.move_sheet import CHOOSES_FOLDER, chat_folder_sheet
from oreai.components.outbox import waiting_messages
from oreai.components.printing import only_a_part
from oreai.components.questions import QUESTIONS_ARE_OPEN, questions_sheet
from oreai.components.rename_dialog import NAMES_CHAT, rename_dialog
from oreai.components.settings_sheet import SETTINGS_ARE_OPEN, settings_sheet
from oreai.components.share_sheet import SHARE_IS_OPEN, share_sheet
from oreai.components.summary_sheet import SUMMARY_IS_OPEN, summary_sheet
from oreai.components.temporary import IS_TEMPORARY
from oreai.components.temporary_note import temporary_note
from oreai.components.texts import t
from oreai.components.viewer import viewer
from oreai.components.wish_sheet import WISHES_ARE_OPEN, wish_sheet
from oreai.states.chat import ChatState
from oreai.states.chat_actions import ChatActions
from oreai.states.chat_pages import ChatPages
from oreai.states.chats import ChatsState
from oreai.states.finding import FindState
from oreai.states.memory import MemoryState
from oreai.states.questions import QuestionsState
from oreai.states.queue import QueueState
from oreai.states.sending import SendingState
from oreai.states.versions import VersionsState
from oreai.states.voice import VoiceState

ON_OPENING = [
    ChatState.open_chat,
    VoiceState.look_for_voices,
    FindState.arrive,
    ChatsState.follow_beside,
]
"What happens when a chat is opened, in this order."
_is_missing = is_here & ChatState.missing


def chat_page() -> rx.Component:
    """The conversation, newest at the bottom, and the box to write in."""
    return column(
        lazily(chats_beside, needed=IS_WIDE),
        _top_bar(),
        lazily(temporary_note, needed=IS_TEMPORARY),
        FeedReader.create(on_gap=ChatPages.resend_text, on_lost=ChatPages.show_again),
        rx.cond(_is_missing, _missing(), rx.fragment(guarded_conversation(_conversation()), composer())),
        lazily(clear_dialog, needed=IS_TO_CLEAR),
        lazily(settings_sheet, needed=SETTINGS_ARE_OPEN),
        lazily(details_sheet, needed=DETAILS_ARE_OPEN),
        lazily(memory_sheet, needed=MemoryState.is_open),
        lazily(summary_sheet, needed=SUMMARY_IS_OPEN),
        lazily(questions_sheet, needed=QUESTIONS_ARE_OPEN),
        lazily(wish_sheet, needed=WISHES_ARE_OPEN),
        lazily(other_model_sheet, needed=MODELS_ARE_OPEN),
        lazily(comparison, needed=COMPARISON_IS_OPEN),
        lazily(viewer, needed=IS_VIEWER_OPEN),
        message_menu(),
        RefusedEdits.create(refused=VersionsState.refused),
        lazily(rename_dialog, needed=NAMES_CHAT),
        lazily(chat_folder_sheet, needed=CHOOSES_FOLDER),
        lazily(export_sheet, needed=CHOOSES_FORM),
        lazily(share_sheet, needed=SHARE_IS_OPEN),
        ReadReceipt.create(
            chat_id=CHAT_ID,
            idle=is_here & (ChatState.running_id == ""),
            on_look=ChatActions.look_at_chat,
        ),
        title=rx.cond(is_here & (ChatState.title != ""), ChatState.title, t.app.name),
        name="chat",
    )


def _top_bar() -> rx.Component:
    return rx.el.header(
        back_link("chat-back"),
        rx.el.div(_heading(), rx.cond(_is_missing, None, memory_line()), class_name="chat-heading"),
        rx.cond(_is_missing, None, _menu()),
        class_name=rx.cond(_is_missing, "top-bar chat-bar missing", "top-bar chat-bar"),
    )


def _heading() -> rx.Component:
    has_title = is_here & (ChatState.title != "")
    return rx.el.h1(
        rx.el.span(
            rx.el.span(rx.cond(is_here, ChatState.icon, ""), aria_hidden="true"),
            rx.el.span(rx.cond(is_here, ChatState.title, ""), dir="auto"),
            custom_attrs={"data-testid": "chat-title", "data-part": "chat-title"},
        ),
        rx.cond(has_title, None, rx.el.span(t.app.name, class_name="visually-hidden")),
        class_name=rx.cond(has_title, "", "untitled"),
    )


def _menu() -> rx.Component:
    """The browser's own popover: it opens, closes and gives the focus back without the server."""
    return rx.fragment(
        rx.el.button(
            rx.icon("ellipsis", size=22, aria_hidden="true"),
            type="button",
            class_name="icon-button",
            custom_attrs={"data-testid": "chat-menu", "aria-label": t.app.menu, "popoverTarget": MENU_ID},
        ),
        LazyMenu.create(
            load=loading(chat_menu),
            id=MENU_ID,
            class_name="menu",
            custom_attrs={"role": "group", "aria-label": t.app.menu},
        ),
    )


def _conversation() -> rx.Component:
    return rx.el.main(
        lazily(find_bar, needed=IS_FINDING),
        Transcript.create(
            rx.cond(is_here, _turns(), skeleton_rows(4, "skeleton-bubbles")),
            chat_id=CHAT_ID,
            earlier=ChatState.earlier,
            later=ChatState.later,
            on_earlier=ChatPages.show_earlier,
            on_later=ChatPages.show_later,
            on_newest=ChatPages.show_newest,
            class_name="transcript",
            custom_attrs={"role": "region", "aria-label": t.chat.conversation},
        ),
        QuestionTicks.create(
            label=t.chat.questions,
            earlier=ChatState.earlier,
            on_open=QuestionsState.open_questions(CHAT_ID),
        ),
        rx.el.button(
            rx.icon("arrow-down", size=20, aria_hidden="true"),
            type="button",
            class_name="scroll-bottom",
            aria_label=t.chat.scroll_bottom,
            custom_attrs={"data-testid": "scroll-bottom", "data-to-bottom": "true"},
        ),
        rx.el.div(
            LiveRegion.create(
                running_id=rx.cond(is_here, ChatState.running_id, ""),
                began=t.chat.reply_began,
                endings=rx.Var.create(
                    {
                        "complete": t.chat.reply_ended,
                        "stopped": t.chat.stopped,
                        "interrupted": t.chat.interrupted,
                    }
                ),
                key=CHAT_ID,
            ),
            rx.el.span(QueueState.announced),
            class_name="visually-hidden",
            aria_live="polite",
        ),
        undo_message_offer(),
        class_name=rx.cond(undoes_here() != "", "conversation offers", "conversation"),
    )


def _turns() -> rx.Component:
    return rx.fragment(
        only_a_part(),
        rx.cond(
            ChatState.earlier > 0,
            _more(t.chat.earlier, "earlier", ChatPages.show_earlier),
            rx.fragment(
                rx.foreach(ChatState.examples, example),
                rx.cond(ChatState.examples.length() > 0, _divider()),
            ),
        ),
        rx.cond(_is_silent(), _opening()),
        rx.foreach(ROWS, message),
        lazily(follow_ups, needed=ROWS.length() > 0),
        lazily(memory_offer, needed=SOMETHING_IS_OFFERED),
        rx.cond(ChatState.later > 0, _more(t.chat.later, "later", ChatPages.show_later)),
        lazily(waiting_messages, needed=SOMETHING_WAITS),
    )


def _more(label: str, test_id: str, on_click) -> rx.Component:
    """What scrolling does by itself, for keyboards and screen readers."""
    return rx.el.button(
        label, type="button", class_name="small-button more", on_click=on_click, data_testid=test_id
    )


def _is_silent() -> rx.Var[bool]:
    """Nothing has been said here yet, and no example says how it goes."""
    return (ROWS.length() == 0) & (ChatState.examples.length() == 0)


def _divider() -> rx.Component:
    return rx.el.div(
        t.chat.examples_divider, class_name="divider", role="separator", data_testid="examples-divider"
    )


def _opening() -> rx.Component:
    """An empty chat: a friendly word, and three things to say where the prompt knows them."""
    return empty(
        ChatState.icon,
        t.chat.empty,
        rx.cond(ChatState.opening != "", ChatState.opening, t.chat.empty_hint),
        rx.el.div(
            rx.foreach(
                ChatState.questions, lambda text: question(text, SendingState.send_question(CHAT_ID, text))
            ),
            class_name="questions",
        ),
    )


def _missing() -> rx.Component:
    return rx.el.main(
        empty(
            "🔍",
            t.chat.missing,
            t.chat.missing_hint,
            link(t.chat.to_chats, to="/", class_name="button main"),
        ),
        class_name="scroll",
    )
