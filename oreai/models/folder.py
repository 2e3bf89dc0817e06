"""Folders of chats."""

from datetime import datetime

from sqlmodel import Field

from oreai.columns import Row, belongs_to, identity, long_text, time


class Folder(Row, table=True):
    """What some of a user's chats are about; a chat is in one at the most."""

    id: str = identity()
    user_id: str = belongs_to("user")
    name: str = Field(max_length=60)
    instructions: str = long_text()
    "What the model is told in each of its chats, before the chat's own system text."
    created_at: datetime = time()
