"""A chat as one HTML page: it needs nothing else, asks nobody, and prints well in Chinese."""

import html
from collections.abc import Callable, Iterator
from datetime import tzinfo
from pathlib import Path

from oreai.i18n import fill, texts_for
from oreai.services.transfer.chat_file import FileChat, FileMessage, Whole
from oreai.services.transfer.html_markdown import html_markdown

_STYLE = Path(__file__).with_name("html_page.css")
_POLICY = "default-src 'none'; img-src data:; style-src 'unsafe-inline'"


def as_html(
    chat: FileChat, locale: str, zone: tzinfo, address_of: Callable[[str], str], whole: Whole = iter
) -> Iterator[str]:
    """The chosen branch as a page, in pieces.

    Args:
        zone: for the times in it.
        address_of: a picture's `data:` address by its path; empty where it is gone.
    """
    texts = texts_for(locale)
    title = html.escape(chat.title)
    yield (
        f'<!doctype html><html lang="{texts.app.html_lang}"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{title}</title><style>{_STYLE.read_text('utf-8')}</style></head><body>"
        f"<header><h1>{title}</h1>"
    )
    if chat.updated:
        when = chat.updated.astimezone(zone).strftime("%Y-%m-%d %H:%M")
        yield f"<p>{html.escape(fill(texts.transfer.written_at, when=when))}</p>"
    yield "</header><main>"
    speakers = {"user": texts.transfer.you, "assistant": texts.transfer.assistant}
    for message in whole(_branch(chat)):
        yield from _article(message, speakers[message.role], texts.transfer.reasoning, address_of)
    yield "</main></body></html>"


def _branch(chat: FileChat) -> Iterator[FileMessage]:
    below = {message.parent: message for message in chat.messages if message.selected}
    here = below.get(None)
    while here is not None:
        yield here
        here = below.get(here.id)


def _article(
    message: FileMessage, speaker: str, reasoning: str, address_of: Callable[[str], str]
) -> Iterator[str]:
    name = f"{speaker} · {message.model}" if message.model else speaker
    yield f'<article class="{message.role}"><h2>{html.escape(name)}</h2>'
    for picture in message.pictures:
        if address := address_of(picture.path):
            yield f'<img src="{address}" alt="">'
    if message.reasoning:
        yield f"<details><summary>{html.escape(reasoning)}</summary>"
        yield f"{_MARKDOWN.render(message.reasoning)}</details>"
    yield f"{_MARKDOWN.render(message.content)}</article>"


_MARKDOWN = html_markdown()
