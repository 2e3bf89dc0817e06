"""What a screen is shown of a chat: plain values, and when a reply may go on."""

from dataclasses import dataclass

from oreai.models import Message, Role, Status
from oreai.services.generation import Generation


@dataclass(frozen=True)
class MessageView:
    """A message as a view shows it; `retry_after_s` counts from when it ended."""

    id: str
    role: str
    status: str
    content: str
    error_kind: str = ""
    error_words: str = ""
    retry_after_s: int = 0
    can_continue: bool = False
    "It ended early with something said: the model can go on from there."


@dataclass(frozen=True)
class ConversationView:
    """A chat as the screen shows it."""

    chat_id: str
    icon: str
    title: str
    opening: str
    questions: list[str]
    examples: list[tuple[str, str]]
    "(role, content) turns."
    messages: list[MessageView]
    running_id: str = ""
    "The message whose reply is being made, if any."


@dataclass(frozen=True)
class Growth:
    """What a running reply has said since the offset (in characters)."""

    message_id: str
    offset: int
    text: str


def view_of(message: Message, generation: Generation | None) -> MessageView:
    """A message with the text of this moment: a running reply's is in memory, ahead of the store."""
    runs = generation and generation.message_id == message.id and message.status == Status.STREAMING
    return MessageView(
        id=message.id,
        role=message.role,
        status=message.status,
        content=str(generation.text) if generation and runs else message.content,
        error_kind=message.error_kind or "",
        error_words=message.error_text or "",
        retry_after_s=message.retry_after_s or 0,
        can_continue=can_continue(message),
    )


def can_continue(message: Message) -> bool:
    """Whether this is a reply that ended before the model was done, with something said."""
    if message.role != Role.ASSISTANT or not message.content:
        return False
    cut_short = message.status == Status.COMPLETE and message.finish_reason == "length"
    return cut_short or message.status in (Status.STOPPED, Status.INTERRUPTED, Status.FAILED)
