"""The tables, and nothing else: no query, no rule of the app.

Ids that appear in URLs are random; times are UTC; long texts have no length
limit on any database; every foreign key has an index and a rule for deletion.
"""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import Column, ForeignKey, Index, UniqueConstraint
from sqlmodel import Field, SQLModel

from oreai.columns import (
    ANY_CHARACTER,
    ID_LENGTH,
    Row,
    UtcDateTime,
    belongs_to,
    identity,
    long_text,
    new_id,
    now,
    time,
)

__all__ = ["SQLModel", "UtcDateTime", "new_id", "now"]  # handed on to those who know the tables


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


class TitledBy(StrEnum):
    """Who gave a chat its title; a later writer must not overrule the user."""

    NOBODY = "nobody"
    SEED = "seed"
    WORDS = "words"
    MODEL = "model"
    USER = "user"


class User(Row, table=True):
    """A person. A guest has neither email nor password hash."""

    id: str = identity()
    email: str | None = Field(default=None, max_length=254, unique=True)
    password_hash: str | None = Field(default=None, max_length=255)
    role: str = Field(default="user", max_length=16)
    locale: str = Field(default="zh", max_length=8)
    local_model: str | None = Field(default=None, max_length=200)
    favourite_models: str | None = long_text(nullable=True)
    "[provider, model] of each, as JSON."
    calls_used: int = 0
    calls_limit: int
    created_at: datetime = time()
    last_seen_at: datetime = time()


class LoginSession(Row, table=True):
    """One browser of a user. Only the hash of its cookie's token is kept."""

    __tablename__ = "session"

    id: str = identity()
    token_hash: str = Field(max_length=64, unique=True)
    user_id: str = belongs_to("user")
    created_at: datetime = time()
    expires_at: datetime = time(index=True)


class Profile(Row, table=True):
    """What a user tells about themselves."""

    user_id: str = Field(
        sa_column=Column(ForeignKey("user.id", ondelete="CASCADE"), primary_key=True, nullable=False)
    )
    bio: str = long_text()


class Category(Row, table=True):
    """A tab of the Discover page; its names live in `i18n`."""

    id: str = identity()
    key: str = Field(max_length=32, unique=True)
    position: int


class Persona(Row, table=True):
    """A role the model can play. A built-in one has no owner."""

    id: str = identity()
    key: str = Field(max_length=64, unique=True)
    owner_id: str | None = belongs_to("user", nullable=True)
    icon: str = Field(max_length=32)
    position: int


class PersonaText(Row, table=True):
    """What a persona says, in one language."""

    __tablename__ = "persona_text"
    __table_args__ = (UniqueConstraint("persona_id", "locale"), ANY_CHARACTER)

    id: str = identity()
    persona_id: str = belongs_to("persona")
    locale: str = Field(max_length=8)
    name: str = Field(max_length=120)
    description: str = Field(max_length=300)
    system: str = long_text()
    opening: str = long_text()
    questions: str = long_text()
    "Example questions, one a line."


class PersonaCategory(Row, table=True):
    """Which tabs show a persona."""

    __tablename__ = "persona_category"

    persona_id: str = Field(
        sa_column=Column(ForeignKey("persona.id", ondelete="CASCADE"), primary_key=True, nullable=False)
    )
    category_id: str = Field(
        sa_column=Column(
            ForeignKey("category.id", ondelete="CASCADE"), primary_key=True, index=True, nullable=False
        )
    )


