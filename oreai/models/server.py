"""What the owner has chosen for the server while it runs, and whom they have invited."""

from datetime import datetime

from sqlmodel import Field

from oreai.columns import Row, identity, long_text, time
from oreai.models.user import UserRole


class ServerSetting(Row, table=True):
    """A setting that was changed on the owner's page; it wins over the environment's."""

    __tablename__ = "server_setting"

    name: str = Field(primary_key=True, max_length=32)
    value: str = long_text()


class Invitation(Row, table=True):
    """A link by which so many people may sign up."""

    id: str = identity()
    token_hash: str = Field(max_length=64, unique=True)
    invited_by: str = Field(default="", max_length=64)
    "The name of the owner who has made it; empty for the command line."
    note: str = Field(default="", max_length=100)
    "For the owner: whom it was made for."
    uses_left: int
    role: str = Field(default=UserRole.USER, max_length=16)
    "What those who come by it are."
    calls_limit: int | None = None
    "How many replies they may ask for; unset, as many as everybody."
    created_at: datetime = time()
    expires_at: datetime = time(index=True)
