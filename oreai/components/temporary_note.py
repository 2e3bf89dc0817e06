"""What a temporary chat says of itself below its title."""

import reflex as rx

from oreai.components.address import CHAT_ID
from oreai.components.temporary import IS_TEMPORARY
from oreai.components.texts import t
from oreai.states.temporary import TemporaryState


@rx.memo
def temporary_note() -> rx.Component:
    """When it goes, and the way to keep it; in any other chat nothing."""
    return rx.cond(IS_TEMPORARY, _note())


def _note() -> rx.Component:
    return rx.el.aside(
        rx.el.p(rx.el.b(t.chats.temporary), " ", t.chats.temporary_hint),
        rx.el.button(
            t.chats.keep_temporary,
            type="button",
            on_click=TemporaryState.keep_chat(CHAT_ID),
            class_name="button quiet",
            data_testid="temporary-keep",
        ),
        class_name="temporary-note",
        custom_attrs={"data-testid": "temporary", "data-part": "temporary"},
    )
