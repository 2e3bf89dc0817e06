"""A chat's row, and the days it stands under."""

import reflex as rx
from reflex_components_core.react_router import link

from oreai.components.address import CHAT_ID
from oreai.components.browser.list import RowGroup, ShownRow
from oreai.components.texts import t
from oreai.services.chats.chat_list import FREE_CHAT_ICON


def row_group(group: rx.Var[RowGroup]) -> rx.Component:
    """The rows of some days, below their name."""
    return rx.el.section(
        rx.el.h2(_name(group), class_name="chat-group-name"),
        rx.el.ul(rx.foreach(group.rows, lambda row: chat_row(row=row, key=row.id))),
        key=group.key,
        class_name="chat-group",
        custom_attrs={"data-testid": "chat-group", "data-kind": group.kind},
    )


def _name(group: rx.Var[RowGroup]) -> rx.Var:
    return rx.match(
        group.kind,
        ("pinned", t.chats.group_pinned),
        ("samples", t.chats.group_samples),
        ("today", t.chats.group_today),
        ("yesterday", t.chats.group_yesterday),
        ("week", t.chats.group_week),
        group.label,
    )


@rx.memo
def chat_row(rest: rx.RestProp, row: rx.Var[ShownRow]) -> rx.Component:
    """What a chat is called and was said last, and a button for the rest."""
    return rx.el.li(
        link(
            rx.cond(
                row.icon == FREE_CHAT_ICON, None, rx.el.span(row.icon, class_name="tile", aria_hidden="true")
            ),
            rx.el.span(row.title, class_name="chat-row-title", dir="auto", data_testid="chat-row-title"),
            _when(row),
            rx.el.span(
                rx.cond(
                    row.folder_name != "",
                    rx.el.span(row.folder_name, class_name="chat-row-folder", data_testid="chat-row-folder"),
                ),
                _persona(row),
                _preview(row),
                class_name="chat-row-preview",
                dir="auto",
                data_testid="chat-row-preview",
            ),
            _mark(row),
            to="/chat/" + row.id,
            class_name="chat-row",
            custom_attrs={
                "data-testid": "chat-row",
                "data-part": "chat-row",
                "data-chat-id": row.id,
                "data-pinned": row.pinned,
                "data-plain": row.icon == FREE_CHAT_ICON,
                "data-unread": row.unread,
                "data-silent": (_preview(row) == "") & (row.folder_name == ""),
                "draggable": "false",
                "aria-current": rx.cond(row.id == CHAT_ID, "page", "false"),
            },
        ),
        rx.cond(row.mark == "", _menu(row), _check(row)),
        rest,
        class_name="chat-item",
        custom_attrs={"data-chat-item": row.id},
    )


def _menu(row: rx.Var[ShownRow]) -> rx.Component:
    return rx.el.button(
        rx.icon("ellipsis", size=20, aria_hidden="true"),
        type="button",
        class_name="icon-button chat-row-menu",
        aria_label=t.app.menu + ": " + row.title,
        aria_haspopup="dialog",
        custom_attrs={
            "data-testid": "chat-row-menu",
            "data-part": "chat-row-menu",
            "data-row-menu": "true",
        },
    )


def _check(row: rx.Var[ShownRow]) -> rx.Component:
    """While chats are selected; a touch anywhere in the row does the same."""
    return rx.el.button(
        type="button",
        role="checkbox",
        class_name="chat-row-check",
        custom_attrs={
            "aria-checked": rx.cond(row.mark == "on", "true", "false"),
            "aria-label": row.title,
            "data-testid": "chat-row-check",
        },
    )


def _when(row: rx.Var[ShownRow]) -> rx.Component:
    """A pin where there is one, and the time; in place of a sample's a mark, where no heading says so."""
    return rx.el.span(
        rx.cond(row.pinned, rx.icon("pin", size=13, aria_hidden="true")),
        rx.cond(
            row.sample,
            rx.cond(row.pinned, rx.el.span(t.chats.sample_mark, data_testid="sample-mark")),
            rx.el.span(row.time, data_testid="chat-row-time"),
        ),
        class_name="chat-row-time",
    )


def _persona(row: rx.Var[ShownRow]) -> rx.Component:
    """Who plays in it, once it is called by its first question."""
    return rx.cond(
        row.persona != "",
        rx.el.span(row.persona, class_name="chat-row-persona", data_testid="chat-row-persona"),
    )


def _preview(row: rx.Var[ShownRow]) -> rx.Var:
    return rx.cond(row.running, t.chats.row_replying, rx.cond(row.failed, t.chats.row_failed, row.preview))


def _mark(row: rx.Var[ShownRow]) -> rx.Component:
    return rx.cond(
        row.running,
        rx.el.span(
            class_name="running", role="img", aria_label=t.chat.thinking, data_testid="chat-row-running"
        ),
        rx.cond(
            row.unread,
            rx.el.span(
                class_name="unread", role="img", aria_label=t.chats.unread, data_testid="chat-row-unread"
            ),
        ),
    )
