"""Keys of a device by which a user signs in, and the challenges they answer."""

from datetime import datetime

from sqlmodel import Field

from oreai.columns import Row, belongs_to, identity, long_text, time


class Passkey(Row, table=True):
    """A key pair whose private half never leaves its owner's device or its cloud."""

    id: str = identity()
    user_id: str = belongs_to("user")
    credential_hash: str = Field(max_length=64, unique=True)
    "SHA-256 of the credential's id, which may be longer than an index takes."
    credential: str = long_text()
    "The credential's id, as base64url."
    public_key: str = long_text()
    "COSE, as base64url."
    sign_count: int = 0
    transports: str = Field(default="", max_length=100)
    "Such as internal, hybrid; separated by commas."
    is_backed_up: bool = False
    name: str = Field(max_length=64)
    created_at: datetime = time()
    used_at: datetime | None = time(nullable=True)


class PasskeyChallenge(Row, table=True):
    """What a device has to sign, once and soon, in the browser that asked for it."""

    __tablename__ = "passkey_challenge"

    id: str = identity()
    browser: str = Field(max_length=64, index=True)
    "The hash of the browser's token."
    challenge: str = Field(max_length=64)
    "32 bytes as base64url."
    expires_at: datetime = time(index=True)
