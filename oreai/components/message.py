"""One look for a message, wherever it appears: history, examples, the running reply."""

import reflex as rx

from oreai.components.address import ROWS
from oreai.components.attachments import message_attachments
from oreai.components.boundaries import guarded_message
from oreai.components.browser.chat import (
    CopyMessage,
    DayLine,
    EditMessage,
    MessageBody,
    MessageTime,
    Pause,
    ReasoningPart,
    StaticBody,
)
from oreai.components.layout import small_icon
from oreai.components.limits import message_limit
from oreai.components.reply_actions import of_a_reply
from oreai.components.texts import t
from oreai.components.versions import versions
from oreai.states.chat import ChatState
from oreai.states.chat_pages import ChatPages
from oreai.states.context import ContextState
from oreai.states.deletions import DeletionsState
from oreai.states.feed import REASONING, MessageRow
from oreai.states.rows import ExampleRow
from oreai.states.versions import VersionsState

ASSISTANT = "assistant"


def message(row: rx.Var[MessageRow], at: rx.Var[int]) -> rx.Component:
    """A bubble, what went wrong with it, and what can be done about it."""
    is_last = (at == ROWS.length() - 1) & (ChatState.later == 0)
    is_latest = (at >= ROWS.length() - 2) & (ChatState.later == 0)
    return rx.fragment(
        DayLine.create(
            at=row.at,
            before=rx.cond(at > 0, ROWS[at - 1].at, 0),
            is_first=ChatState.earlier == 0,
        ),
        rx.cond(row.id == ContextState.start, _context_start()),
        guarded_message(_article(row, is_last, is_latest), role=row.role, message_id=row.id),
        key=row.id,
    )


def _context_start() -> rx.Component:
    """Here begins what the model sees in full."""
    return rx.el.div(
        rx.cond(ContextState.summary, t.context.start, t.context.start_bare),
        class_name="divider",
        role="separator",
        custom_attrs={"data-testid": "context-start", "data-part": "context-start"},
    )


def _article(row: rx.Var[MessageRow], is_last: rx.Var[bool], is_latest: rx.Var[bool]) -> rx.Component:
    """A message; an earlier prompt than that of the last exchange hides its buttons until it is asked."""
    streaming = row.status == "streaming"
    return rx.el.article(
        rx.el.div(
            _who(row.role),
            rx.cond(row.role == ASSISTANT, _reasoning(row, streaming), message_attachments(row)),
            rx.el.div(
                MessageBody.create(
                    message_id=row.id,
                    length=row.characters,
                    streaming=streaming,
                    markdown=row.role == ASSISTANT,
                    thinking=t.chat.thinking,
                    labels=body_labels(),
                    on_gap=ChatPages.resend_text,
                ),
                class_name="message-body",
                custom_attrs={"data-testid": "message-body", "data-part": "message-body"},
            ),
            rx.cond(_is_wordless(row), rx.el.p(t.chat.stopped_early, class_name="wordless")),
            _error(row, is_last),
            class_name="bubble",
        ),
        rx.cond(streaming & (row.note != ""), rx.el.footer(_note(row), class_name="message-footer")),
        _ending(row, is_last),
        class_name="message",
        custom_attrs={
            "data-testid": "message",
            "data-part": "message",
            "data-message-id": row.id,
            "data-role": row.role,
            "data-status": row.status,
            "data-latest": is_latest,
            "aria-busy": streaming,
        },
    )


def _is_wordless(row: rx.Var[MessageRow]) -> rx.Var[bool]:
    """Whether it was stopped before its first word."""
    return (row.status == "stopped") & (row.characters == 0)


def _reasoning(row: rx.Var[MessageRow], streaming: rx.Var[bool]) -> rx.Component:
    return ReasoningPart.create(
        text_name=row.id + REASONING,
        length=row.reasoning,
        streaming=streaming,
        title=t.chat.thinking_title,
        title_now=t.chat.thinking_now,
        on_gap=ChatPages.resend_text,
    )


def example(row: rx.Var[ExampleRow]) -> rx.Component:
    """A turn of a sample chat's examples."""
    article = rx.el.article(
        rx.el.div(
            _who(row.role),
            rx.el.div(
                StaticBody.create(text=row.content, markdown=row.role == ASSISTANT, labels=body_labels()),
                class_name="message-body",
            ),
            class_name="bubble",
        ),
        class_name="message",
        custom_attrs={"data-testid": "example", "data-role": row.role, "data-status": "complete"},
    )
    return guarded_message(article, role=row.role, text=row.content)


