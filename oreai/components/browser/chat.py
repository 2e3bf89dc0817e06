"""The scripts of a chat: its messages, what is done with them, the sheets of its settings."""

import reflex as rx
from reflex_base.vars.base import FIELD_MARKER

from oreai.components.browser.arguments import one_id
from oreai.components.markdown_packages import MARKDOWN_PACKAGES
from oreai.states.feed import REASONING, Feed
from oreai.states.model_list import GroupRow
from oreai.states.model_versions import VersionRow


def _one_send(chat_id: rx.Var[str], text: rx.Var[str], idempotency_key: rx.Var[str]) -> list[rx.Var]:
    return [chat_id, text, idempotency_key]


def _one_text(text: rx.Var[str]) -> list[rx.Var]:
    return [text]


def _one_form(form: rx.Var[dict[str, str]]) -> list[rx.Var]:
    return [form]


def _one_star(provider: rx.Var[str], model: rx.Var[str], wanted: rx.Var[bool]) -> list[rx.Var]:
    return [provider, model, wanted]


class FeedReader(rx.Component):
    """Takes the pieces of `Feed` into the page's stores of texts and rows."""

    library = "$/public/js/chat/feed.js"
    tag = "Feed"

    state: rx.Var[str] = rx.Var.create(Feed.get_full_name())
    field: rx.Var[str] = rx.Var.create("p" + FIELD_MARKER)
    root: rx.Var[str] = rx.Var.create(rx.State.get_full_name())
    hydrated: rx.Var[str] = rx.Var.create("is_hydrated" + FIELD_MARKER)
    reasoning: rx.Var[str] = rx.Var.create(REASONING)
    on_gap: rx.EventHandler[one_id]
    on_lost: rx.EventHandler[rx.event.no_args_event_spec]


class MessageBody(rx.Component):
    """A message's text from the text store."""

    library = "$/public/js/chat/message_body.js"
    tag = "MessageBody"
    lib_dependencies: list[str] = MARKDOWN_PACKAGES

    message_id: rx.Var[str]
    length: rx.Var[int]
    streaming: rx.Var[bool]
    markdown: rx.Var[bool]
    thinking: rx.Var[str]
    labels: rx.Var[dict[str, str]]
    on_gap: rx.EventHandler[one_id]


class ReasoningPart(rx.Component):
    """What a reasoning model thought, folded, where it thought anything."""

    library = "$/public/js/chat/reasoning_part.js"
    tag = "ReasoningPart"

    text_name: rx.Var[str]
    length: rx.Var[int]
    streaming: rx.Var[bool]
    title: rx.Var[str]
    title_now: rx.Var[str]
    on_gap: rx.EventHandler[one_id]


class Pause(rx.Component):
    """Counts the seconds of the pause a provider asked for, then says that they are over."""

    library = "$/public/js/chat/pause.js"
    tag = "Pause"

    pause: rx.Var[list[int]]
    wait: rx.Var[str]
    waited: rx.Var[str]


class LiveRegion(rx.Component):
    """What ears are told of a reply: that it began, and how it ended."""

    library = "$/public/js/chat/live_region.js"
    tag = "LiveRegion"

    running_id: rx.Var[str]
    began: rx.Var[str]
    endings: rx.Var[dict[str, str]]


class CopyMessage(rx.Component):
    """A button that copies a message."""

    library = "$/public/js/chat/message_actions.js"
    tag = "CopyMessage"

    message_id: rx.Var[str]
    label: rx.Var[str]
    done: rx.Var[str]


class EditMessage(rx.Component):
    """A button that opens a prompt to be written anew."""

    library = "$/public/js/chat/message_actions.js"
    tag = "EditMessage"

    message_id: rx.Var[str]
    label: rx.Var[str]
    cancel: rx.Var[str]
    keep: rx.Var[str]
    save: rx.Var[str]
    most: rx.Var[int]
    too_long: rx.Var[str]
    on_keep: rx.EventHandler[_one_send]
    on_save: rx.EventHandler[_one_send]


