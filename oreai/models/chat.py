"""Conversations, and the examples that a sample chat brings."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import Index, text
from sqlmodel import Field

from oreai.columns import (
    ANY_CHARACTER,
    ID_LENGTH,
    Row,
    UtcDateTime,
    belongs_to,
    identity,
    long_text,
    now,
    time,
)


class TitledBy(StrEnum):
    """Who gave a chat its title; a later writer must not overrule the user."""

    NOBODY = "nobody"
    SEED = "seed"
    FIRST_MESSAGE = "words"
    MODEL = "model"
    USER = "user"


class Chat(Row, table=True):
    """A conversation. Its system text is a copy: a persona edited later changes no chat."""

    __table_args__ = (
        Index("ix_chat_user_id_source_id", "user_id", "source_id"),
        # SQLite would else take it for what is asked everywhere, that a chat is not temporary: all there are.
        Index("ix_chat_temporary_until", "temporary_until", sqlite_where=text("temporary_until IS NOT NULL")),
        ANY_CHARACTER,
    )

    id: str = identity()
    user_id: str = belongs_to("user")
    persona_id: str | None = belongs_to("persona", on_delete="SET NULL", nullable=True)
    persona_name: str | None = Field(default=None, max_length=120)
    "What that persona was called when the chat was made: the label beside the title."
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
    temporary_until: datetime | None = time(nullable=True)
    "When it is deleted for good, unless a tab has it open; none for a chat that is kept."
    memory_answered_id: str | None = Field(default=None, max_length=ID_LENGTH)
    "The message whose offer to remember something was answered; likewise no foreign key."
    created_at: datetime = time()
    last_message_at: datetime = time()
    folder_id: str | None = Field(default=None, max_length=ID_LENGTH, index=True)
    "Its owner's folder that it is in; no foreign key, as it could not be dropped again on SQLite."
    pinned_at: datetime | None = time(nullable=True)
    archived_at: datetime | None = time(nullable=True)
    "Since when the list leaves it out, until something is said in it."
    deleted_at: datetime | None = time(nullable=True, index=True)
    "Since when it is in the trash."
    seen_at: datetime | None = Field(default_factory=now, sa_type=UtcDateTime, nullable=True)
    "When its owner last looked; what came later is unread."
    source: str | None = Field(default=None, max_length=32)
    "The program it was brought in from, as `services/transfer/formats` names it."
    source_id: str | None = Field(default=None, max_length=64)
    "That program's name for it; brought in again, only what is new is added."
    import_id: str | None = Field(default=None, max_length=ID_LENGTH, index=True)
    "The import that made it; no foreign key, as it could not be dropped again on SQLite."


class Example(Row, table=True):
    """A turn that shows how a sample chat goes; kept apart from messages, sent to the model before them."""

    id: str = identity()
    chat_id: str = belongs_to("chat")
    position: int
    role: str = Field(max_length=16)
    content: str = long_text()
