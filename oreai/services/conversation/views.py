"""What a screen is shown of a chat, as plain values, with what its reader may do with each message."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from oreai.llm.errors import ModelGone, OnlyReasoning
from oreai.models import Message, Role, Status
from oreai.services.attachments.store import AttachmentView
from oreai.services.conversation.memory_offers import MemoryOffer
from oreai.services.replies.running_reply import RunningReply
from oreai.services.replies.start import can_continue
from oreai.services.requests.build import ContextUsage
from oreai.services.usage.allowance import Allowance


@dataclass(frozen=True)
class MessageView:
    """A message as a view shows it; `retry_after_s` counts from `finished_at`."""

    id: str
    role: str
    status: str
    content: str
    error_kind: str = ""
    provider_message: str = ""
    retry_after_s: int = 0
    created_at: datetime | None = None
    finished_at: datetime | None = None
    can_continue: bool = False
    "It ended early with some text: the model can go on from there."
    can_retry: bool = False
    "It can be asked for once more: the message it answers is still there."
    can_retry_longer: bool = False
    "More tokens may help: reasoning used up those it had."
    can_use_default: bool = False
    "The model that the chat has chosen is not there any more: the default one can be asked instead."
    version: int = 1
    versions: int = 1
    "Which of how many versions this is."
    model_name: str = ""
    "Its model's, where its versions are of several models."
    reasoning: str = ""
    moved: int = 0
    "How often the text of a running reply has turned out to be reasoning: from then on it is another one."
    refitted_to: int = 0
    "The limit in tokens the request was cut to after a refusal as too long; 0 where nothing was refused."
    truncated_to: int = 0
    "How many tokens of the request the provider read, where it left the rest away; 0 where it did not."
    attachments: Sequence[AttachmentView] = ()
    waits_for: str = ""
    "What has to happen before its model can speak: loading, or queued; empty where nothing has to."
    introduces: str = ""
    "The small model that wrote it, where this is its first reply in the chat."


@dataclass(frozen=True)
class Shown:
    """Which part of a chat a screen shows: from one message to another, or to the newest."""

    first: str = ""
    last: str = ""


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
    shown: Shown
    context_usage: ContextUsage
    "What the model would be sent of it."
    allowance: Allowance
    "What its reader may still ask for."
    archived: bool = False
    temporary: bool = False
    memory_offer: MemoryOffer | None = None
    "What its newest message asks to be remembered, until that is answered."
    follow_ups: Sequence[str] = ()
    "What its reader could say after the newest message."
    draft: str = ""
    queue: Sequence[tuple[str, str, Collection[str]]] = ()
    "(id, text, kinds of its attachments) of each queued message, its text as far as a line shows it."
    running_id: str = ""
    "The message whose reply is being made, if any."
    earlier: int = 0
    "How many messages stand before those that are shown."
    later: int = 0
    "How many stand after them."


@dataclass(frozen=True)
class ReplyDelta:
    """A part of a running reply for a view: text or reasoning from an offset in characters, 0 for all."""

    message_id: str
    offset: int
    text: str
    reasoning: bool = False


def view_of(
    message: Message,
    running: RunningReply | None,
    versions: Sequence[str] = (),
    attachments: Sequence[AttachmentView] = (),
    *,
    can_go_on: bool = True,
    can_retry: bool = False,
    has_own_model: bool = False,
    introduces: bool = False,
    model_name: str = "",
) -> MessageView:
    """A message as a view shows it now: a running reply's text is in memory, ahead of the store.

    Args:
        running: the chat's reply that is being made, if any.
        versions: the ids of its versions, where there is more than itself.
        attachments: its attachments.
        can_go_on: one more reply can be asked for.
        has_own_model: its chat has chosen another model than the default one.
        introduces: it is the first one of its model, of which the reader should know what it is.
    """
    runs = running and running.message_id == message.id and message.status == Status.STREAMING
    return MessageView(
        id=message.id,
        role=message.role,
        status=message.status,
        content=str(running.text) if running and runs else message.content,
        reasoning=str(running.reasoning) if running and runs else message.reasoning or "",
        moved=running.moved if running and runs else 0,
        refitted_to=message.refitted_to or 0,
        truncated_to=message.truncated_to or 0,
        error_kind=message.error_kind or "",
        provider_message=message.error_text or "",
        retry_after_s=message.retry_after_s or 0,
        created_at=message.created_at,
        finished_at=message.finished_at,
        can_continue=can_go_on and can_continue(message),
        can_retry=can_retry and message.role == Role.ASSISTANT,
        can_retry_longer=can_retry and message.error_kind == OnlyReasoning.kind,
        can_use_default=can_retry and has_own_model and message.error_kind == ModelGone.kind,
        version=versions.index(message.id) + 1 if versions else 1,
        versions=len(versions) or 1,
        attachments=attachments,
        model_name=model_name,
        introduces=message.model or "" if introduces else "",
        waits_for=running.waits_for if running and runs else "",
    )
