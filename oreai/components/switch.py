"""A switch: a thing that is on or off, and counts at once."""

from typing import Any

import reflex as rx


def switch(label: rx.Var[str] | str, *, is_on: rx.Var[bool], on_click: Any, test_id: str) -> rx.Component:
    """The label with the switch at its end; all of the line takes a touch."""
    return rx.el.button(
        rx.el.span(label),
        rx.el.span(class_name="switch-track", aria_hidden="true"),
        type="button",
        role="switch",
        on_click=on_click,
        class_name="switch",
        custom_attrs={"aria-checked": rx.cond(is_on, "true", "false"), "data-testid": test_id},
    )
