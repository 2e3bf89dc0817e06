"""How a reply begins: what is stored, in one transaction, before the provider is called.

The message, the empty reply below it and the counted call are stored together
or not at all: no message is lost, and no two sends can take the same last
call. These functions are handed a chat that was loaded, and locked, through
its owner.
"""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass

from sqlmodel import Session

from oreai.llm.errors import ModelGone
from oreai.models import Chat, Message, QueuedMessage, Role, Status, now
from oreai.repositories import attachments, messages, queue
from oreai.services.accounts.ownership import NoSuchMessage
from oreai.services.attachments.store import NoSuchAttachment
from oreai.services.models.settings import NamedModel
from oreai.services.replies.first_title import entitle
from oreai.services.replies.opening import StartedReply, StartTerms, add_reply, open_again

LONGEST_QUEUE = 20  # messages
_OF_A_MESSAGE = ("chat_id", "content", "tokens", "counted_by", "attachment_tokens", "idempotency_key")


class StillReplying(Exception):
    """The chat's reply is still being made; another one has to wait."""


@dataclass(eq=False)
class QueueFull(Exception):
    """No more messages may wait in this chat."""

    waiting: int
    "How many do."


def start_or_queue(
    session: Session, chat: Chat, terms: StartTerms, message: Message, attachment_ids: Sequence[str] = ()
) -> StartedReply:
    """Begin; or, while a reply is being made, let the message wait for its turn, with its attachments.

    Raises:
        QueueFull: too many wait already.
        NoSuchAttachment: one of the attachments is not the user's, or has been sent before.
    """
    chat.draft = None
    with suppress(StillReplying):
        return start_reply(session, chat, terms, message, attachment_ids)
    if (waiting := queue.count(session, chat.id)) >= LONGEST_QUEUE:
        raise QueueFull(waiting)
    queued = QueuedMessage(**{name: getattr(message, name) for name in _OF_A_MESSAGE})
    queue.add(session, queued)
    if not attachments.attach(session, chat.user_id, attachment_ids, queued_id=queued.id):
        raise NoSuchAttachment
    return StartedReply(chat.id, queued.id, starts=False)


def start_next(session: Session, chat: Chat, terms: StartTerms) -> StartedReply | None:
    """Send the first queued message, if there is one and no reply is being made."""
    queued = queue.first(session, chat.id)
    if queued is None or messages.is_running(session, chat.id):
        return None
    return start_queued(session, chat, terms, queued)


def start_queued(session: Session, chat: Chat, terms: StartTerms, queued: QueuedMessage) -> StartedReply:
    """Say what has waited, with its attachments; in the same transaction it leaves the queue."""
    message = Message(role=Role.USER, **{name: getattr(queued, name) for name in _OF_A_MESSAGE})
    started = start_reply(session, chat, terms, message, attachments.release(session, queued.id))
    session.delete(queued)
    return started


def start_reply(
    session: Session,
    chat: Chat,
    terms: StartTerms,
    message: Message | None = None,
    attachment_ids: Sequence[str] = (),
) -> StartedReply:
    """Store the message, if there is one, with its attachments at the end of the chat, and an empty reply.

    Raises:
        NoSuchAttachment: one of the attachments is not the user's, or has been sent before.
    """
    check_quiet(session, chat)
    parent_id = _end_of(session, chat)
    _note_activity(chat)
    if message:
        parent_id = _append(session, chat, message, parent_id).id
        if not attachments.attach(session, chat.user_id, attachment_ids, message_id=parent_id):
            raise NoSuchAttachment
        entitle(session, chat, message)
    return add_reply(session, chat, terms, parent_id)


def store_turn(session: Session, chat: Chat, message: Message) -> Message:
    """Store what one side has said at the end of the chat; nobody is asked for a reply.

    Raises:
        StillReplying: the chat's reply is still being made.
    """
    check_quiet(session, chat)
    _note_activity(chat)
    _append(session, chat, message, _end_of(session, chat))
    entitle(session, chat, message)
    return message


def _note_activity(chat: Chat) -> None:
    """Something is said in the chat: it goes to the top of the list, also from the archive."""
    chat.last_message_at, chat.archived_at = now(), None


