"""What every screen is made of: the column, its bars, quiet lines."""

from typing import Any

import reflex as rx
from reflex_components_core.core.banner import has_connection_errors
from reflex_components_core.react_router import link

from oreai.components.boundaries import PageBoundary, storage_note, without_scripts
from oreai.components.browser.offline import SOMETHING_WAITS
from oreai.components.browser.page import LastSeen, Page, ScrollRestoration
from oreai.components.lazy import lazily
from oreai.components.shortcuts import shortcuts
from oreai.components.texts import t
from oreai.components.when_calm import when_calm
from oreai.states.session import SessionState


def column(*children: rx.Component, title: rx.Var[str] | str, name: str) -> rx.Component:
    """A whole screen; `name` is its class."""
    return rx.el.div(
        Page.create(
            lang=t.app.html_lang,
            ready=SessionState.ready,
            nobody=SessionState.nobody,
            lost=has_connection_errors,
            title=title,
            on_stay=SessionState.enter,
        ),
        without_scripts(),
        PageBoundary.create(
            storage_note(),
            _offline_banner(),
            _announcement(),
            *children,
            _failure(),
            shortcuts(),
            lazily(when_calm, needed=SOMETHING_WAITS),
            ScrollRestoration.create(),
            LastSeen.create(reader=SessionState.reader, words=_words_for_offline()),
        ),
        class_name=f"app {name}",
    )


def _words_for_offline() -> rx.Var[dict[str, str]]:
    """What the offline page says; by then nobody can be asked."""
    return rx.Var.create(
        {
            "lang": t.app.html_lang,
            "sign": t.offline.sign,
            "not_seen": t.offline.not_seen,
            "not_seen_hint": t.offline.not_seen_hint,
            "retry": t.chat.retry,
            "nav_chats": t.app.nav_chats,
            "back": t.app.back,
        }
    )


def top_bar(title: rx.Var[str] | str, *actions: rx.Component) -> rx.Component:
    """A screen's heading, with what can be done there at the right."""
    return rx.el.header(rx.el.h1(title), rx.el.div(*actions, class_name="actions"), class_name="top-bar")


def bottom_bar(current: rx.Var[str] | str) -> rx.Component:
    """The three places; `current` is the path of the one that is shown."""
    return rx.el.nav(
        _place("/", "nav-chats", "messages-square", t.app.nav_chats, current),
        _place("/find", "nav-discover", "compass", t.app.nav_discover, current),
        _place("/mine", "nav-me", "circle-user-round", t.app.nav_me, current),
        class_name="bottom-bar",
        aria_label=t.app.name,
    )


def _place(path: str, test_id: str, icon: str, name: str, current: rx.Var[str] | str) -> rx.Component:
    return link(
        rx.icon(icon, size=22, aria_hidden="true"),
        rx.el.span(name),
        to=path,
        custom_attrs={
            "data-testid": test_id,
            "aria-current": rx.cond(rx.Var.create(current) == path, "page", None),
        },
    )


def back_link(test_id: str) -> rx.Component:
    """The arrow to the list of chats."""
    return link(
        rx.icon("chevron-left", size=24, aria_hidden="true"),
        to="/",
        class_name="icon-button",
        custom_attrs={"data-testid": test_id, "data-part": test_id, "aria-label": t.app.back},
    )


def search_link() -> rx.Component:
    """The way to the search of all chats."""
    return link(
        rx.icon("search", size=22, aria_hidden="true"),
        to="/search",
        class_name="icon-button",
        custom_attrs={"data-testid": "search", "aria-label": t.search.open},
    )


def away_links() -> rx.Component:
    """The ways to what is not in the list: archived, or deleted."""
    return rx.el.div(
        _away_link("archive", t.archive.title, "/archive", "to-archive"),
        _away_link("trash-2", t.trash.title, "/trash", "to-trash"),
        class_name="away-links",
    )


