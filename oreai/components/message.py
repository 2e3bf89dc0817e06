"""One look for a message, wherever it appears: history, examples, the running reply."""

import reflex as rx

from oreai.components.address import ROWS
from oreai.components.attachments import message_attachments
from oreai.components.boundaries import guarded_message
from oreai.components.browser.chat import (
    CopyMessage,
    EditMessage,
    MessageBody,
    Pause,
    ReasoningPart,
    StaticBody,
)
from oreai.components.layout import small_icon
from oreai.components.limits import message_limit
from oreai.components.message_menu import message_menu_button
from oreai.components.versions import versions
from oreai.components.words import t
from oreai.states.chat import ChatState
from oreai.states.chat_pages import ChatPages
from oreai.states.context import ContextState
from oreai.states.deletions import DeletionsState
from oreai.states.feed import REASONING, MessageRow
from oreai.states.replies import RepliesState
from oreai.states.rows import ExampleRow
from oreai.states.settings import SettingsState
from oreai.states.versions import VersionsState

ASSISTANT = "assistant"


def message(row: rx.Var[MessageRow], at: rx.Var[int]) -> rx.Component:
    """A bubble, what went wrong with it, and what can be done about it."""
    is_last = (at == ROWS.length() - 1) & (ChatState.later == 0)
    return rx.fragment(
        rx.cond(row.id == ContextState.start, _context_start()),
        guarded_message(_article(row, is_last), role=row.role, message_id=row.id),
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


def _article(row: rx.Var[MessageRow], is_last: rx.Var[bool]) -> rx.Component:
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
            "aria-busy": streaming,
        },
    )


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
            "image": t.markdown.image_hidden,
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
                ("stopped", rx.el.span(t.chat.stopped)),
                ("interrupted", rx.el.span(t.chat.interrupted)),
                rx.fragment(),
            ),
            rx.cond(row.versions > 1, versions(row)),
            rx.cond(row.characters > 0, _copy(row)),
            rx.cond(row.role == ASSISTANT, _of_a_reply(row, is_last), _of_a_prompt(row)),
            rx.cond(row.note != "", _note(row)),
            class_name="message-footer",
        ),
    )


def _note(row: rx.Var[MessageRow]) -> rx.Component:
    return rx.el.p(row.note, class_name="note", data_testid="message-note")


def _of_a_reply(row: rx.Var[MessageRow], is_last: rx.Var[bool]) -> rx.Component:
    return rx.fragment(
        rx.cond(
            is_last & row.can_continue,
            _action("play", t.chat.go_on_label, "message-continue", RepliesState.continue_reply(row.id)),
        ),
        rx.cond(
            is_last & row.can_retry,
            _action("rotate-cw", t.chat.retry, "message-retry", RepliesState.retry_reply(row.id)),
        ),
        rx.cond(
            is_last & row.can_retry_longer,
            _action("timer", t.chat.retry_longer, "message-retry-longer", RepliesState.retry_longer(row.id)),
        ),
        rx.cond(is_last & row.can_use_default, _use_default_model(row)),
        message_menu_button(row.id),
    )


def _use_default_model(row: rx.Var[MessageRow]) -> rx.Component:
    on_click = SettingsState.use_default_model(row.id)
    return _action("sparkles", t.chat.use_default_model, "message-use-default", on_click)


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


def _action(icon: str, label: str, test_id: str, on_click) -> rx.Component:
    return rx.el.button(
        rx.icon(icon, size=15, aria_hidden="true"),
        label,
        type="button",
        class_name="small-button",
        on_click=on_click,
        data_testid=test_id,
    )
