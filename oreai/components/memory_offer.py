"""The offer to remember what the newest message asks for: nothing is stored without a yes."""

import reflex as rx

from oreai.components.address import CHAT_ID
from oreai.components.dialogs import answer
from oreai.components.texts import t
from oreai.states.memory_offer import MemoryOfferState

SOMETHING_IS_OFFERED = (MemoryOfferState.chat_id != "") & (MemoryOfferState.chat_id == CHAT_ID)


@rx.memo
def memory_offer() -> rx.Component:
    """What would be remembered, to the letter, with yes, no, and a way to say it otherwise; else nothing."""
    return rx.cond(SOMETHING_IS_OFFERED, _offer())


def _offer() -> rx.Component:
    return rx.el.aside(
        rx.el.p(
            rx.icon("bookmark", size=16, aria_hidden="true"),
            rx.el.span(t.personalization.offer, " ", rx.el.q(MemoryOfferState.text, dir="auto")),
        ),
        rx.el.div(
            answer(t.personalization.offer_yes, "memory-yes", MemoryOfferState.accept_offer, "main"),
            answer(t.personalization.offer_edit, "memory-edit", MemoryOfferState.edit_offer),
            answer(t.personalization.offer_no, "memory-no", MemoryOfferState.decline_offer),
            class_name="memory-answers",
        ),
        class_name="memory-offer",
        aria_label=t.personalization.memory,
        data_testid="memory-offer",
    )
