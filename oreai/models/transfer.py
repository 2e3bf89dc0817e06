"""Files of other programs that are brought in."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import BigInteger
from sqlmodel import Field

from oreai.columns import Row, belongs_to, identity, long_text, time


class ImportStatus(StrEnum):
    """How far a file has come. READING and RUNNING are held by a lease."""

    UPLOADING = "uploading"
    READING = "reading"
    READY = "ready"
    RUNNING = "running"
    DONE = "done"
    CANCELLED = "cancelled"
    REFUSED = "refused"
    UNDONE = "undone"


class ChatImport(Row, table=True):
    """One file that a user hands in; its chats say by `import_id` that they came with it."""

    __tablename__ = "chat_import"

    id: str = identity()
    user_id: str = belongs_to("user")
    status: str = Field(default=ImportStatus.UPLOADING, max_length=16)
    refused: str = Field(default="", max_length=32)
    "Why nothing of it comes, by the name of a `TransferRefused`."
    zone: str = Field(default="UTC", max_length=64)
    "The user's time zone, as the IANA names it."
    locale: str = Field(default="zh", max_length=8)
    network: str = Field(default="", max_length=64)
    "Where its file comes from, as `web/client_address.py` names it; empty where that says nothing."
    file_bytes: int = Field(default=0, sa_type=BigInteger)
    "How large its file is announced to be."
    chosen: str | None = long_text(nullable=True)
    "Where the chats begin in the file that was made of it, as a JSON list; in this order they come."
    position: int = 0
    "How many of the chosen have been looked at."
    chats: int = 0
    "How many chats have come, new or with something new."
    messages: int = 0
    pictures: int = 0
    failed: int = 0
    "How many chats could not be stored."
    created_at: datetime = time()
    finished_at: datetime | None = time(nullable=True)
    lease_owner: str | None = Field(default=None, max_length=64)
    lease_until: datetime | None = time(nullable=True, index=True)