class EditSheet(rx.Component):
    """A sheet in which a prompt is written anew; the children stand below its text area."""

    library = "$/public/js/chat/edit_sheet.js"
    tag = "EditSheet"

    message_id: rx.Var[str]
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

    library = "$/public/js/chat/message_actions.js"
    tag = "RefusedEdits"

    refused: rx.Var[str]


class StaticBody(rx.Component):
    """The same looks for a text that is at hand."""

    library = "$/public/js/chat/message_body.js"
    tag = "StaticBody"
    lib_dependencies: list[str] = MARKDOWN_PACKAGES

    text: rx.Var[str]
    markdown: rx.Var[bool]
    labels: rx.Var[dict[str, str]]


class Transcript(rx.Component):
    """The column that keeps to the newest text, and asks for more where it ends."""

    library = "$/public/js/chat/transcript.js"
    tag = "Transcript"

    chat_id: rx.Var[str]
    earlier: rx.Var[int]
    later: rx.Var[int]
    on_earlier: rx.EventHandler[rx.event.no_args_event_spec]
    on_later: rx.EventHandler[rx.event.no_args_event_spec]
    on_newest: rx.EventHandler[rx.event.no_args_event_spec]


class DayLine(rx.Component):
    """Where a day begins, its name; times are in ms."""

    library = "$/public/js/chat/times.js"
    tag = "DayLine"

    at: rx.Var[int]
    before: rx.Var[int]
    is_first: rx.Var[bool]


class MessageTime(rx.Component):
    """The time of day at which a message was written."""

    library = "$/public/js/chat/times.js"
    tag = "MessageTime"

    at: rx.Var[int]


class QuestionTicks(rx.Component):
    """Short lines at the right edge, as many as there are questions; they open their list."""

    library = "$/public/js/chat/questions.js"
    tag = "QuestionTicks"

    label: rx.Var[str]
    earlier: rx.Var[int]
    on_open: rx.EventHandler[rx.event.no_args_event_spec]


class QuestionLink(rx.Component):
    """A row of the list of questions, which leads to one."""

    library = "$/public/js/chat/questions.js"
    tag = "QuestionLink"

    message_id: rx.Var[str]
    on_show: rx.EventHandler[rx.event.no_args_event_spec]


class ChoiceForm(rx.Component):
    """A form whose fields are filled once and then belong to the reader."""

    library = "$/public/js/chat/settings_form.js"
    tag = "ChoiceForm"

    version: rx.Var[int]
    values: rx.Var[dict[str, str]]
    most: rx.Var[int]
    too_long: rx.Var[str]
    on_save: rx.EventHandler[_one_form]


class Presets(rx.Component):
    """Buttons that write a value into a field of their form: [key, words, value] each."""

    library = "$/public/js/chat/presets.js"
    tag = "Presets"

    presets: rx.Var[list[list[str]]]
    field: rx.Var[str]
    label: rx.Var[str]


class ModelList(rx.Component):
    """The models that match what is written in the field above; a touch takes one, or stars it."""

    library = "$/public/js/chat/model_list.js"
    tag = "ModelList"

    groups: rx.Var[list[GroupRow]]
    favourites: rx.Var[list[list[str]]]
    last_used: rx.Var[list[list[str]]]
    words: rx.Var[dict[str, str]]
    on_star: rx.EventHandler[_one_star]


class Comparison(rx.Component):
    """Two versions of a reply, side by side or as tabs."""

    library = "$/public/js/chat/comparison.js"
    tag = "Comparison"
    lib_dependencies: list[str] = MARKDOWN_PACKAGES

    versions: rx.Var[list[VersionRow]]
    words: rx.Var[dict[str, str]]
    labels: rx.Var[dict[str, str]]
    on_gap: rx.EventHandler[one_id]
    on_choose: rx.EventHandler[one_id]
