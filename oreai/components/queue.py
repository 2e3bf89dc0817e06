"""What waits to be said, above the box one writes in."""

import reflex as rx

from oreai.components.address import is_here
from oreai.components.browser.chat import EditSheet
from oreai.components.layout import small_icon
from oreai.components.limits import message_limit
from oreai.components.texts import t
from oreai.states.chat import ChatState
from oreai.states.queue import QueuedRow, QueueState

is_replying = is_here & (ChatState.running_id != "")
"""Whether what is sent now has to wait."""


def queue() -> rx.Component:
    """The queue where there is one, and the sheet for its words."""
    return rx.fragment(
        rx.cond(is_here & (QueueState.rows.length() > 0), _waiting()),
        _sheet(),
    )


def _waiting() -> rx.Component:
    return rx.el.section(
        rx.el.p(
            rx.cond(is_replying, t.composer.queue_next, t.composer.queue_paused),
            rx.el.span(QueueState.rows.length(), aria_hidden="true"),
        ),
        rx.el.ol(rx.foreach(QueueState.rows, _queued)),
        class_name="queue",
        aria_label=t.composer.queue,
        custom_attrs={"data-testid": "queue", "data-paused": ~is_replying},
    )


def _queued(row: rx.Var[QueuedRow], at: rx.Var[int]) -> rx.Component:
    return rx.el.li(
        rx.el.span(row.text),
        rx.cond(
            (at == 0) & ~is_replying,
            small_icon(
                "send-horizontal",
                t.composer.queue_send,
                "queue-send",
                QueueState.send_queued(row.id),
                custom_attrs={"data-part": "queue-send"},
            ),
        ),
        small_icon("pencil", t.composer.queue_edit, "queue-edit", QueueState.edit_queued(row.id)),
        small_icon("x", t.composer.queue_remove, "queue-remove", QueueState.remove_queued(row.id)),
        key=row.id,
        custom_attrs={"data-testid": "queued", "data-queued-id": row.id},
    )


def _sheet() -> rx.Component:
    return EditSheet.create(
        rx.cond(
            QueueState.refusal != "",
            rx.el.p(QueueState.refusal, role="alert", class_name="message-error", data_testid="edit-refusal"),
        ),
        message_id=QueueState.editing_id,
        open=is_here & (QueueState.editing_id != ""),
        text=QueueState.editing_text,
        label=t.composer.queue_edit,
        cancel=t.app.cancel,
        save=t.app.save,
        **message_limit(),
        on_save=QueueState.change_queued,
        on_dismiss=QueueState.leave_queued,
    )
