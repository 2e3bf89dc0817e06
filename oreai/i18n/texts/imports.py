"""The words of one screen; each language fills all of them."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class ImportsTexts:
    """Bringing chats in: handing a file in, choosing, how far it is."""

    title: str
    open: str
    hint: str
    choose_file: str
    drop: str
    apps: str
    how: str
    how_to: Mapping[str, str]
    "By the app: where its file is to be had."
    uploading: str
    elsewhere: str
    reading: str
    reading_hint: str
    found: str
    span: str
    pictures: str
    left_out: str
    unreadable: str
    unreadable_title: str
    all: str
    chat_messages: str
    chat_left_out: str
    start: str
    gone: str
    running: str
    running_hint: str
    stop: str
    done: str
    cancelled: str
    undone: str
    refused_title: str
    refused: Mapping[str, str]
    "By the name of a `TransferRefused`."
    brought: str
    known: str
    failed: str
    undo: str
    undo_question: str
    undo_explained: str
    stayed: str
    past: str
    too_large: str
    upload_failed: str
    still_importing: str
    busy: str
    too_much_today: str
    no_room: str
    sources: Mapping[str, str]
    "The names of formats."
