"""Other words for a prompt that stands: it keeps its place and all that follows, and its earlier words too.

The earlier words become a version beside it, which knows until when they stood
there: so the record of an earlier request still tells what was sent then.
"""

from collections.abc import Sequence

from sqlmodel import Session

from oreai.models import Chat, Message, Role, now
from oreai.repositories import attachments, messages
from oreai.services.accounts.ownership import NoSuchMessage
from oreai.services.replies.start import check_quiet
from oreai.services.requests.summaries import forget_summary


def revise(session: Session, chat: Chat, message: Message, revised: Message) -> None:
    """Give a message of a chat that was loaded, and locked, through its owner the words of this prompt.

    Raises:
        NoSuchMessage: it is a reply.
        StillReplying: a reply is being made, maybe from the words that stand.
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
    """The message's words as a version that nothing follows."""
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
    """The contents that these messages of a chat had then.

    Args:
        at: seconds since 1970.
    """
    at_that_time = {message_id: message_id for message_id in ids}
    for revision_id, message_id, until in reversed(messages.revisions(session, chat_id)):
        if until.timestamp() > at:
            at_that_time[message_id] = revision_id  # the earliest of them comes last
    texts = messages.texts(session, [at_that_time[message_id] for message_id in ids])
    return {message_id: texts[at_that_time[message_id]] for message_id in ids}
