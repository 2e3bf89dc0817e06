"""What the owner has done."""

from datetime import datetime

from sqlmodel import Field

from oreai.columns import ID_LENGTH, Row, identity, time


class AuditEntry(Row, table=True):
    """One act of an owner: who, what, whom, when. It outlives both, and holds no secret."""

    __tablename__ = "audit"

    id: str = identity()
    at: datetime = time(index=True)
    actor: str = Field(default="", max_length=64)
    "The owner's name at that time; empty for the command line."
    act: str = Field(max_length=32)
    "Such as quota."
    user_id: str = Field(default="", max_length=ID_LENGTH)
    "Whom it was done to; empty where it concerns the server."
    user_name: str = Field(default="", max_length=64)
    detail: str = Field(default="", max_length=200)
    "Such as 1000 -> 2000."
