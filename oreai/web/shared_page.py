"""The page of a shared link: HTML from the server, so that it can be read before any script has come.

It has the looks of the app.
"""

import html
from collections.abc import Iterator
from pathlib import Path

from oreai.i18n import fill, texts_for
from oreai.i18n.texts import Texts
from oreai.services.sharing.page_markdown import as_page_html
from oreai.services.sharing.reading import SharedChat, SharedMessage
from oreai.web.page_style import page_style

_STYLES = ("tokens", "base", "buttons", "messages", "markdown", "prose", "formulas")
_OWN_STYLE = Path(__file__).with_suffix(".css")
_USER = "user"


def shared_page(chat: SharedChat, token: str, locale: str, path: str) -> str:
    """A chat as its link shows it.

    Args:
        token: the link's.
        path: below which OreAI lies on its host; empty for none.
    """
    texts = texts_for(locale)
    day = f"{chat.updated_at:%Y-%m-%d}"
    body = (
        f'<header><p class="shared-brand"><a href="{path}/">{_ICON.format(path=path)}OreAI</a>'
        f"<span>{texts.sharing.shared}</span></p>"
        f'<h1><span aria-hidden="true">{html.escape(chat.icon)}</span> {html.escape(chat.title)}</h1>'
        f'<p class="shared-note"><time datetime="{day}">{day}</time> · {texts.sharing.by_ai}</p></header>'
        f"<main>{''.join(_article(one, token, texts, path) for one in chat.messages)}</main>"
        f"{_pages(chat, texts)}{_end(chat, token, texts, path)}"
    )
    return "".join(_whole(html.escape(chat.title), body, texts, path))


def missing_page(locale: str, path: str, *, is_too_fast: bool = False) -> str:
    """Says that the link leads nowhere, or that it was asked too often."""
    texts = texts_for(locale)
    words, hint = texts.sharing.missing, texts.sharing.missing_hint
    if is_too_fast:
        words, hint = texts.sharing.too_fast, texts.sharing.too_fast_hint
    body = (
        '<main class="shared-missing" data-testid="share-missing"><div aria-hidden="true">🔗</div>'
        f"<h1>{words}</h1><p>{hint}</p>"
        f'<a class="button main" href="{path}/">{texts.sharing.to_app}</a></main>'
    )
    return "".join(_whole(words, body, texts, path))


_ICON = '<img src="{path}/icons/icon.svg" alt="" width="24" height="24">'


def _whole(title: str, body: str, texts: Texts, path: str) -> Iterator[str]:
    yield (
        f'<!doctype html><html lang="{texts.app.html_lang}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover">'
        '<meta name="robots" content="noindex, nofollow"><meta name="referrer" content="no-referrer">'
        '<meta name="theme-color" content="#f7f4ee" media="(prefers-color-scheme: light)">'
        '<meta name="theme-color" content="#191815" media="(prefers-color-scheme: dark)">'
        f'<title>{title} · OreAI</title><link rel="icon" href="{path}/icons/icon.svg" type="image/svg+xml">'
        f"<style>{page_style(_STYLES, _OWN_STYLE)}</style>"
        f'<script type="module" src="{path}/js/sharing/shared_page.js"></script>'
        f"</head><body>{body}</body></html>"
    )


def _article(message: SharedMessage, token: str, texts: Texts, path: str) -> str:
    is_user = message.role == _USER
    speaker = texts.sharing.you if is_user else texts.sharing.assistant
    content = (
        f'<div class="plain">{html.escape(message.content)}</div>'
        if is_user
        else f'<div class="markdown" dir="auto">{as_page_html(message.content)}</div>'
    )
    return (
        f'<article class="message" data-testid="message" data-role="{message.role}">'
        f'<h2 class="visually-hidden">{speaker}</h2><div class="bubble">'
        f"{_reasoning(message, texts)}{_pictures(message, token, texts, path)}"
        f'<div class="message-body" data-testid="message-body">{content}</div></div></article>'
    )


def _reasoning(message: SharedMessage, texts: Texts) -> str:
    if not message.reasoning:
        return ""
    return (
        f"<details><summary>{texts.sharing.reasoning}</summary>"
        f'<div class="markdown">{as_page_html(message.reasoning)}</div></details>'
    )


def _pictures(message: SharedMessage, token: str, texts: Texts, path: str) -> str:
    if not message.attachments:
        return ""
    pictures = (
        f'<img src="{path}/api/shared/{token}/attachments/{one.id}" alt="{texts.sharing.picture}" '
        f'loading="lazy" width="{one.width}" height="{one.height}">'
        for one in message.attachments
    )
    return f'<div class="shared-pictures">{"".join(pictures)}</div>'


def _pages(chat: SharedChat, texts: Texts) -> str:
    if chat.pages == 1:
        return ""
    earlier = _to_page(chat.page - 1, texts.sharing.earlier) if chat.page > 1 else ""
    later = _to_page(chat.page + 1, texts.sharing.later) if chat.page < chat.pages else ""
    here = fill(texts.sharing.page, page=chat.page, pages=chat.pages)
    return f'<nav class="shared-pages">{earlier}<span>{here}</span>{later}</nav>'


def _to_page(page: int, words: str) -> str:
    return f'<a class="button" href="?page={page}">{words}</a>'


def _end(chat: SharedChat, token: str, texts: Texts, path: str) -> str:
    if chat.is_mine:
        return f"<footer><p>{texts.sharing.is_mine}</p></footer>"
    return (
        '<footer><button type="button" class="button main" data-testid="share-continue" '
        f'data-copies-to="{path}/api/shared/{token}/copy" data-path="{path}">{texts.sharing.go_on}</button>'
        f'<p role="status" data-part="notice" data-unreachable="{texts.sharing.unreachable}"></p>'
        f"<p>{texts.sharing.go_on_hint}</p></footer>"
    )
