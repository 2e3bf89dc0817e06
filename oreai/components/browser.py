"""The few lines of JavaScript that a browser needs, wrapped: each class is one file of assets/js."""

import reflex as rx
from reflex_base.vars.base import FIELD_MARKER

from oreai.components.markdown_packages import MARKDOWN_PACKAGES
from oreai.states.choices import GroupRow
from oreai.states.feed import Feed
from oreai.states.picker import PersonaLine


def _one_id(message_id: rx.Var[str]) -> list[rx.Var]:
    return [message_id]


def _one_text(text: rx.Var[str]) -> list[rx.Var]:
    return [text]


def _one_send(chat_id: rx.Var[str], text: rx.Var[str], send_key: rx.Var[str]) -> list[rx.Var]:
    return [chat_id, text, send_key]


def _one_prompt(
    chat_id: rx.Var[str], text: rx.Var[str], send_key: rx.Var[str], image_ids: rx.Var[list[str]]
) -> list[rx.Var]:
    return [chat_id, text, send_key, image_ids]


def _one_form(form: rx.Var[dict[str, str]]) -> list[rx.Var]:
    return [form]


def _one_draft(chat_id: rx.Var[str], text: rx.Var[str]) -> list[rx.Var]:
    return [chat_id, text]


class Page(rx.Component):
    """The document's language and title, and a word from time to time that it is still open."""

    library = "$/public/js/page.js"
    tag = "Page"

    lang: rx.Var[str]
    ready: rx.Var[bool]
    nobody: rx.Var[bool]
    lost: rx.Var[bool]
    title: rx.Var[str]
    on_stay: rx.EventHandler[rx.event.no_args_event_spec]


class FeedReader(rx.Component):
    """Takes the pieces of `Feed` into the page's stores of texts and rows."""

    library = "$/public/js/feed.js"
    tag = "Feed"

    state: rx.Var[str] = rx.Var.create(Feed.get_full_name())
    field: rx.Var[str] = rx.Var.create("p" + FIELD_MARKER)
    root: rx.Var[str] = rx.Var.create(rx.State.get_full_name())
    hydrated: rx.Var[str] = rx.Var.create("is_hydrated" + FIELD_MARKER)
    on_gap: rx.EventHandler[_one_id]
    on_lost: rx.EventHandler[rx.event.no_args_event_spec]


class MessageBody(rx.Component):
    """A message's text from the text store."""

    library = "$/public/js/message_body.js"
    tag = "MessageBody"
    lib_dependencies: list[str] = MARKDOWN_PACKAGES

    message_id: rx.Var[str]
    length: rx.Var[int]
    streaming: rx.Var[bool]
    markdown: rx.Var[bool]
    thinking: rx.Var[str]
    labels: rx.Var[dict[str, str]]
    on_gap: rx.EventHandler[_one_id]


class ThinkingPart(rx.Component):
    """What a reasoning model thought, folded, where it thought anything."""

    library = "$/public/js/thinking_part.js"
    tag = "ThinkingPart"

    text_name: rx.Var[str]
    length: rx.Var[int]
    streaming: rx.Var[bool]
    title: rx.Var[str]
    title_now: rx.Var[str]
    on_gap: rx.EventHandler[_one_id]


class Pause(rx.Component):
    """Counts the seconds of the pause a provider asked for, then says that they are over."""

    library = "$/public/js/pause.js"
    tag = "Pause"

    pause: rx.Var[list[int]]
    wait: rx.Var[str]
    waited: rx.Var[str]


class Heard(rx.Component):
    """What ears are told of a reply: that it began, and how it ended."""

    library = "$/public/js/heard.js"
    tag = "Heard"

    running_id: rx.Var[str]
    began: rx.Var[str]
    endings: rx.Var[dict[str, str]]


class CopyMessage(rx.Component):
    """A button that copies a message."""

    library = "$/public/js/message_actions.js"
    tag = "CopyMessage"

    message_id: rx.Var[str]
    label: rx.Var[str]
    done: rx.Var[str]


class EditPrompt(rx.Component):
    """A button that opens a prompt to be written anew."""

    library = "$/public/js/message_actions.js"
    tag = "EditPrompt"

    message_id: rx.Var[str]
    label: rx.Var[str]
    cancel: rx.Var[str]
    keep: rx.Var[str]
    save: rx.Var[str]
    most: rx.Var[int]
    too_long: rx.Var[str]
    on_keep: rx.EventHandler[_one_send]
    on_save: rx.EventHandler[_one_send]


class PromptSheet(rx.Component):
    """A sheet in which a prompt is written anew; the children stand below its text area."""

    library = "$/public/js/prompt_sheet.js"
    tag = "PromptSheet"

    prompt_id: rx.Var[str]
    open: rx.Var[bool]
    text: rx.Var[str]
    label: rx.Var[str]
    cancel: rx.Var[str]
    save: rx.Var[str]
    most: rx.Var[int]
    too_long: rx.Var[str]
    on_save: rx.EventHandler[_one_text]
    on_dismiss: rx.EventHandler[rx.event.no_args_event_spec]


class RefusedEdits(rx.Component):
    """Keeps the words of an edit that the server did not take, for when it is opened again."""

    library = "$/public/js/message_actions.js"
    tag = "RefusedEdits"

    refused: rx.Var[str]


class StaticBody(rx.Component):
    """The same looks for a text that is at hand."""

    library = "$/public/js/message_body.js"
    tag = "StaticBody"
    lib_dependencies: list[str] = MARKDOWN_PACKAGES

    text: rx.Var[str]
    markdown: rx.Var[bool]
    labels: rx.Var[dict[str, str]]


class Composer(rx.Component):
    """The form one writes in; its text area and buttons are its children."""

    library = "$/public/js/composer.js"
    tag = "Composer"

    chat_id: rx.Var[str]
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


class PromptPicker(rx.Component):
    """What `/` in the box offers."""

    library = "$/public/js/prompt_picker.js"
    tag = "PromptPicker"

    prompts: rx.Var[list[PersonaLine]]
    questions: rx.Var[list[str]]
    words: rx.Var[dict[str, str]]
    on_open: rx.EventHandler[rx.event.no_args_event_spec]
    on_take: rx.EventHandler[_one_id]


class Transcript(rx.Component):
    """The column that keeps to the newest text, and asks for more where it ends."""

    library = "$/public/js/transcript.js"
    tag = "Transcript"

    chat_id: rx.Var[str]
    earlier: rx.Var[int]
    later: rx.Var[int]
    on_earlier: rx.EventHandler[rx.event.no_args_event_spec]
    on_later: rx.EventHandler[rx.event.no_args_event_spec]
    on_newest: rx.EventHandler[rx.event.no_args_event_spec]


class ChoiceForm(rx.Component):
    """A form whose fields are filled once and then belong to the reader."""

    library = "$/public/js/choice_form.js"
    tag = "ChoiceForm"

    version: rx.Var[int]
    values: rx.Var[dict[str, str]]
    on_save: rx.EventHandler[_one_form]


class ModelList(rx.Component):
    """The models that match what is written in the field above; a touch takes one."""

    library = "$/public/js/model_list.js"
    tag = "ModelList"

    groups: rx.Var[list[GroupRow]]
    no_match: rx.Var[str]


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
    not_copied: rx.Var[str]
    on_new_chat: rx.EventHandler[rx.event.no_args_event_spec]


class Beside(rx.Component):
    """What stands beside the conversation where there is room."""

    library = "$/public/js/beside.js"
    tag = "Beside"

    on_room: rx.EventHandler[rx.event.no_args_event_spec]
