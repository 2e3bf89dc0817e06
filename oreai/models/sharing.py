"""Links by which others read a chat."""

from datetime import datetime
from enum import StrEnum

from sqlmodel import Field

from oreai.columns import ID_LENGTH, Row, belongs_to, identity, time


class Audience(StrEnum):
    """Who may read what a link leads to."""

    PUBLIC = "public"
    SIGNED_IN = "signed_in"


class SharedLink(Row, table=True):
    """A link to one branch of a chat, as far as it went when the link was made or brought up to date."""

    __tablename__ = "shared_link"

    id: str = identity()
    chat_id: str = belongs_to("chat")
    token: str = Field(max_length=32, unique=True)
    "In clear, so that its owner can copy it again: who reads this table can read the chats themselves."
    leaf_id: str = Field(max_length=ID_LENGTH)
    "The last message that is shown; no foreign key, as it could not be dropped again on SQLite."
    audience: str = Field(default=Audience.PUBLIC, max_length=16)
    title: str = Field(default="", max_length=200)
    "As the chat was called then: a later name may say more than its owner wants to."
    with_reasoning: bool = False
    "Whether what the model thought is shown too."
    views: int = 0
    created_at: datetime = time()
    updated_at: datetime = time()
    "Until when what was written is shown."
    expires_at: datetime | None = time(nullable=True, index=True)
