"""What users want remembered of them."""

from datetime import datetime

from sqlmodel import Field

from oreai.columns import Row, belongs_to, identity, time


class MemoryNote(Row, table=True):
    """A short note that a user has written, or said yes to."""

    __tablename__ = "memory_note"

    id: str = identity()
    user_id: str = belongs_to("user")
    text: str = Field(max_length=300)
    created_at: datetime = time()
