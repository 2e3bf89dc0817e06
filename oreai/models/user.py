"""Who uses OreAI, and what they tell about themselves."""

from datetime import datetime

from sqlalchemy import Column, ForeignKey
from sqlmodel import Field

from oreai.columns import Row, identity, long_text, time


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


class Profile(Row, table=True):
    """What a user tells about themselves."""

    user_id: str = Field(
        sa_column=Column(ForeignKey("user.id", ondelete="CASCADE"), primary_key=True, nullable=False)
    )
    bio: str = long_text()
