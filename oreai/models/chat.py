"""Conversations, and the examples that a sample chat brings."""

from datetime import datetime
from enum import StrEnum

from sqlmodel import Field

from oreai.columns import ID_LENGTH, Row, UtcDateTime, belongs_to, identity, long_text, now, time


class TitledBy(StrEnum):
    """Who gave a chat its title; a later writer must not overrule the user."""

    NOBODY = "nobody"
    SEED = "seed"
    WORDS = "words"
    MODEL = "model"
    USER = "user"


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
