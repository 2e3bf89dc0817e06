"""The line below a chat's title: its model, and how full the memory of that is."""

import reflex as rx

from oreai.components.address import CHAT_ID, is_here
from oreai.components.texts import filled, t
from oreai.states.context import ContextState
from oreai.states.summary import SummaryState

_NEARLY_FULL = 80  # percent


def memory_line() -> rx.Component:
    """Where it is narrow the model's name gives way; the line keeps its room until the chat is there."""
    return rx.el.p(
        rx.cond(is_here & (ContextState.limit > 0), _words()),
        class_name="memory-line",
        custom_attrs={
            "data-testid": "context-meter",
            "data-used": ContextState.used,
            "data-limit": ContextState.limit,
            "data-full": ContextState.share >= _NEARLY_FULL,
        },
    )


def _words() -> rx.Component:
    return rx.fragment(
        rx.el.span(rx.el.bdi(ContextState.model), rx.el.span(" · "), class_name="memory-model"),
        rx.el.span(filled(t.context.used, share=ContextState.share), class_name="memory-share"),
        rx.cond(
            ContextState.start != "",
            rx.cond(
                ContextState.summary, _summary(), rx.el.span(t.context.left_out, class_name="memory-rest")
            ),
        ),
    )


def _summary() -> rx.Component:
    """A phone has no room for more than its button."""
    return rx.fragment(
        rx.el.span(t.context.as_summary, class_name="memory-rest memory-beside"),
        rx.el.button(
            t.context.open_summary,
            type="button",
            on_click=SummaryState.open_summary(CHAT_ID),
            class_name="memory-summary",
            data_testid="summary-open",
        ),
    )
