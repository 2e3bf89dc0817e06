"""What a user wants known in all their chats."""

from sqlalchemy import Column, ForeignKey, true
from sqlmodel import Field

from oreai.columns import Row, long_text


class Personalization(Row, table=True):
    """What goes along of a user; no row while they have never said anything about it."""

    user_id: str = Field(
        sa_column=Column(ForeignKey("user.id", ondelete="CASCADE"), primary_key=True, nullable=False)
    )
    about: str = long_text()
    "Who the user is."
    answer_style: str = long_text()
    "How they want to be answered."
    uses_instructions: bool = Field(default=True)
    "Whether the two texts above go along."
    uses_memory: bool = Field(default=True, sa_column_kwargs={"server_default": true()})
    "Whether their notes do, and whether new ones are offered."
