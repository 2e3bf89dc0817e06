"""Messages that wait for the running reply to end."""

from datetime import datetime

from sqlalchemy import UniqueConstraint
from sqlmodel import Field

from oreai.columns import ANY_CHARACTER, Row, belongs_to, identity, long_text, time


class QueuedMessage(Row, table=True):
    """What its user wants to say once the running reply has ended; it becomes a message then."""

    __tablename__ = "queued_message"
    __table_args__ = (UniqueConstraint("chat_id", "idempotency_key"), ANY_CHARACTER)

    id: str = identity()
    chat_id: str = belongs_to("chat")
    content: str = long_text()
    tokens: int | None = None
    counted_by: str | None = Field(default=None, max_length=32)
    attachment_tokens: int = 0
    idempotency_key: str = Field(max_length=64)
    "As of a message, which takes it over."
    created_at: datetime = time()