def body_labels() -> rx.Var[dict[str, str]]:
    """The words within a message's text."""
    return rx.Var.create(
        {
            "copy": t.markdown.copy_code,
            "copied": t.markdown.copied,
            "wrap": t.markdown.wrap_code,
            "code": t.markdown.diagram_code,
            "diagram": t.markdown.diagram,
            "table": t.markdown.table,
            "diagram_failed": t.markdown.diagram_failed,
            "diagram_large": t.markdown.diagram_large,
            "diagram_draw": t.markdown.diagram_draw,
            "image": t.markdown.image_hidden,
            "whole": t.markdown.view_whole,
            "notes": t.markdown.footnotes,
            "back": t.markdown.footnote_back,
            "task_done": t.markdown.task_done,
            "task_open": t.markdown.task_open,
            "note": t.markdown.note,
            "tip": t.markdown.tip,
            "important": t.markdown.important,
            "warning": t.markdown.warning,
            "caution": t.markdown.caution,
            "show_all": t.chat.show_all,
            "show_less": t.chat.show_less,
        }
    )


def _who(role: rx.Var[str]) -> rx.Component:
    """Who wrote it, visually hidden: sighted readers see it by side and colour."""
    return rx.el.span(
        rx.cond(role == ASSISTANT, t.chat.assistant_message, t.chat.your_message),
        class_name="visually-hidden",
    )


def _error(row: rx.Var[MessageRow], is_last: rx.Var[bool]) -> rx.Component:
    """What went wrong, when it can be tried again, and the provider's own words for who wants them."""
    return rx.cond(
        row.status == "failed",
        rx.fragment(
            rx.el.p(
                row.error,
                rx.cond(is_last & (row.pause.length() > 0), _pause(row)),
                class_name="message-error",
                data_testid="message-error",
            ),
            rx.cond(row.provider_message != "", _provider_message(row)),
        ),
    )


def _pause(row: rx.Var[MessageRow]) -> rx.Component:
    return rx.el.span(" ", Pause.create(pause=row.pause, wait=t.errors.wait, waited=t.errors.waited))


def _provider_message(row: rx.Var[MessageRow]) -> rx.Component:
    return rx.el.details(
        rx.el.summary(t.details.open),
        rx.el.div(row.provider_message, class_name="plain"),
        class_name="fold",
        data_testid="error-details",
    )


def _ending(row: rx.Var[MessageRow], is_last: rx.Var[bool]) -> rx.Component:
    """How it ended, unless well, and what can be done with it; nothing while it is being said."""
    return rx.cond(
        row.status != "streaming",
        rx.el.footer(
            rx.match(
                row.status,
                ("stopped", rx.cond(_is_wordless(row), None, rx.el.span(t.chat.stopped))),
                ("interrupted", rx.el.span(t.chat.interrupted)),
                rx.fragment(),
            ),
            rx.cond((row.versions > 1) & (row.role == ASSISTANT), versions(row)),
            rx.cond(row.role == ASSISTANT, None, MessageTime.create(at=row.at)),
            rx.cond(row.characters > 0, _copy(row)),
            rx.cond(row.role == ASSISTANT, of_a_reply(row, is_last), _of_a_prompt(row)),
            rx.cond((row.versions > 1) & (row.role != ASSISTANT), versions(row)),  # at the column's edge
            rx.cond(row.role == ASSISTANT, MessageTime.create(at=row.at)),
            rx.cond(row.note != "", _note(row)),
            class_name="message-footer",
        ),
    )


def _note(row: rx.Var[MessageRow]) -> rx.Component:
    return rx.el.p(row.note, class_name="note", data_testid="message-note")


def _of_a_prompt(row: rx.Var[MessageRow]) -> rx.Component:
    return rx.fragment(
        _edit(row),
        small_icon(
            "trash-2",
            t.chat.delete_message,
            "message-delete",
            DeletionsState.delete_message(row.id),
            custom_attrs={"data-deletes": row.id},
        ),
    )


def _copy(row: rx.Var[MessageRow]) -> rx.Component:
    return CopyMessage.create(
        rx.icon("copy", size=15, aria_hidden="true"),
        message_id=row.id,
        label=t.chat.copy_message,
        done=t.markdown.copied,
    )


def _edit(row: rx.Var[MessageRow]) -> rx.Component:
    return EditMessage.create(
        rx.icon("pencil", size=15, aria_hidden="true"),
        message_id=row.id,
        label=t.chat.edit_message,
        cancel=t.app.cancel,
        keep=t.chat.edit_keep,
        save=t.chat.edit_save,
        **message_limit(),
        on_keep=VersionsState.revise_message,
        on_save=VersionsState.edit_message,
    )
