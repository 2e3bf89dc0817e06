"""The box one writes in, and the button that sends or stops."""

import reflex as rx

from oreai.components.address import CHAT_ID, is_here
from oreai.components.browser import Composer
from oreai.components.words import t
from oreai.states.chat import ChatState


def composer() -> rx.Component:
    """Send turns into stop in the same place while a reply runs."""
    return rx.el.section(
        rx.cond(
            ChatState.refusal != "",
            rx.el.p(ChatState.refusal, class_name="refusal", role="alert", data_testid="refusal"),
        ),
        Composer.create(
            rx.el.textarea(
                rows="1",
                placeholder=t.composer,
                aria_label=t.composer,
                enter_key_hint="send",
                data_testid="composer",
            ),
            rx.cond(is_here & (ChatState.running_id != ""), _stop(), _send()),
            chat_id=CHAT_ID,
            busy=is_here & (ChatState.running_id != ""),
            accepted=ChatState.accepted,
            refused=ChatState.refused,
            on_send=ChatState.send_prompt,
            class_name="composer",
        ),
        class_name="composer-bar",
        aria_label=t.composer,
    )


def _send() -> rx.Component:
    return rx.el.button(
        rx.icon("arrow-up", size=22, aria_hidden="true"),
        type="submit",
        class_name="send",
        aria_label=t.send,
        title=t.send,
        data_testid="send",
    )


def _stop() -> rx.Component:
    return rx.el.button(
        rx.icon("square", size=16, aria_hidden="true"),
        type="button",
        class_name="send stop",
        aria_label=t.stop,
        title=t.stop,
        on_click=ChatState.stop_reply,
        data_testid="stop",
    )
