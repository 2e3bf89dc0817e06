"""How a reply begins: what is stored, in one transaction, before the provider is called.

The prompt, the empty reply below it and the counted call are stored together
or not at all: nothing said is lost, and no two sends can take the same last
call. These functions are handed a chat that was loaded, and locked, through
its owner.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlmodel import Session

from oreai.i18n import texts_for
from oreai.llm.client import OutOfCalls
from oreai.models import Chat, Message, Role, Status, TitledBy, now
from oreai.repositories import images, messages, users
from oreai.services.chats import NoSuchMessage, title_from
from oreai.services.images import NoSuchImage
from oreai.services.views import can_continue


class StillReplying(Exception):
    """The chat's reply is still being made; another one has to wait."""


@dataclass(frozen=True)
class Begun:
    """A reply that is stored; it may start, unless no call was left for it."""

    chat_id: str
    message_id: str
    starts: bool
    said: str = ""
    "What a continued reply has said before."
    thought: str = ""
    "What it has thought before."


def begin(
    session: Session,
    chat: Chat,
    lease: dict[str, Any],
    prompt: Message | None = None,
    image_ids: Sequence[str] = (),
) -> Begun:
    """Store the prompt, if there is one, with its pictures at the end of the chat, and an empty reply.

    Raises:
        NoSuchImage: one of the pictures is not the user's, or has been sent before.
    """
    _check_quiet(session, chat)
    path = messages.path(session, chat.id)
    parent_id = path[-1].id if path else None
    chat.last_message_at = now()
    if prompt:
        prompt.parent_id = parent_id
        chat.draft = None
        _entitle(session, chat, prompt)
        parent_id = messages.add(session, prompt).id
        if not images.attach(session, chat.user_id, parent_id, image_ids):
            raise NoSuchImage
    return _add_reply(session, chat, lease, parent_id)


def begin_again(session: Session, chat: Chat, lease: dict[str, Any], old: Message) -> Begun:
    """Store an empty reply beside an earlier one, as another version of it."""
    _check_quiet(session, chat)
    ids = [message.id for message in messages.path(session, chat.id)]
    if old.role != Role.ASSISTANT or old.id not in ids:
        raise NoSuchMessage
    messages.deselect(session, old)
    return _add_reply(session, chat, lease, old.parent_id)


def begin_edited(session: Session, chat: Chat, lease: dict[str, Any], old: Message, prompt: Message) -> Begun:
    """Store a prompt beside an earlier one, as another version of it, and an empty reply below it."""
    _check_quiet(session, chat)
    if old.role != Role.USER or old.id not in [message.id for message in messages.path(session, chat.id)]:
        raise NoSuchMessage
    chat.last_message_at = now()
    messages.deselect(session, old)
    prompt.parent_id = old.parent_id
    messages.add(session, prompt)
    images.copy(session, {old.id: prompt.id})
    return _add_reply(session, chat, lease, prompt.id)


def choose_version(session: Session, chat: Chat, message: Message, step: int) -> None:
    """Show the version before (-1) or after (1) this one; where there is none, nothing changes."""
    _check_quiet(session, chat)
    ids = messages.versions(messages.outlines(session, chat.id))[message.id]
    wanted = ids.index(message.id) + step
    if 0 <= wanted < len(ids):
        messages.select_version(session, message, ids[wanted])


def resume(session: Session, chat: Chat, lease: dict[str, Any], reply: Message) -> Begun:
    """Open the chat's newest reply again, so that the model goes on from what it has said."""
    _check_quiet(session, chat)
    path = messages.path(session, chat.id)
    if path[-1].id != reply.id or not can_continue(reply):
        raise NoSuchMessage
    chat.last_message_at = now()
    _open_again(reply, lease)
    _count_call(session, chat, reply)
    return Begun(
        chat.id,
        reply.id,
        starts=reply.status == Status.STREAMING,
        said=reply.content,
        thought=reply.thinking or "",
    )


def _check_quiet(session: Session, chat: Chat) -> None:
    if messages.running(session, chat.id):
        raise StillReplying


def _add_reply(session: Session, chat: Chat, lease: dict[str, Any], parent_id: str | None) -> Begun:
    reply = Message(
        chat_id=chat.id,
        parent_id=parent_id,
        role=Role.ASSISTANT,
        status=Status.STREAMING,
        **lease,
    )
    _count_call(session, chat, reply)
    messages.add(session, reply)
    return Begun(chat.id, reply.id, starts=reply.status == Status.STREAMING)


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


def _entitle(session: Session, chat: Chat, prompt: Message) -> None:
    if chat.titled_by == TitledBy.NOBODY:
        words = prompt.content or texts_for(users.get(session, chat.user_id).locale).picture
        chat.title, chat.titled_by = title_from(words), TitledBy.WORDS