class Chat(Row, table=True):
    """A conversation. Its system text is a copy: a persona edited later changes no chat."""

    id: str = identity()
    user_id: str = belongs_to("user")
    persona_id: str | None = belongs_to("persona", on_delete="SET NULL", nullable=True)
    sample_key: str | None = Field(default=None, max_length=64)
    "Which sample chat this is; none for a chat the user made."
    icon: str = Field(max_length=32)
    title: str = Field(max_length=200)
    titled_by: str = Field(default=TitledBy.NOBODY, max_length=16)
    system: str = long_text()
    opening: str = long_text()
    questions: str = long_text()
    model: str | None = Field(default=None, max_length=200)
    provider: str | None = Field(default=None, max_length=60)
    "Whose model that is; none for the default provider's."
    parameters: str | None = long_text(nullable=True)
    "What differs from the defaults, as a JSON object by the names of the API."
    draft: str | None = long_text(nullable=True)
    "What its user has begun to write."
    summary: str | None = long_text(nullable=True)
    "What the model wrote to remember the beginning by."
    summary_until: str | None = Field(default=None, max_length=ID_LENGTH)
    "The last message that the summary covers; a foreign key would tie chats and messages in a circle."
    created_at: datetime = time()
    last_message_at: datetime = time()
    pinned_at: datetime | None = time(nullable=True)
    deleted_at: datetime | None = time(nullable=True, index=True)
    "Since when it is in the trash."
    seen_at: datetime | None = Field(default_factory=now, sa_type=UtcDateTime, nullable=True)
    "When its owner last looked; what came later is unread."


class Example(Row, table=True):
    """A turn that shows how a sample chat goes; kept apart from messages, sent to the model before them."""

    id: str = identity()
    chat_id: str = belongs_to("chat")
    position: int
    role: str = Field(max_length=16)
    content: str = long_text()


class Message(Row, table=True):
    """One turn. A sibling under the same parent is another version of it; only one of them is selected."""

    __table_args__ = (
        UniqueConstraint("chat_id", "idempotency_key"),
        Index("ix_message_chat_id_created_at", "chat_id", "created_at"),  # for the newest of each chat
        ANY_CHARACTER,
    )

    id: str = identity()
    chat_id: str = belongs_to("chat")
    # Not CASCADE: InnoDB ends cascades fifteen levels down, and a conversation is deeper.
    parent_id: str | None = belongs_to("message", on_delete="SET NULL", nullable=True)
    role: str = Field(max_length=16)
    content: str = long_text()
    thinking: str | None = long_text(nullable=True)
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
    finish_reason: str | None = Field(default=None, max_length=32)
    prompt_tokens: int | None = None
    completion_tokens: int | None = None
    image_tokens: int = 0
    "How many its pictures have; 0 where it has none."
    sent: str | None = long_text(nullable=True)
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


class QueuedMessage(Row, table=True):
    """What its user wants to say once the running reply has ended; it becomes a message then."""

    __tablename__ = "queued_message"
    __table_args__ = (UniqueConstraint("chat_id", "idempotency_key"), ANY_CHARACTER)

    id: str = identity()
    chat_id: str = belongs_to("chat")
    content: str = long_text()
    tokens: int | None = None
    counted_by: str | None = Field(default=None, max_length=32)
    image_tokens: int = 0
    idempotency_key: str = Field(max_length=64)
    "As of a message, which takes it over."
    created_at: datetime = time()


class Image(Row, table=True):
    """A picture that somebody handed in; it belongs to nothing yet while it waits to be sent."""

    id: str = identity()
    user_id: str = belongs_to("user")
    message_id: str | None = belongs_to("message", nullable=True)
    queued_id: str | None = belongs_to("queued_message", nullable=True)
    position: int = 0
    file: str = Field(max_length=ID_LENGTH, index=True)
    "Its name in the folder; other versions of the message and branches of the chat name the same one."
    kind: str = Field(max_length=32)
    "Such as image/jpeg."
    width: int
    height: int
    bytes: int
    created_at: datetime = time()


class ModelCapabilities(Row, table=True):
    """What a model at an endpoint has shown of itself; with no model's name: what holds for the endpoint."""

    __tablename__ = "model_capabilities"
    __table_args__ = (UniqueConstraint("endpoint", "model"), ANY_CHARACTER)

    id: str = identity()
    endpoint: str = Field(max_length=300)
    model: str = Field(default="", max_length=200)
    context_limit: int | None = None
    "The window's real size, as the provider named it when it refused a request."
    factor: float | None = None
    "The model's tokens for each one counted, from the usage it reported."
    refused: str = Field(default="", max_length=300)
    "The parameters it does not take, separated by spaces."
