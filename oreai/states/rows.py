"""What a chat's services say, in the form and the words a screen shows."""

from dataclasses import dataclass
from datetime import timedelta

from oreai.i18n import Texts, fill, texts_for
from oreai.services.accounts.ownership import NoSuchChat
from oreai.services.attachments.store import NoSuchAttachment, TooManyAttachments
from oreai.services.conversation.queue import NoLongerQueued
from oreai.services.conversation.views import ConversationView, MessageView
from oreai.services.conversation.written import TooMuchWritten
from oreai.services.models.chat_models import LONGEST_MESSAGE, MessageTooLong, OverWindow
from oreai.services.replies.start import QueueFull, StillReplying
from oreai.states.feed import REASONING, MessageRow

NOT_SENT = (
    StillReplying,
    QueueFull,
    MessageTooLong,
    OverWindow,
    NoSuchChat,
    NoSuchAttachment,
    TooManyAttachments,
)
"Why a prompt may not be stored."


@dataclass
class ExampleRow:
    """An example turn of a sample chat."""

    role: str
    content: str


def rows_and_texts(view: ConversationView, locale: str) -> tuple[list[MessageRow], dict[str, str]]:
    """The rows of a view, and the texts that belong to them by their names in the feed."""
    texts: dict[str, str] = {}
    for message in view.messages:
        texts |= texts_of(message)
    rows = [_row(message, locale) for message in view.messages]
    if rows:
        rows[-1].follow_ups = list(view.follow_ups)
    return rows, texts


def texts_of(message: MessageView) -> dict[str, str]:
    """The message's text, and its thinking where it has any, by their names in the feed."""
    reasoning = {message.id + REASONING: message.reasoning} if message.reasoning else {}
    return {message.id: message.content} | reasoning


def _row(message: MessageView, locale: str) -> MessageRow:
    streaming = message.status == "streaming"
    error = error_of(message, locale)
    return MessageRow(
        id=message.id,
        role=message.role,
        status=message.status,
        characters=0 if streaming else len(message.content),
        error=error,
        note=_note(message, locale),
        can_continue=message.can_continue,
        can_retry=message.can_retry,
        can_retry_longer=message.can_retry_longer,
        can_use_default=message.can_use_default,
        version=message.version,
        versions=message.versions,
        model_name=message.model_name,
        reasoning=0 if streaming else len(message.reasoning),
        attachments=[[one.id, one.kind, one.name, one.width, one.height] for one in message.attachments],
        provider_message="" if message.provider_message in error else message.provider_message,
        at=int(message.created_at.timestamp() * 1000) if message.created_at else 0,
        follow_ups=[],
        pause=_pause(message),
    )


def error_of(message: MessageView, locale: str) -> str:
    """What went wrong with the message, in the reader's language, if anything."""
    if message.status != "failed":
        return ""
    return error_words(message.error_kind, message.provider_message, texts_for(locale))


def _pause(message: MessageView) -> list[int]:
    if not message.retry_after_s or not message.finished_at:
        return []
    over = message.finished_at + timedelta(seconds=message.retry_after_s)
    return [message.retry_after_s, int(over.timestamp() * 1000)]


def error_words(kind: str, provider_message: str, texts: Texts) -> str:
    """What an error of this kind is called, with the provider's own message where that is told."""
    unknown = texts.errors.kinds["unknown"]
    return fill(texts.errors.kinds.get(kind, unknown), words=provider_message or unknown)


def _note(message: MessageView, locale: str) -> str:
    texts, notes = texts_for(locale), []
    if message.waits_for:
        notes.append(texts.box.waits[message.waits_for])
    if message.introduces:
        notes.append(fill(texts.box.note, model=message.introduces))
    return "\n".join([*notes, *notes_on_length(message.refitted_to, message.truncated_to, texts)])


def notes_on_length(refitted_to: int, truncated_to: int, texts: Texts) -> list[str]:
    """What has become of a request that was too long, if anything: we cut it, or the provider did."""
    notes = {texts.chat.refitted: refitted_to, texts.chat.truncated: truncated_to}
    return [fill(words, limit=tokens, tokens=tokens) for words, tokens in notes.items() if tokens]


def refusal(error: Exception, locale: str, *, has_attachments: bool = False) -> str:
    """Why nothing was sent; `has_attachments` where attachments would have gone with it."""
    texts = texts_for(locale)
    match error:
        case StillReplying():
            return texts.chat.still_replying
        case QueueFull():
            return fill(texts.composer.queue_full, limit=error.waiting)
        case NoLongerQueued():
            return texts.composer.queue_gone
        case TooMuchWritten(minutes=minutes):
            return fill(texts.composer.too_much_written, minutes=minutes)
        case MessageTooLong():
            return fill(texts.composer.too_long, length=error.length, limit=LONGEST_MESSAGE)
        case OverWindow():
            words = texts.composer.over_window_images if has_attachments else texts.composer.over_window
            return fill(words, length=error.tokens, limit=error.room)
        case TooManyAttachments():
            return fill(texts.attachments.too_many, limit=error.limit)
        case NoSuchAttachment():
            return texts.attachments.gone
        case _:
            return texts.chat.missing
