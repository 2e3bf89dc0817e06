"""Who a user is elsewhere, and the tokens by which programs act for them."""

from datetime import datetime

from sqlalchemy import UniqueConstraint
from sqlmodel import Field

from oreai.columns import ANY_CHARACTER, Row, belongs_to, identity, time


class Identity(Row, table=True):
    """A user at another provider of sign-in: its issuer, and its name for them; never an address."""

    __table_args__ = (UniqueConstraint("key_hash"), ANY_CHARACTER)

    id: str = identity()
    user_id: str = belongs_to("user")
    issuer: str = Field(max_length=300)
    subject: str = Field(max_length=255)
    key_hash: str = Field(max_length=64)
    "SHA-256 of both: the databases differ in what they hold to be the same word."
    created_at: datetime = time()


class ApiToken(Row, table=True):
    """A token by which a program acts for its user, within its scopes and until it expires."""

    __tablename__ = "api_token"

    id: str = identity()
    user_id: str = belongs_to("user")
    token_hash: str = Field(max_length=64, unique=True)
    beginning: str = Field(max_length=16)
    "Its first characters, by which its owner knows it."
    name: str = Field(max_length=64)
    scopes: str = Field(max_length=60)
    "Separated by spaces."
    created_at: datetime = time()
    expires_at: datetime = time(index=True)
    used_at: datetime | None = time(nullable=True)
