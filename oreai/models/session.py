"""How a user is known: browsers that are signed in, ways back into an account, tries to get in."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import Index
from sqlmodel import Field

from oreai.columns import Row, belongs_to, identity, time


class SessionKind(StrEnum):
    """How a browser came to be this user's."""

    GUEST = "guest"
    PASSWORD = "password"
    RECOVERY = "recovery"
    LINK = "link"
    PASSKEY = "passkey"
    OIDC = "oidc"
    HEADER = "header"


class LoginSession(Row, table=True):
    """One browser of a user. Only the hash of its cookie's token is kept."""

    __tablename__ = "session"

    id: str = identity()
    token_hash: str = Field(max_length=64, unique=True)
    user_id: str = belongs_to("user")
    guest_id: str | None = belongs_to("user", on_delete="SET NULL", nullable=True)
    "The guest who was here before, whose chats may still be brought along."
    kind: str = Field(default=SessionKind.GUEST, max_length=16)
    device: str = Field(default="", max_length=64)
    "Such as Chrome · Android."
    network: str = Field(default="", max_length=64)
    "As `web/client_address.py` names it."
    created_at: datetime = time()
    last_seen_at: datetime = time()
    proved_at: datetime | None = time(nullable=True)
    "When a password, passkey or code was last given here."
    expires_at: datetime = time(index=True)


class RecoveryCode(Row, table=True):
    """A way back into an account that is good once."""

    __tablename__ = "recovery_code"

    id: str = identity()
    user_id: str = belongs_to("user")
    code_hash: str = Field(max_length=64, unique=True)
    created_at: datetime = time()
    used_at: datetime | None = time(nullable=True)


class DeviceLink(Row, table=True):
    """A link that signs another device in, once and soon."""

    __tablename__ = "device_link"

    id: str = identity()
    user_id: str = belongs_to("user")
    secret_hash: str = Field(max_length=64, unique=True)
    expires_at: datetime = time(index=True)


class ResetLink(Row, table=True):
    """A link of the owner's by which a user sets a new password, once; kept a while for the user to see."""

    __tablename__ = "reset_link"

    id: str = identity()
    user_id: str = belongs_to("user")
    secret_hash: str = Field(max_length=64, unique=True)
    created_at: datetime = time(index=True)
    expires_at: datetime = time()
    used_at: datetime | None = time(nullable=True)


class Attempt(Row, table=True):
    """One try at something that is limited: signing in, signing up, a code."""

    __table_args__ = (Index("ix_attempt_subject_at", "subject", "at"),)

    id: str = identity()
    subject: str = Field(max_length=64)
    "A hash of who tries what."
    at: datetime = time(index=True)


class SigningKey(Row, table=True):
    """What this server signs with where it wants to know its own words again."""

    __tablename__ = "signing_key"

    name: str = Field(primary_key=True, max_length=32)
    key: str = Field(max_length=64)
    "256 random bits in hex. Who reads it can make guests, and no more."
