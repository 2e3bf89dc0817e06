"""How much of the model's window the conversation fills."""

import reflex as rx

from oreai.components.texts import filled, t
from oreai.states.context import ContextState

_WORDS_ID = "context-words"
_NEARLY_FULL = 80  # percent


def context_meter() -> rx.Component:
    """A ring that fills; a touch tells the numbers."""
    words = filled(t.context.used, model=ContextState.model, used=ContextState.used, limit=ContextState.limit)
    share = rx.cond(ContextState.limit > 0, ContextState.used * 100 / ContextState.limit, 0).to(int)
    return rx.fragment(
        rx.el.button(
            _ring(share),
            type="button",
            class_name="icon-button",
            title=words,
            aria_label=words,
            custom_attrs={
                "data-testid": "context-meter",
                "data-used": ContextState.used,
                "data-limit": ContextState.limit,
                "data-full": share >= _NEARLY_FULL,
                "popoverTarget": _WORDS_ID,
            },
        ),
        rx.el.div(
            rx.el.p(words),
            rx.cond(
                ContextState.start != "",
                rx.el.p(rx.cond(ContextState.summary, t.context.summary, t.context.left_out)),
            ),
            id=_WORDS_ID,
            class_name="menu words",
            custom_attrs={"popover": "auto"},
        ),
    )


def _ring(share: rx.Var[int]) -> rx.Component:
    """A circle, and over it the arc of so many percent."""
    circle = {"cx": 11, "cy": 11, "r": 9, "path_length": 100}
    return rx.el.svg(
        rx.el.circle(**circle),
        rx.el.circle(
            **circle, class_name="ring-share", custom_attrs={"strokeDasharray": share.to_string() + " 100"}
        ),
        view_box="0 0 22 22",
        class_name="ring",
        aria_hidden="true",
    )
