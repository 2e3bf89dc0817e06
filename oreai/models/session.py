"""The browsers in which a user is signed in."""

from datetime import datetime

from sqlmodel import Field

from oreai.columns import Row, belongs_to, identity, time


class LoginSession(Row, table=True):
    """One browser of a user. Only the hash of its cookie's token is kept."""

    __tablename__ = "session"

    id: str = identity()
    token_hash: str = Field(max_length=64, unique=True)
    user_id: str = belongs_to("user")
    created_at: datetime = time()
    expires_at: datetime = time(index=True)
