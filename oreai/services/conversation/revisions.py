"""Revisions: a message of the user is given another text where it stands, and keeps all that follows.

The earlier text becomes a message beside it, which knows until when it was the text:
so the record of an earlier request still tells what was sent then.
"""

from collections.abc import Sequence

from sqlmodel import Session

from oreai.models import Chat, Message, Role, now
from oreai.repositories import attachments, messages
from oreai.services.accounts.ownership import NoSuchMessage
from oreai.services.replies.start import check_quiet
from oreai.services.requests.summaries import forget_summary


def revise(session: Session, chat: Chat, message: Message, revised: Message) -> None:
    """Give a message another text, and keep the earlier one as a revision. The same text changes nothing.

    Args:
        chat: the message's chat, loaded through its owner and locked.
        revised: an unsaved message that brings the new text with its count of tokens.

    Raises:
        NoSuchMessage: it is a reply.
        StillReplying: a reply is being made, maybe from the text that would change.
    """
    if message.role != Role.USER:
        raise NoSuchMessage
    if message.content == revised.content:
        return
    check_quiet(session, chat)
    earlier = messages.add(session, _earlier(message))
    attachments.copy(session, {message.id: earlier.id})
    message.content, message.tokens, message.counted_by = revised.content, revised.tokens, revised.counted_by
    forget_summary(session, chat, message)


def _earlier(message: Message) -> Message:
    """A revision with the message's text of until now; nothing follows it."""
    names = (
        "chat_id",
        "parent_id",
        "role",
        "content",
        "tokens",
        "counted_by",
        "attachment_tokens",
        "created_at",
    )
    columns = {name: getattr(message, name) for name in names}
    return Message(revision_of=message.id, revised_until=now(), selected=False, **columns)


def texts_at(session: Session, chat_id: str, ids: Sequence[str], at: float) -> dict[str, str]:
    """The texts, by id, that these messages of a chat had at a time.

    Args:
        at: seconds since 1970.
    """
    at_that_time = {message_id: message_id for message_id in ids}
    for revision_id, message_id, until in reversed(messages.revisions(session, chat_id)):
        if until.timestamp() > at:
            at_that_time[message_id] = revision_id  # the earliest of them comes last
    texts = messages.texts(session, [at_that_time[message_id] for message_id in ids])
    return {message_id: texts[at_that_time[message_id]] for message_id in ids}
