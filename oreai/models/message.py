"""The turns of a chat, every version of them."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field

from oreai.columns import ANY_CHARACTER, ID_LENGTH, Row, belongs_to, identity, long_text, time, written_at


class Role(StrEnum):
    """Who speaks."""

    USER = "user"
    ASSISTANT = "assistant"


class Status(StrEnum):
    """How far a message has come. All but STREAMING are endings."""

    STREAMING = "streaming"
    COMPLETE = "complete"
    STOPPED = "stopped"
    FAILED = "failed"
    INTERRUPTED = "interrupted"


class Message(Row, table=True):
    """One turn. A sibling under the same parent is another version of it; only one of them is selected."""

    __table_args__ = (
        UniqueConstraint("chat_id", "idempotency_key"),
        Index("ix_message_chat_id_created_at", "chat_id", "created_at"),  # for the newest of each chat
        Index("ix_message_status_lease_owner", "status", "lease_owner"),  # for who makes replies now
        ANY_CHARACTER,
    )

    id: str = identity()
    chat_id: str = belongs_to("chat")
    # Not CASCADE: InnoDB ends cascades fifteen levels down, and a conversation is deeper.
    parent_id: str | None = belongs_to("message", on_delete="SET NULL", nullable=True)
    role: str = Field(max_length=16)
    content: str = long_text()
    reasoning: str | None = long_text(nullable=True)
    "What a reasoning model thought before it spoke; never sent back."
    tokens: int | None = None
    "How many the content has, by the encoding `counted_by`."
    counted_by: str | None = Field(default=None, max_length=32)
    status: str = Field(default=Status.COMPLETE, max_length=16, index=True)
    selected: bool = True
    idempotency_key: str | None = Field(default=None, max_length=64)
    "The browser's name for one send in this chat, so that sending twice makes one message."
    error_kind: str | None = Field(default=None, max_length=32)
    error_text: str | None = long_text(nullable=True)
    "The provider's own words, where it had any."
    retry_after_s: int | None = None
    "How many seconds the provider asked to wait, counted from finished_at."
    model: str | None = Field(default=None, max_length=200)
    provider: str | None = Field(default=None, max_length=60)
    own_model: bool = False
    "Its model was chosen for this reply alone: it is asked again, whatever the chat's is."
    wish: str | None = long_text(nullable=True)
    "What was wished of this version, as the model is told it: `services/conversation/wishes.py`."
    follow_ups: str | None = Field(default=None, max_length=300)
    "What its user could say next, one a line."
    finish_reason: str | None = Field(default=None, max_length=32)
    prompt_tokens: int | None = None
    completion_tokens: int | None = None
    attachment_tokens: int = 0
    "How many its attachments have; 0 where it has none."
    request_record: str | None = long_text(nullable=True)
    "What the model was sent for this reply: `services/requests/record.py` writes and reads it."
    refitted_to: int | None = None
    "The limit in tokens to which the request was cut after the provider had refused it as too long."
    truncated_to: int | None = None
    "How many tokens of the request the provider read, where it left the rest away without a word."
    created_at: datetime = time()
    first_token_at: datetime | None = time(nullable=True)
    finished_at: datetime | None = time(nullable=True)
    deleted_at: datetime | None = time(nullable=True, index=True)
    "Since when it stands in the conversation no more; what follows it stays below it."
    revision_of: str | None = Field(default=None, max_length=ID_LENGTH)
    "The prompt that had these words until then; a foreign key could not be dropped again on SQLite."
    revised_until: datetime | None = time(nullable=True)
    lease_owner: str | None = Field(default=None, max_length=64)
    lease_until: datetime | None = time(nullable=True)
    takeovers: int = Field(default=0, sa_column_kwargs={"server_default": "0"})
    "How many dead processes it was taken over from; the server's default is for the version before."
    written_at: datetime | None = written_at()
    "What the search index goes by; none in rows that the version before has written."
    source_id: str | None = Field(default=None, max_length=64)
    "Another program's name for it, where its chat was brought in."
    import_id: str | None = Field(default=None, max_length=ID_LENGTH, index=True)
    "The import that brought it."
