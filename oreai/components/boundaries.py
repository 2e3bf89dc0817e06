"""What is shown where something does not work: a message, the conversation, the page, the browser's store."""

import json
from dataclasses import asdict

import reflex as rx

from oreai.components.address import CHAT_ID, is_here
from oreai.components.texts import t
from oreai.i18n import TEXTS
from oreai.settings import ROOT

_SCRIPTS = ROOT / "assets" / "js" / "browser"
_PARTS = "$/public/js/browser/broken_parts.js"


class MessageBoundary(rx.Component):
    """Around one message: one that cannot be shown can be read as it was written."""

    library = _PARTS
    tag = "MessageBoundary"

    message_id: rx.Var[str]
    role: rx.Var[str]
    text: rx.Var[str]
    words: rx.Var[dict[str, str]]


class ConversationBoundary(rx.Component):
    """Around the conversation, beside the box one writes in."""

    library = _PARTS
    tag = "ConversationBoundary"

    words: rx.Var[dict[str, str]]
    ready: rx.Var[bool]


class PageBoundary(rx.Component):
    """Around everything else of a screen."""

    library = _PARTS
    tag = "PageBoundary"


class StorageNote(rx.Component):
    """A line that says that the browser keeps nothing here; its child is the sign that puts it away."""

    library = "$/public/js/browser/storage_note.js"
    tag = "StorageNote"

    text: rx.Var[str]
    close: rx.Var[str]


def guarded_message(
    message: rx.Component,
    *,
    role: rx.Var[str],
    message_id: rx.Var[str] | str = "",
    text: rx.Var[str] | str = "",
) -> rx.Component:
    """A message that harms no other; `text` where it is not in the page's store of texts."""
    words = {"broken": t.chat.message_broken, "as_text": t.chat.show_as_text, "again": t.chat.show_again}
    return MessageBoundary.create(
        message, message_id=message_id, role=role, text=text, words=rx.Var.create(words)
    )


def guarded_conversation(*parts: rx.Component) -> rx.Component:
    """A conversation whose breaking leaves the page alive."""
    words = {"broken": t.chat.conversation_broken, "again": t.chat.show_again}
    return ConversationBoundary.create(*parts, words=rx.Var.create(words), ready=is_here, key=CHAT_ID)


def storage_note() -> rx.Component:
    """Shown where the browser's store is closed to the page."""
    return StorageNote.create(
        rx.icon("x", size=16, aria_hidden="true"), text=t.obstacles.storage_note, close=t.app.close
    )


def scripts_before_the_app() -> list[rx.Component]:
    """What runs before anything of the app does, and says what keeps it from working."""
    words = {texts.app.html_lang: asdict(texts.obstacles) for texts in TEXTS.values()}
    obstacle = f"const oreaiObstacleWords = {json.dumps(words, ensure_ascii=False)};\n{_script('obstacle')}"
    return [
        rx.el.script(obstacle),
        rx.el.script(_script("first_paint")),
    ]


def without_scripts() -> rx.Component:
    """For a browser that runs none."""
    return rx.el.noscript(*(rx.el.p(texts.obstacles.no_scripts) for texts in TEXTS.values()))


def _script(name: str) -> str:
    return (_SCRIPTS / f"{name}.js").read_text(encoding="utf-8")
