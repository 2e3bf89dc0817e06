"""The offer to undo: one look, whatever was deleted."""

import reflex as rx

from oreai.components.browser.list import Toast
from oreai.components.texts import t

_SECONDS = 8


def undo_offer(
    words: rx.Component, *, subject: rx.Var[str], on_undo, on_gone, names: tuple[str, str], **attributes
) -> rx.Component:
    """Says what happened and brings it back at one touch; goes by itself.

    Args:
        subject: what it is about; nothing is offered while it is empty.
        names: the data-testid of the offer and of its button.
        attributes: of the button.
    """
    offer, undo = names
    return rx.el.div(
        rx.cond(
            subject != "",
            Toast.create(
                words,
                rx.el.button(
                    t.app.undo,
                    type="button",
                    on_click=on_undo,
                    custom_attrs={"data-testid": undo, **attributes},
                ),
                subject=subject,
                seconds=_SECONDS,
                on_gone=on_gone,
                class_name="notice",
                custom_attrs={"data-testid": offer},
            ),
        ),
        role="status",
    )
