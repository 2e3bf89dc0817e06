"""What somebody handed in beside words."""

from datetime import datetime

from sqlmodel import Field

from oreai.columns import ID_LENGTH, Row, belongs_to, identity, time


class Image(Row, table=True):
    """A picture that somebody handed in; it belongs to nothing yet while it waits to be sent."""

    id: str = identity()
    user_id: str = belongs_to("user")
    message_id: str | None = belongs_to("message", nullable=True)
    queued_id: str | None = belongs_to("queued_message", nullable=True)
    position: int = 0
    file: str = Field(max_length=ID_LENGTH, index=True)
    "Its name in the folder; other versions of the message and branches of the chat name the same one."
    kind: str = Field(max_length=32)
    "Such as image/jpeg."
    width: int
    height: int
    bytes: int
    created_at: datetime = time()
