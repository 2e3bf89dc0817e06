"""Questions that want an answer before anything happens."""

import reflex as rx

from oreai.components.browser.page import Modal


def dialog(
    *children: rx.Component, is_open: rx.Var[bool], on_dismiss, label: rx.Var[str] | str, **attributes: str
) -> rx.Component:
    """A sheet over the screen; Escape, a swipe down and a touch beside it dismiss it."""
    return Modal.create(
        rx.el.div(rx.el.span(class_name="grabber", aria_hidden="true"), *children, class_name="sheet"),
        open=is_open,
        on_dismiss=on_dismiss,
        class_name="dialog",
        custom_attrs={"aria-label": label, **attributes},
    )


def answers(*buttons: rx.Component) -> rx.Component:
    """The row of answers below a question."""
    return rx.el.div(*buttons, class_name="answers")


def answer(label: str, test_id: str, on_click, kind: str = "quiet") -> rx.Component:
    """One answer; `kind` is quiet, main or danger."""
    return rx.el.button(
        label, type="button", on_click=on_click, class_name=f"button {kind}", data_testid=test_id
    )
