"""Providers that users have for themselves."""

from datetime import datetime

from sqlmodel import Field

from oreai.columns import Row, belongs_to, identity, long_text, time


class UserProvider(Row, table=True):
    """A provider that one user has added, with a key of their own; nobody else sees or asks it."""

    __tablename__ = "user_provider"

    id: str = identity()
    user_id: str = belongs_to("user")
    name: str = Field(max_length=40)
    base_url: str = Field(max_length=500)
    sealed_key: str = long_text()
    "Locked with the server's secret; empty where the provider wants none."
    last_four: str = Field(max_length=4)
    "Of the key, by which its owner knows it."
    models: str = long_text()
    "JSON: the names of those that are offered; an empty list for all that the provider tells of."
    created_at: datetime = time()
    used_at: datetime | None = time(nullable=True)
