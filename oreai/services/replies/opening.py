"""The row of a reply that begins, or goes on, with its place in the ledger: both are stored, or none.

Where no call is left for it, the row says so, and nobody is asked.
"""

from dataclasses import asdict, dataclass
from typing import Any

from sqlmodel import Session

from oreai.llm.errors import ModelError
from oreai.models import Chat, Message, Purpose, Role, Status, now
from oreai.repositories import messages
from oreai.services.models.settings import NamedModel
from oreai.services.models.user_providers import is_users_own
from oreai.services.usage.ledger import Ledger


@dataclass(frozen=True)
class StartTerms:
    """By which process a reply is made, and where it is charged."""

    lease: dict[str, Any]
    "Columns of the reply's row."
    ledger: Ledger


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
    is_taken_over: bool = False
    "Another process had begun it."


def add_reply(
    session: Session,
    chat: Chat,
    terms: StartTerms,
    parent_id: str | None,
    model: NamedModel | None = None,
    *,
    wish: str | None = None,
) -> StartedReply:
    """Store an empty reply below this message.

    Args:
        model: whom to ask, where that is not the chat's model.
        wish: what the model is told of this version, after the question.
    """
    own = asdict(model) | {"own_model": True} if model else {}
    reply = Message(chat_id=chat.id, parent_id=parent_id, role=Role.ASSISTANT, wish=wish, **own)
    _open(session, chat, terms, reply)
    messages.add(session, reply)
    is_refused = reply.status == Status.FAILED
    return StartedReply(chat.id, reply.id, starts=not is_refused, is_refused=is_refused)


def open_again(session: Session, chat: Chat, terms: StartTerms, reply: Message) -> None:
    """Let a reply that has ended go on."""
    reply.error_kind = reply.error_text = reply.retry_after_s = None
    reply.finish_reason = reply.finished_at = None
    _open(session, chat, terms, reply)
    if reply.status == Status.STREAMING:
        reply.first_token_at = None  # of what is asked now, nothing has come


def _open(session: Session, chat: Chat, terms: StartTerms, reply: Message) -> None:
    """Reserve what it may cost, and let this process make it."""
    asked = reply.provider if reply.own_model else chat.provider
    if is_users_own(asked) or is_users_own(reply.provider):
        reply.provider = asked  # for free only there: `requests/build.py` asks nobody else in its place
    entry = terms.ledger.reserve(
        session,
        chat.user_id,
        Purpose.REPLY,
        chat_id=chat.id,
        message_id=reply.id,
        has_own_key=is_users_own(asked),
    )
    if isinstance(entry, ModelError):
        reply.status, reply.error_kind, reply.finished_at = Status.FAILED, entry.kind, now()
        return
    reply.status = Status.STREAMING
    for column, value in terms.lease.items():
        setattr(reply, column, value)
