"""Who uses OreAI, and what they tell about themselves."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import Column, ForeignKey, true
from sqlmodel import Field

from oreai.columns import Row, belongs_to, identity, long_text, time


class UserRole(StrEnum):
    """What a user may do here; a guest is told by the missing name."""

    USER = "user"
    OWNER = "owner"
    DISABLED = "disabled"


class User(Row, table=True):
    """A person. A guest has no name, and no other way back than their browser."""

    id: str = identity()
    name: str | None = Field(default=None, max_length=64)
    "As it is shown; what a person signs in with are the rows of `SignInName`."
    email: str | None = Field(default=None, max_length=254, unique=True)
    password_hash: str | None = Field(default=None, max_length=255)
    role: str = Field(default=UserRole.USER, max_length=16)
    locale: str = Field(default="zh", max_length=8)
    local_model: str | None = Field(default=None, max_length=200)
    favourite_models: str | None = long_text(nullable=True)
    "[provider, model] of each, as JSON."
    calls_used: int = 0
    "The sum of what the user's settled entries of the ledger cost."
    calls_reserved: int = Field(default=0, sa_column_kwargs={"server_default": "0"})
    "Likewise of those that are reserved."
    calls_limit: int
    replies_running: int = Field(default=0, sa_column_kwargs={"server_default": "0"})
    "How many of the reserved ones are replies."
    wants_follow_ups: bool = Field(default=True, sa_column_kwargs={"server_default": true()})
    "Whether they are offered what they could say next."
    created_at: datetime = time()
    last_seen_at: datetime = time()
    delete_at: datetime | None = time(nullable=True, index=True)
    "When the account goes for good, since its owner has asked for it; signing in before takes that back."


class SignInName(Row, table=True):
    """A name or e-mail address by which a user signs in; across all users each is there once."""

    __tablename__ = "sign_in_name"

    id: str = identity()
    user_id: str = belongs_to("user")
    key_hash: str = Field(max_length=64, unique=True)
    "As `services/accounts/names.py` makes it: the databases differ in what they hold to be one word."


class Profile(Row, table=True):
    """What a user tells about themselves."""

    user_id: str = Field(
        sa_column=Column(ForeignKey("user.id", ondelete="CASCADE"), primary_key=True, nullable=False)
    )
    bio: str = long_text()
