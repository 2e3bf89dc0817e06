"""How a reply begins: what is stored, in one transaction, before the provider is called.

The message, the empty reply below it and the counted call are stored together
or not at all: no message is lost, and no two sends can take the same last
call. These functions are handed a chat that was loaded, and locked, through
its owner.
"""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from sqlmodel import Session

from oreai.characters import beginning
from oreai.i18n import texts_for
from oreai.llm.errors import ModelGone, OutOfCalls
from oreai.models import Chat, Message, QueuedMessage, Role, Status, TitledBy, now
from oreai.repositories import attachments, messages, queue, users
from oreai.services.accounts.ownership import NoSuchMessage
from oreai.services.attachments.store import NoSuchAttachment
from oreai.services.models.settings import NamedModel

LONGEST_QUEUE = 20  # messages
_OF_A_MESSAGE = ("chat_id", "content", "tokens", "counted_by", "attachment_tokens", "idempotency_key")


class StillReplying(Exception):
    """The chat's reply is still being made; another one has to wait."""


@dataclass(eq=False)
class QueueFull(Exception):
    """No more messages may wait in this chat."""

    waiting: int
    "How many do."


@dataclass(frozen=True)
class StartedReply:
    """What was stored: a reply that may start, unless no call was left for it, or a queued message."""

    chat_id: str
    message_id: str
    starts: bool
    is_refused: bool = False
    "Its user has no calls left; the reply says so."
    text: str = ""
    "What a continued reply has already."
    reasoning: str = ""
    "Likewise its thinking."
    written_by: str = ""
    "The model that wrote that."
    max_tokens: int | None = None
    "How long it may become, where that is more than the chat has chosen."


def start_or_queue(
    session: Session, chat: Chat, lease: dict[str, Any], message: Message, attachment_ids: Sequence[str] = ()
) -> StartedReply:
    """Begin; or, while a reply is being made, let the message wait for its turn, with its attachments.

    Raises:
        QueueFull: too many wait already.
        NoSuchAttachment: one of the attachments is not the user's, or has been sent before.
    """
    chat.draft = None
    if messages.running(session, chat.id) is None:
        return start_reply(session, chat, lease, message, attachment_ids)
    if (waiting := queue.count(session, chat.id)) >= LONGEST_QUEUE:
        raise QueueFull(waiting)
    queued = QueuedMessage(**{name: getattr(message, name) for name in _OF_A_MESSAGE})
    queue.add(session, queued)
    if not attachments.attach(session, chat.user_id, attachment_ids, queued_id=queued.id):
        raise NoSuchAttachment
    return StartedReply(chat.id, queued.id, starts=False)


def start_next(session: Session, chat: Chat, lease: dict[str, Any]) -> StartedReply | None:
    """Send the first queued message, if there is one and no reply is being made."""
    queued = queue.first(session, chat.id)
    if queued is None or messages.running(session, chat.id):
        return None
    return start_queued(session, chat, lease, queued)


def start_queued(session: Session, chat: Chat, lease: dict[str, Any], queued: QueuedMessage) -> StartedReply:
    """Say what has waited, with its attachments; in the same transaction it leaves the queue."""
    message = Message(role=Role.USER, **{name: getattr(queued, name) for name in _OF_A_MESSAGE})
    started = start_reply(session, chat, lease, message)
    attachments.hand_on(session, queued.id, message.id)
    session.delete(queued)
    return started


def start_reply(
    session: Session,
    chat: Chat,
    lease: dict[str, Any],
    message: Message | None = None,
    attachment_ids: Sequence[str] = (),
) -> StartedReply:
    """Store the message, if there is one, with its attachments at the end of the chat, and an empty reply.

    Raises:
        NoSuchAttachment: one of the attachments is not the user's, or has been sent before.
    """
    check_quiet(session, chat)
    parent_id = _end_of(session, chat)
    chat.last_message_at = now()
    if message:
        parent_id = _append(session, chat, message, parent_id).id
        if not attachments.attach(session, chat.user_id, attachment_ids, message_id=parent_id):
            raise NoSuchAttachment
    return _add_reply(session, chat, lease, parent_id)


def store_turn(session: Session, chat: Chat, message: Message) -> Message:
    """Store what one side has said at the end of the chat; nobody is asked for a reply.

    Raises:
        StillReplying: the chat's reply is still being made.
    """
    check_quiet(session, chat)
    chat.last_message_at = now()
    return _append(session, chat, message, _end_of(session, chat))


def _end_of(session: Session, chat: Chat) -> str | None:
    """What the next message stands below, deleted or not: two messages below one would be versions."""
    branch = messages.active_branch(messages.message_summaries(session, chat.id))
    return branch[-1].id if branch else None


def _append(session: Session, chat: Chat, message: Message, parent_id: str | None) -> Message:
    message.parent_id = parent_id
    if message.role == Role.USER:
        _entitle(session, chat, message)
    return messages.add(session, message)


def start_version(
    session: Session, chat: Chat, lease: dict[str, Any], old: Message, model: NamedModel | None = None
) -> StartedReply:
    """Store an empty reply beside an earlier one, as another version of it.

    Args:
        model: whom to ask; unless named, the chat's model, or the one that the earlier was asked of alone.
    """
    check_quiet(session, chat)
    ids = [message.id for message in messages.visible_branch(session, chat.id)]
    if old.role != Role.ASSISTANT or old.id not in ids or old.parent_id not in (None, *ids):
        raise NoSuchMessage  # not there, or what it answers is deleted: nothing to be asked again
    return _add_version(session, chat, lease, old.parent_id, model or _own_model(old))


