"""What the panels of the owner's page have in common."""

import reflex as rx


def panel(title: str, hint: str | None, *children: rx.Component, test_id: str) -> rx.Component:
    """A panel with its heading."""
    return rx.el.section(
        rx.el.h2(title),
        *([] if hint is None else [rx.el.p(hint, class_name="hint")]),
        *children,
        class_name="panel",
        data_testid=test_id,
    )


def entries(rows: rx.Component) -> rx.Component:
    """Entries of a list, each apart from the next."""
    return rx.el.ul(rows, class_name="sessions owner-list")


def choices(name: str, test_id: str, *buttons: rx.Component) -> rx.Component:
    """A few answers side by side, of which one holds."""
    return rx.el.div(
        rx.el.p(name, class_name="hint"),
        rx.el.div(*buttons, class_name="choices wrap", role="group", aria_label=name, data_testid=test_id),
        class_name="owner-choices",
    )


def choice(label: rx.Var[str] | str, value: str, is_chosen: rx.Var[bool], on_click) -> rx.Component:
    """One of them."""
    return rx.el.button(
        label,
        type="button",
        on_click=on_click,
        class_name="choice",
        custom_attrs={"aria-pressed": rx.cond(is_chosen, "true", "false"), "data-value": value},
    )


def button(
    label: str, test_id: str, on_click, *, of: rx.Var[str] | None = None, **attributes
) -> rx.Component:
    """A quiet button; `of` names for ears what it is about, where there are several below each other."""
    named = {} if of is None else {"aria_label": label + ": " + of}
    return rx.el.button(
        label,
        type="button",
        on_click=on_click,
        class_name="button quiet",
        data_testid=test_id,
        **named,
        **attributes,
    )


def submit(label: str, test_id: str) -> rx.Component:
    """The button of a form of this page."""
    return rx.el.button(label, type="submit", class_name="button quiet", data_testid=test_id)


def text_field(label: str, name: str, test_id: str, *, hint: str | None = None, **attributes) -> rx.Component:
    """A field of a form of this page."""
    return rx.el.label(
        rx.el.span(label),
        rx.el.input(name=name, auto_complete="off", data_testid=test_id, **attributes),
        *([] if hint is None else [rx.el.small(hint)]),
        class_name="field",
    )
