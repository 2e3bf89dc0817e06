"""The scripts that belong to the page as a whole."""

from typing import Any

import reflex as rx


class Page(rx.Component):
    """The document's language and title, and a word from time to time that it is still open."""

    library = "$/public/js/browser/page.js"
    tag = "Page"

    lang: rx.Var[str]
    ready: rx.Var[bool]
    nobody: rx.Var[bool]
    lost: rx.Var[bool]
    title: rx.Var[str]
    on_stay: rx.EventHandler[rx.event.no_args_event_spec]


class Modal(rx.Component):
    """A dialog that keeps the focus."""

    library = "$/public/js/browser/modal.js"
    tag = "Modal"

    open: rx.Var[bool]
    on_dismiss: rx.EventHandler[rx.event.no_args_event_spec]


class ScrollRestoration(rx.Component):
    """How far down each screen was, and the way back."""

    library = "$/public/js/browser/scroll_restoration.js"
    tag = "ScrollRestoration"


class LazyPart(rx.Component):
    """A part of the page that is fetched when it is first needed."""

    library = "$/public/js/browser/lazy_part.js"
    tag = "LazyPart"

    needed: rx.Var[bool]
    load: rx.Var[Any]


class LazyMenu(rx.Component):
    """A menu whose lines are fetched when it is first opened."""

    library = "$/public/js/browser/lazy_menu.js"
    tag = "LazyMenu"

    load: rx.Var[Any]


class Haptics(rx.Component):
    """A pulse under the finger that sends or stops."""

    library = "$/public/js/browser/haptics.js"
    tag = "Haptics"


class InstallHint(rx.Component):
    """The hint to put OreAI on the home screen."""

    library = "$/public/js/browser/install_hint.js"
    tag = "InstallHint"

    words: rx.Var[dict[str, str]]


class LastSeen(rx.Component):
    """Keeps what was seen for when there is no network, and registers the worker that shows it."""

    library = "$/public/js/offline/last_seen.js"
    tag = "LastSeen"

    reader: rx.Var[str]
    words: rx.Var[dict[str, str]]


class ReadingChoice(rx.Component):
    """Buttons of which one is chosen; this browser remembers which."""

    library = "$/public/js/browser/reading_choices.js"
    tag = "ReadingChoice"

    kind: rx.Var[str]
    choices: rx.Var[list[list[str]]]


class Shortcuts(rx.Component):
    """The keyboard's shortcuts; `load` fetches what lists them."""

    library = "$/public/js/browser/shortcuts.js"
    tag = "Shortcuts"

    load: rx.Var[Any]
    label: rx.Var[str]
    copied: rx.Var[str]
    not_copied: rx.Var[str]
    on_new_chat: rx.EventHandler[rx.event.no_args_event_spec]
    on_search: rx.EventHandler[rx.event.no_args_event_spec]