def _away_link(icon: str, label: str, path: str, test_id: str) -> rx.Component:
    return link(
        rx.icon(icon, size=16, aria_hidden="true"),
        label,
        to=path,
        class_name="quiet-link",
        custom_attrs={"data-testid": test_id},
    )


def menu_item(
    icon: str, label: str, test_id: str, on_click, menu_id: str, *, kind: str = "", **attributes: str
) -> rx.Component:
    """A line of a menu, which closes it; `kind` is a class, such as `danger`."""
    return rx.el.button(
        rx.icon(icon, size=18, aria_hidden="true"),
        label,
        type="button",
        class_name=kind or None,
        on_click=on_click,
        custom_attrs={
            "data-testid": test_id,
            "popoverTarget": menu_id,
            "popoverTargetAction": "hide",
            **attributes,
        },
    )


def sheet_action(
    icon: str, label: rx.Var[str] | str, test_id: str, kind: str = "", **props: Any
) -> rx.Component:
    """A line of a sheet that does something; `kind` is a class, such as `danger`."""
    return rx.el.button(
        rx.icon(icon, size=20, aria_hidden="true"),
        label,
        type="button",
        class_name=f"sheet-action {kind}".strip(),
        data_testid=test_id,
        **props,
    )


def icon_button(icon: str, label: str, test_id: str, **props) -> rx.Component:
    """A round button that shows an icon and says its label."""
    return rx.el.button(
        rx.icon(icon, size=22, aria_hidden="true"),
        type="button",
        class_name="icon-button",
        aria_label=label,
        title=label,
        custom_attrs={"data-testid": test_id, "data-part": test_id},
        **props,
    )


def small_icon(icon: str, label: str, test_id: str, on_click, **props) -> rx.Component:
    """A button that shows an icon; its label is its accessible name and its tooltip."""
    return rx.el.button(
        rx.icon(icon, size=15, aria_hidden="true"),
        type="button",
        class_name="small-button",
        aria_label=label,
        title=label,
        on_click=on_click,
        data_testid=test_id,
        **props,
    )


def skeleton_rows(count: int, class_name: str) -> rx.Component:
    """Grey shapes where rows will be, so that nothing moves when they come."""
    return rx.el.div(
        *(rx.el.div(class_name="skeleton") for _ in range(count)), class_name=class_name, aria_hidden="true"
    )


def empty(icon: str, title: str, hint: str, *more: rx.Component) -> rx.Component:
    """A place with nothing in it, kindly said."""
    return rx.el.div(
        rx.el.div(icon, class_name="empty-icon", aria_hidden="true"),
        rx.el.h2(title),
        rx.el.p(hint),
        *more,
        class_name="empty",
    )


def _offline_banner() -> rx.Component:
    return rx.cond(
        has_connection_errors,
        rx.el.div(
            rx.icon("wifi-off", size=16, aria_hidden="true"),
            t.app.connection_lost,
            class_name="offline-banner",
            role="status",
            data_testid="offline-banner",
        ),
    )


def _announcement() -> rx.Component:
    """The owner's message to all, as typed, until the reader closes it."""
    is_new = SessionState.announcement_id != SessionState.read_announcement
    return rx.cond(
        (SessionState.announcement_id != "") & is_new,
        rx.el.div(
            rx.el.p(SessionState.announcement, dir="auto"),
            icon_button("x", t.app.close, "announcement-close", on_click=SessionState.close_announcement),
            class_name="announcement",
            role="status",
            data_testid="announcement",
        ),
    )


def _failure() -> rx.Component:
    return rx.cond(
        SessionState.failed | SessionState.crowded,
        rx.el.div(
            rx.el.span(rx.cond(SessionState.crowded, t.app.crowded, t.app.something_failed)),
            rx.el.button(t.app.close, type="button", on_click=SessionState.dismiss_failure),
            class_name="notice",
            role="alert",
            data_testid="notice",
        ),
    )


def question(text: rx.Var[str], on_click) -> rx.Component:
    """Something to say, by a touch."""
    return rx.el.button(
        text, type="button", key=text, class_name="question", on_click=on_click, data_testid="question"
    )
