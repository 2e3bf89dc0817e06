"""What was sent without a network: a chunk of its own, fetched while there is one."""

import reflex as rx
from reflex_components_core.core.banner import has_connection_errors

from oreai.components.address import CHAT_ID
from oreai.components.browser.offline import Outbox, Waiting
from oreai.components.texts import t
from oreai.states.outbox import OutboxState
from oreai.states.session import SessionState


def outbox() -> rx.Component:
    """Sends on every screen; nothing to see, unless something was refused."""
    return rx.fragment(
        Outbox.create(
            reader=SessionState.reader,
            lost=has_connection_errors,
            stored=OutboxState.stored,
            stored_in=OutboxState.stored_in,
            refused=OutboxState.refused,
            is_homeless=OutboxState.is_homeless,
            on_send=OutboxState.send_waiting,
            on_begin=OutboxState.begin_waiting,
        ),
        rx.el.div(rx.cond(OutboxState.refusal != "", _refusal()), role="alert", data_testid="outbox"),
    )


def _refusal() -> rx.Component:
    return rx.el.div(
        rx.el.span(t.outbox.refused, " ", OutboxState.refusal),
        rx.el.button(t.app.close, type="button", on_click=OutboxState.close_refusal),
        class_name="notice",
        data_testid="outbox-refusal",
    )


@rx.memo
def waiting_messages() -> rx.Component:
    """Those of the chat that is open, or of the first screen, with a clock and the way back into the box."""
    words = {
        "label": t.outbox.label,
        "waits": t.outbox.waits,
        "going": t.outbox.going,
        "take_back": t.outbox.take_back,
        "attachments": t.outbox.attachments,
    }
    return Waiting.create(
        chat_id=CHAT_ID,
        reader=SessionState.reader,
        lost=has_connection_errors,
        words=rx.Var.create(words),
    )
