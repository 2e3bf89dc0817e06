"""What stands apart from the list: the pages of archived and of deleted chats have one look."""

import reflex as rx

from oreai.components.layout import back_link, column, empty, skeleton_rows


def away_page(
    *more: rx.Component,
    name: str,
    icon: str,
    words: tuple[rx.Var[str], rx.Var[str], rx.Var[str]],
    rows: rx.Var[list],
    row,
    loaded: rx.Var[bool],
) -> rx.Component:
    """A page of rows below a line that says what they are.

    Args:
        more: what else the page has, such as a dialog.
        icon: shown where there is no row.
        words: the title, that line, and what is said where there is no row.
        row: makes a component of one of the rows.
    """
    title, explained, nothing = words
    hint = rx.el.p(explained, class_name="away-hint")
    return column(
        rx.el.header(back_link(f"{name}-back"), rx.el.h1(title), class_name="top-bar with-back"),
        rx.el.main(
            rx.cond(
                loaded,
                rx.cond(
                    rows.length() > 0,
                    rx.fragment(hint, rx.el.ul(rx.foreach(rows, row), class_name="away-rows")),
                    empty(icon, nothing, explained),
                ),
                rx.fragment(hint, skeleton_rows(4, "away-rows")),
            ),
            class_name="scroll",
        ),
        *more,
        title=title,
        name=name,
    )


def away_row(
    chat_id: rx.Var[str], *children: rx.Component, buttons: list[rx.Component], test_id: str
) -> rx.Component:
    """A chat, and what can be done with it."""
    return rx.el.li(
        *children,
        *buttons,
        key=chat_id,
        class_name="away-row",
        custom_attrs={"data-testid": test_id, "data-chat-id": chat_id},
    )


def away_names(
    icon: rx.Var[str], title: rx.Var[str], below: rx.Component, test_id: str
) -> list[rx.Component]:
    """What a row says; `test_id` is its title's."""
    return [
        rx.el.span(icon, class_name="tile", aria_hidden="true"),
        rx.el.span(title, class_name="away-row-title", dir="auto", data_testid=test_id),
        below,
    ]


def away_button(icon: str, label: rx.Var[str], title: rx.Var[str], test_id: str, on_click) -> rx.Component:
    """Does something with the chat of this title."""
    return rx.el.button(
        rx.icon(icon, size=20, aria_hidden="true"),
        type="button",
        title=label,
        aria_label=label + ": " + title,
        class_name="icon-button",
        on_click=on_click,
        custom_attrs={"data-testid": test_id, "data-part": test_id},
    )
