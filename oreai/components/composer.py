"""The box one writes in, and the button that sends or stops."""

from typing import Any

import reflex as rx
from reflex_components_core.core.banner import has_connection_errors

from oreai.components.address import CHAT_ID, ROWS, is_here
from oreai.components.allowance import allowance_line
from oreai.components.attachments import attachments
from oreai.components.browser.composer import Composer, Picker
from oreai.components.browser.list import CHAT_LIST
from oreai.components.browser.offline import SOMETHING_WAITS
from oreai.components.browser.voice import IS_VOICE_OPEN, VoiceButton
from oreai.components.install_hint import install_hint
from oreai.components.lazy import lazily
from oreai.components.limits import message_limit
from oreai.components.outbox import waiting_messages
from oreai.components.queue import is_replying, queue
from oreai.components.quote import quote
from oreai.components.reply_notice import reply_notice
from oreai.components.texts import t
from oreai.components.voice import voice_panel
from oreai.states.chat import ChatState
from oreai.states.draft import DraftState
from oreai.states.first_message import FirstMessageState
from oreai.states.picker import PickerState
from oreai.states.replies import RepliesState
from oreai.states.sending import SendingState
from oreai.states.session import SessionState
from oreai.states.voice import VoiceState

_NO_CHAT_YET = "new"
"In place of a chat's id, for what the browser keeps of a draft; also in composer.js."


def composer() -> rx.Component:
    """Send turns into stop in the same place while a reply runs; beside it is what joins the queue."""
    return rx.el.section(
        lazily(reply_notice, needed=is_replying),
        queue(),
        allowance_line(),
        lazily(voice_panel, needed=IS_VOICE_OPEN),
        Composer.create(
            lazily(quote, needed=ROWS.length() > 0),
            _picker(),
            _refusal(),
            attachments(CHAT_ID),
            _text_area(rx.cond(is_replying, t.composer.busy, t.composer.placeholder)),
            rx.cond(is_replying, rx.fragment(_add(), _stop()), rx.fragment(_speak(), _send())),
            chat_id=CHAT_ID,
            busy=is_replying,
            lost=has_connection_errors,
            accepted=DraftState.accepted,
            refused=DraftState.refused,
            draft=rx.cond(is_here, DraftState.draft, None),
            shortened=DraftState.shortened,
            on_send=SendingState.send_message,
            on_draft=DraftState.keep_draft,
            on_shorten=DraftState.shorten_draft,
            **_the_same_everywhere(),
        ),
        class_name="composer-bar",
        aria_label=t.composer.placeholder,
    )


def first_composer() -> rx.Component:
    """The box of the first screen: sending makes the chat, in the folder that is shown.

    Its draft is kept in the browser alone.
    """
    return rx.el.section(
        lazily(install_hint, needed=rx.Var.create(False)),
        allowance_line(is_known=SessionState.ready),
        lazily(waiting_messages, needed=SOMETHING_WAITS),
        lazily(voice_panel, needed=IS_VOICE_OPEN),
        Composer.create(
            _picker(t.chats.free_questions.split("\n")),
            rx.cond(
                FirstMessageState.refusal != "",
                rx.el.div(
                    rx.el.p(FirstMessageState.refusal, role="alert", data_testid="refusal"),
                    class_name="refusal",
                ),
            ),
            attachments(_NO_CHAT_YET),
            _text_area(t.composer.placeholder),
            _speak(),
            _send(),
            chat_id=_NO_CHAT_YET,
            folder=CHAT_LIST.folder,
            busy=False,
            lost=has_connection_errors,
            accepted=FirstMessageState.accepted,
            refused=FirstMessageState.refused,
            draft=None,
            shortened="",
            on_send=lambda _draft_of, text, key, attachment_ids: FirstMessageState.begin_chat(
                CHAT_LIST.folder, text, key, attachment_ids
            ),
            **_the_same_everywhere(),
        ),
        class_name="composer-bar first",
        aria_label=t.composer.placeholder,
    )


def _the_same_everywhere() -> dict[str, Any]:
    words = {
        "pasted": t.composer.pasted,
        "unfold": t.composer.unfold_paste,
        "remove": t.composer.remove_paste,
    }
    return {**message_limit(), "paste_words": rx.Var.create(words), "class_name": "composer"}


def _text_area(placeholder: rx.Var[str] | str) -> rx.Component:
    return rx.el.textarea(
        rows="1",
        dir="auto",
        placeholder=placeholder,
        aria_label=t.composer.placeholder,
        enter_key_hint="enter",  # only a touch keyboard shows it, and there Enter breaks the line
        custom_attrs={"data-testid": "composer", "data-part": "composer"},
    )


def _picker(questions: rx.Var[list[str]] | None = None) -> rx.Component:
    """What `/` offers: what one could ask here, and the personas."""
    return Picker.create(
        prompts=PickerState.personas,
        questions=rx.cond(is_here, ChatState.questions, []) if questions is None else questions,
        words=rx.Var.create(
            {"questions": t.composer.picker_questions, "prompts": t.composer.picker_personas}
        ),
        on_open=PickerState.load_personas,
        on_take=PickerState.take_persona(CHAT_ID),
    )


def _refusal() -> rx.Component:
    """Why the draft was not sent, and what can be done about it."""
    return rx.cond(
        DraftState.refusal != "",
        rx.el.div(
            rx.el.p(DraftState.refusal, role="alert", data_testid="refusal"),
            rx.cond(DraftState.can_shorten, _offer(t.composer.shorten, "shorten")),
            rx.cond(DraftState.shortened != "", _offer(t.composer.restore_draft, "restore")),
            class_name="refusal",
        ),
    )


def _offer(label: str, name: str) -> rx.Component:
    """A button that the composer itself understands by its data attribute."""
    return rx.el.button(
        label,
        type="button",
        class_name="small-button",
        custom_attrs={"data-testid": name, f"data-{name}": "true"},
    )


def _speak() -> rx.Component:
    """Stands where *send* does while there is nothing to send."""
    return VoiceButton.create(
        rx.icon("mic", size=22, aria_hidden="true"),
        transcribes=VoiceState.transcribes,
        label=t.voice.speak,
    )


def _send() -> rx.Component:
    return rx.el.button(
        rx.icon("arrow-up", size=22, aria_hidden="true"),
        type="submit",
        class_name="send",
        aria_label=t.composer.send,
        title=t.composer.send,
        custom_attrs={"data-testid": "send", "data-pulses": "true"},
    )


def _add() -> rx.Component:
    """For fingers, whose Enter breaks the line; there only when something is written."""
    return rx.el.button(
        rx.icon("list-plus", size=20, aria_hidden="true"),
        type="submit",
        class_name="send add",
        aria_label=t.composer.queue_add,
        title=t.composer.queue_add,
        custom_attrs={"data-testid": "queue-add", "data-pulses": "true"},
    )


def _stop() -> rx.Component:
    return rx.el.button(
        rx.icon("square", size=16, aria_hidden="true"),
        type="button",
        class_name="send stop",
        aria_label=t.chat.stop,
        title=t.chat.stop,
        on_click=RepliesState.stop_reply(ChatState.running_id),
        custom_attrs={"data-testid": "stop", "data-pulses": "true"},
    )
