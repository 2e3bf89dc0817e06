"""The scripts of the box one writes in."""

import reflex as rx

from oreai.components.browser.arguments import one_id
from oreai.states.picker import PersonaLine


def _one_prompt(
    chat_id: rx.Var[str], text: rx.Var[str], idempotency_key: rx.Var[str], attachment_ids: rx.Var[list[str]]
) -> list[rx.Var]:
    return [chat_id, text, idempotency_key, attachment_ids]


def _one_draft(chat_id: rx.Var[str], text: rx.Var[str]) -> list[rx.Var]:
    return [chat_id, text]


class Composer(rx.Component):
    """The form one writes in; its text area and buttons are its children."""

    library = "$/public/js/composer/composer.js"
    tag = "Composer"

    chat_id: rx.Var[str]
    folder: rx.Var[str]
    busy: rx.Var[bool]
    lost: rx.Var[bool]
    accepted: rx.Var[str]
    refused: rx.Var[str]
    draft: rx.Var[str | None]
    shortened: rx.Var[str]
    most: rx.Var[int]
    too_long: rx.Var[str]
    on_send: rx.EventHandler[_one_prompt]
    on_draft: rx.EventHandler[_one_draft]
    on_shorten: rx.EventHandler[_one_draft]
    paste_words: rx.Var[dict[str, str]]


class Quote(rx.Component):
    """The offer to quote what is selected, and the chip of what is quoted."""

    library = "$/public/js/composer/quote.js"
    tag = "Quote"

    words: rx.Var[dict[str, str]]


class FollowUps(rx.Component):
    """What could be said after the newest reply."""

    library = "$/public/js/composer/follow_ups.js"
    tag = "FollowUps"

    label: rx.Var[str]


class SharedWords(rx.Component):
    """Takes what comes in the address of the first screen into its box."""

    library = "$/public/js/composer/shared_words.js"
    tag = "SharedWords"


class Picker(rx.Component):
    """What `/` in the box offers."""

    library = "$/public/js/composer/picker.js"
    tag = "Picker"

    prompts: rx.Var[list[PersonaLine]]
    questions: rx.Var[list[str]]
    words: rx.Var[dict[str, str]]
    on_open: rx.EventHandler[rx.event.no_args_event_spec]
    on_take: rx.EventHandler[one_id]
