"""What somebody handed in beside words."""

from datetime import datetime

from sqlmodel import Field

from oreai.columns import ID_LENGTH, Row, belongs_to, identity, time


class Attachment(Row, table=True):
    """A file that somebody handed in; it belongs to nothing yet while it waits to be sent."""

    id: str = identity()
    user_id: str = belongs_to("user")
    message_id: str | None = belongs_to("message", nullable=True)
    queued_id: str | None = belongs_to("queued_message", nullable=True)
    position: int = 0
    file: str = Field(max_length=ID_LENGTH, index=True)
    "Its name in the folder; other versions of the message and branches of the chat name the same one."
    kind: str = Field(max_length=16)
    "Such as image."
    media_type: str = Field(max_length=100)
    "Of the file, such as image/jpeg."
    name: str = Field(default="", max_length=200)
    "What its owner calls it; an image has none."
    tokens: int | None = None
    "What it costs in a request, where that is known."
    width: int = 0
    "In pixels, as the height; 0 of what has none."
    height: int = 0
    bytes: int
    created_at: datetime = time()
