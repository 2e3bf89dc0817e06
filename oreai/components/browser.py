"""The few lines of JavaScript that a browser needs, wrapped: each class is one file of assets/js."""

import reflex as rx
from reflex_base.vars.base import FIELD_MARKER

from oreai.states.feed import Feed

_MARKDOWN = ["react-markdown@10.1.0", "remark-gfm@4.0.1", "highlight.js@11.11.1"]


def _one_id(message_id: rx.Var[str]) -> list[rx.Var]:
    return [message_id]


def _one_send(chat_id: rx.Var[str], text: rx.Var[str], send_key: rx.Var[str]) -> list[rx.Var]:
    return [chat_id, text, send_key]


class Page(rx.Component):
    """The document's language and title."""

    library = "$/public/js/page.js"
    tag = "Page"

    lang: rx.Var[str]
    ready: rx.Var[bool]
    nobody: rx.Var[bool]
    title: rx.Var[str]


class FeedReader(rx.Component):
    """Takes the pieces of `Feed` into the page's text store."""

    library = "$/public/js/feed.js"
    tag = "Feed"

    state: rx.Var[str] = rx.Var.create(Feed.get_full_name())
    field: rx.Var[str] = rx.Var.create("p" + FIELD_MARKER)
    on_gap: rx.EventHandler[_one_id]


class MessageBody(rx.Component):
    """A message's text from the text store."""

    library = "$/public/js/message_body.js"
    tag = "MessageBody"
    lib_dependencies: list[str] = _MARKDOWN

    message_id: rx.Var[str]
    length: rx.Var[int]
    streaming: rx.Var[bool]
    markdown: rx.Var[bool]
    thinking: rx.Var[str]
    labels: rx.Var[dict[str, str]]
    on_gap: rx.EventHandler[_one_id]


class StaticBody(rx.Component):
    """The same looks for a text that is at hand."""

    library = "$/public/js/message_body.js"
    tag = "StaticBody"
    lib_dependencies: list[str] = _MARKDOWN

    text: rx.Var[str]
    markdown: rx.Var[bool]
    labels: rx.Var[dict[str, str]]


class Composer(rx.Component):
    """The form one writes in; its text area and buttons are its children."""

    library = "$/public/js/composer.js"
    tag = "Composer"

    chat_id: rx.Var[str]
    busy: rx.Var[bool]
    accepted: rx.Var[str]
    refused: rx.Var[str]
    on_send: rx.EventHandler[_one_send]


class Transcript(rx.Component):
    """The column that keeps to the newest text."""

    library = "$/public/js/transcript.js"
    tag = "Transcript"

    chat_id: rx.Var[str]


class Modal(rx.Component):
    """A dialog that keeps the focus."""

    library = "$/public/js/modal.js"
    tag = "Modal"

    open: rx.Var[bool]
    on_dismiss: rx.EventHandler[rx.event.no_args_event_spec]


class Place(rx.Component):
    """How far down each screen was, and the way back."""

    library = "$/public/js/place.js"
    tag = "Place"


class LastSeen(rx.Component):
    """Keeps what was seen for when there is no network, and registers the worker that shows it."""

    library = "$/public/js/last_seen.js"
    tag = "LastSeen"

    reader: rx.Var[str]
    words: rx.Var[dict[str, str]]


class Shortcuts(rx.Component):
    """The keyboard's shortcuts; the children are the sheet that lists them."""

    library = "$/public/js/shortcuts.js"
    tag = "Shortcuts"

    label: rx.Var[str]
    copied: rx.Var[str]
    on_new_chat: rx.EventHandler[rx.event.no_args_event_spec]


class Beside(rx.Component):
    """What stands beside the conversation where there is room."""

    library = "$/public/js/beside.js"
    tag = "Beside"

    on_room: rx.EventHandler[rx.event.no_args_event_spec]