def _own_model(reply: Message) -> NamedModel | None:
    """The model that this reply alone was asked of, unless that is not there any more."""
    is_there = reply.own_model and reply.model and reply.error_kind != ModelGone.kind
    return NamedModel(reply.model or "", reply.provider) if is_there else None


def start_edited(
    session: Session, chat: Chat, lease: dict[str, Any], old: Message, message: Message
) -> StartedReply:
    """Store a message beside an earlier one, as another version of it, and an empty reply below it.

    The same text once more makes no second message: the one that is there gets another reply.
    """
    check_quiet(session, chat)
    if old.role != Role.USER or old.id not in [
        message.id for message in messages.visible_branch(session, chat.id)
    ]:
        raise NoSuchMessage
    chat.last_message_at = now()
    if message.content == old.content:
        return _add_version(session, chat, lease, old.id)
    messages.deselect(session, chat.id, old.parent_id)
    message.parent_id = old.parent_id
    messages.add(session, message)
    attachments.copy(session, {old.id: message.id})
    return _add_reply(session, chat, lease, message.id)


def choose_version(session: Session, chat: Chat, message: Message, step: int) -> str:
    """Show the version before (-1) or after (1) this one, if there is one; the id of what is shown then."""
    check_quiet(session, chat)
    ids = messages.versions(messages.message_summaries(session, chat.id))[message.id]
    wanted = ids.index(message.id) + step
    if not 0 <= wanted < len(ids):
        return message.id
    messages.select_version(session, message, ids[wanted])
    return ids[wanted]


def resume(session: Session, chat: Chat, lease: dict[str, Any], reply: Message) -> StartedReply:
    """Open the chat's newest reply again, so that the model goes on from what it has said."""
    check_quiet(session, chat)
    visible = messages.visible_branch(session, chat.id)
    if reply.id not in [message.id for message in visible[-1:]] or not can_continue(reply):
        raise NoSuchMessage
    chat.last_message_at = now()
    _open_again(reply, lease)
    _count_call(session, chat, reply)
    return StartedReply(
        chat.id,
        reply.id,
        starts=reply.status == Status.STREAMING,
        is_refused=reply.status == Status.FAILED,
        text=reply.content,
        reasoning=reply.reasoning or "",
        written_by=reply.model or "",
    )


def check_quiet(session: Session, chat: Chat) -> None:
    """No reply of the chat is being made.

    Raises:
        StillReplying: one is.
    """
    if messages.running(session, chat.id):
        raise StillReplying


def _add_version(
    session: Session,
    chat: Chat,
    lease: dict[str, Any],
    parent_id: str | None,
    model: NamedModel | None = None,
) -> StartedReply:
    messages.deselect(session, chat.id, parent_id)
    return _add_reply(session, chat, lease, parent_id, model)


def _add_reply(
    session: Session,
    chat: Chat,
    lease: dict[str, Any],
    parent_id: str | None,
    model: NamedModel | None = None,
) -> StartedReply:
    own = asdict(model) | {"own_model": True} if model else {}
    reply = Message(
        chat_id=chat.id,
        parent_id=parent_id,
        role=Role.ASSISTANT,
        status=Status.STREAMING,
        **own,
        **lease,
    )
    _count_call(session, chat, reply)
    messages.add(session, reply)
    is_refused = reply.status == Status.FAILED
    return StartedReply(chat.id, reply.id, starts=not is_refused, is_refused=is_refused)


def _count_call(session: Session, chat: Chat, reply: Message) -> None:
    """A reply that no call is left for fails at once, with the original's text."""
    if users.spend_call(session, chat.user_id):
        return
    reply.status = Status.FAILED
    reply.error_kind = OutOfCalls.kind
    reply.finished_at = now()
    reply.lease_owner = reply.lease_until = None


def _open_again(reply: Message, lease: dict[str, Any]) -> None:
    reply.status = Status.STREAMING
    reply.error_kind = reply.error_text = reply.retry_after_s = None
    reply.finish_reason = reply.finished_at = None
    for column, value in lease.items():
        setattr(reply, column, value)


def _entitle(session: Session, chat: Chat, message: Message) -> None:
    if chat.titled_by == TitledBy.NOBODY:
        words = message.content or texts_for(users.get(session, chat.user_id).locale).attachments.picture
        chat.title, chat.titled_by = title_from(words), TitledBy.WORDS


_TITLE_LENGTH = 30


def title_from(message: str) -> str:
    """A title at once: the first words of the first message."""
    line = " ".join(message.split())
    return line if len(line) <= _TITLE_LENGTH else beginning(line, _TITLE_LENGTH).rstrip() + "…"


def can_continue(message: Message) -> bool:
    """Whether this is a reply that ended before the model was done, with something said."""
    if message.role != Role.ASSISTANT or not message.content:
        return False
    cut_short = message.status == Status.COMPLETE and message.finish_reason == "length"
    return cut_short or message.status in (Status.STOPPED, Status.INTERRUPTED, Status.FAILED)
