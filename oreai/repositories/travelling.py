"""Messages as they leave in a file: how they hang together first, then their texts, a few at a time."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, select
from sqlmodel import Session

from oreai.models import Message
from oreai.repositories.tables import run


@dataclass(frozen=True, slots=True)
class MessageNode:
    """A message without its texts."""

    id: str
    parent_id: str | None
    role: str
    status: str
    selected: bool
    model: str | None
    created_at: datetime
    revision_of: str | None
    deleted_at: datetime | None


_messages = Message.__table__
_NODES = (
    select(*(_messages.c[name] for name in MessageNode.__dataclass_fields__))
    .where(_messages.c.chat_id == bindparam("chat_id"))
    .order_by(_messages.c.created_at, _messages.c.revised_until.is_(None), _messages.c.revised_until)
)
_TEXTS = select(_messages.c.id, _messages.c.content, _messages.c.reasoning).where(
    _messages.c.id.in_(bindparam("ids", expanding=True))
)


def nodes(session: Session, chat_id: str) -> Iterator[MessageNode]:
    """All messages of a chat that was loaded through its owner, in every version, oldest first."""
    rows: Iterator[Any] = iter(run(session, _NODES, chat_id=chat_id))
    return (MessageNode(*row) for row in rows)


def texts(session: Session, ids: Sequence[str]) -> dict[str, tuple[str, str]]:
    """What each of these messages says, and what the model thought before it."""
    rows: Any = run(session, _TEXTS, ids=ids) if ids else ()
    return {row.id: (row.content, row.reasoning or "") for row in rows}
