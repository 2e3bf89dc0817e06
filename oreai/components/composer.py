"""The box one writes in, and the button that sends or stops."""

import reflex as rx
from reflex_components_core.core.banner import has_connection_errors

from oreai.components.address import CHAT_ID, is_here
from oreai.components.attachments import attachments
from oreai.components.browser.composer import Composer, Picker
from oreai.components.limits import message_limit
from oreai.components.queue import is_replying, queue
from oreai.components.words import t
from oreai.states.chat import ChatState
from oreai.states.draft import DraftState
from oreai.states.picker import PickerState
from oreai.states.replies import RepliesState
from oreai.states.sending import SendingState


def composer() -> rx.Component:
    """Send turns into stop in the same place while a reply runs; beside it is what joins the queue."""
    return rx.el.section(
        queue(),
        Composer.create(
            _picker(),
            _refusal(),
            attachments(),
            rx.el.textarea(
                rows="1",
                dir="auto",
                placeholder=rx.cond(is_replying, t.composer.busy, t.composer.placeholder),
                aria_label=t.composer.placeholder,
                enter_key_hint="enter",  # only a touch keyboard shows it, and there Enter breaks the line
                custom_attrs={"data-testid": "composer", "data-part": "composer"},
            ),
            rx.cond(is_replying, rx.fragment(_add(), _stop()), _send()),
            chat_id=CHAT_ID,
            busy=is_replying,
            lost=has_connection_errors,
            accepted=DraftState.accepted,
            refused=DraftState.refused,
            draft=rx.cond(is_here, DraftState.draft, None),
            shortened=DraftState.shortened,
            **message_limit(),
            on_send=SendingState.send_message,
            on_draft=DraftState.keep_draft,
            on_shorten=DraftState.shorten_draft,
            paste_words=rx.Var.create(
                {
                    "pasted": t.composer.pasted,
                    "unfold": t.composer.unfold_paste,
                    "remove": t.composer.remove_paste,
                }
            ),
            class_name="composer",
        ),
        class_name="composer-bar",
        aria_label=t.composer.placeholder,
    )


def _picker() -> rx.Component:
    """What `/` offers: what one could ask here, and the personas."""
    return Picker.create(
        prompts=PickerState.personas,
        questions=rx.cond(is_here, ChatState.questions, []),
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


def _send() -> rx.Component:
    return rx.el.button(
        rx.icon("arrow-up", size=22, aria_hidden="true"),
        type="submit",
        class_name="send",
        aria_label=t.composer.send,
        title=t.composer.send,
        data_testid="send",
    )


def _add() -> rx.Component:
    """For fingers, whose Enter breaks the line; there only when something is written."""
    return rx.el.button(
        rx.icon("list-plus", size=20, aria_hidden="true"),
        type="submit",
        class_name="send add",
        aria_label=t.composer.queue_add,
        title=t.composer.queue_add,
        data_testid="queue-add",
    )


def _stop() -> rx.Component:
    return rx.el.button(
        rx.icon("square", size=16, aria_hidden="true"),
        type="button",
        class_name="send stop",
        aria_label=t.chat.stop,
        title=t.chat.stop,
        on_click=RepliesState.stop_reply(ChatState.running_id),
        data_testid="stop",
    )