def _end_of(session: Session, chat: Chat) -> str | None:
    """What the next message stands below, deleted or not: two messages below one would be versions."""
    branch = messages.active_branch(messages.message_summaries(session, chat.id))
    return branch[-1].id if branch else None


def _append(session: Session, chat: Chat, message: Message, parent_id: str | None) -> Message:
    message.parent_id = parent_id
    return messages.add(session, message)


def start_version(
    session: Session,
    chat: Chat,
    terms: StartTerms,
    old: Message,
    model: NamedModel | None = None,
    *,
    wish: str | None = None,
) -> StartedReply:
    """Store an empty reply beside an earlier one, as another version of it.

    Args:
        model: whom to ask; unless named, the chat's model, or the one that the earlier was asked of alone.
        wish: what the model is told of it; unless given, the wish of an earlier one that did not end well.
    """
    check_quiet(session, chat)
    ids = [message.id for message in messages.visible_branch(session, chat.id)]
    if old.role != Role.ASSISTANT or old.id not in ids or old.parent_id not in (None, *ids):
        raise NoSuchMessage  # not there, or what it answers is deleted: nothing to be asked again
    if old.status != Status.COMPLETE:
        wish = wish or old.wish
    return _add_version(session, chat, terms, old.parent_id, model or _own_model(old), wish=wish)


def _own_model(reply: Message) -> NamedModel | None:
    """The model that this reply alone was asked of, unless that is not there any more."""
    is_there = reply.own_model and reply.model and reply.error_kind != ModelGone.kind
    return NamedModel(reply.model or "", reply.provider) if is_there else None


def start_edited(
    session: Session, chat: Chat, terms: StartTerms, old: Message, message: Message
) -> StartedReply:
    """Store a message beside an earlier one, as another version of it, and an empty reply below it.

    The same text once more makes no second message: the one that is there gets another reply.
    """
    check_quiet(session, chat)
    if old.role != Role.USER or old.id not in [
        message.id for message in messages.visible_branch(session, chat.id)
    ]:
        raise NoSuchMessage
    _note_activity(chat)
    if message.content == old.content:
        return _add_version(session, chat, terms, old.id)
    messages.deselect(session, chat.id, old.parent_id)
    message.parent_id = old.parent_id
    messages.add(session, message)
    attachments.copy(session, {old.id: message.id})
    return add_reply(session, chat, terms, message.id)


def choose_version(session: Session, chat: Chat, message: Message, step: int) -> str:
    """Show the version before (-1) or after (1) this one, if there is one; the id of what is shown then."""
    check_quiet(session, chat)
    ids = messages.versions(messages.message_summaries(session, chat.id))[message.id]
    wanted = ids.index(message.id) + step
    if not 0 <= wanted < len(ids):
        return message.id
    messages.select_version(session, message, ids[wanted])
    return ids[wanted]


def resume(session: Session, chat: Chat, terms: StartTerms, reply: Message) -> StartedReply:
    """Open the chat's newest reply again, so that the model goes on from what it has said."""
    check_quiet(session, chat)
    visible = messages.visible_branch(session, chat.id)
    if reply.id not in [message.id for message in visible[-1:]] or not can_continue(reply):
        raise NoSuchMessage
    _note_activity(chat)
    open_again(session, chat, terms, reply)
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
    if messages.is_running(session, chat.id):
        raise StillReplying


def _add_version(
    session: Session,
    chat: Chat,
    terms: StartTerms,
    parent_id: str | None,
    model: NamedModel | None = None,
    *,
    wish: str | None = None,
) -> StartedReply:
    messages.deselect(session, chat.id, parent_id)
    return add_reply(session, chat, terms, parent_id, model, wish=wish)


def can_continue(message: Message) -> bool:
    """Whether this is a reply that ended before the model was done, with something said."""
    if message.role != Role.ASSISTANT or not message.content:
        return False
    cut_short = message.status == Status.COMPLETE and message.finish_reason == "length"
    return cut_short or message.status in (Status.STOPPED, Status.INTERRUPTED, Status.FAILED)
