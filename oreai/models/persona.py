"""Roles that the model can play, in every language, and the tabs that show them."""

from sqlalchemy import Column, ForeignKey, UniqueConstraint
from sqlmodel import Field

from oreai.columns import ANY_CHARACTER, Row, belongs_to, identity, long_text


class Category(Row, table=True):
    """A tab of the Discover page; its names live in `i18n`."""

    id: str = identity()
    key: str = Field(max_length=32, unique=True)
    position: int


class Persona(Row, table=True):
    """A role the model can play. A built-in one has no owner."""

    id: str = identity()
    key: str = Field(max_length=64, unique=True)
    owner_id: str | None = belongs_to("user", nullable=True)
    icon: str = Field(max_length=32)
    position: int
    "Built-in ones count up from 1, a user's own ones down from -1: the newest stands first."
    parameters: str | None = long_text(nullable=True)
    "The numbers of `chat_settings.py` that its chats begin with, as a JSON object."
    model: str | None = Field(default=None, max_length=200)
    "The one that its chats begin with; none for the default one."
    provider: str | None = Field(default=None, max_length=60)
    "Whose model that is; none for the default provider's."
    share_token: str | None = Field(default=None, max_length=32, unique=True, index=True)
    "What others see it by while its owner shares it; in clear, so that the link can be copied again."


class PersonaText(Row, table=True):
    """What a persona says, in one language."""

    __tablename__ = "persona_text"
    __table_args__ = (UniqueConstraint("persona_id", "locale"), ANY_CHARACTER)

    id: str = identity()
    persona_id: str = belongs_to("persona")
    locale: str = Field(max_length=8)
    "Empty in a user's own one, which says the same whatever language its owner reads."
    name: str = Field(max_length=120)
    description: str = Field(max_length=300)
    system: str = long_text()
    opening: str = long_text()
    questions: str = long_text()
    "Example questions, one a line."
    examples: str | None = long_text(nullable=True)
    "Turns sent before a chat's own, as a JSON list of (role, content)."


class PersonaCategory(Row, table=True):
    """Which tabs show a persona."""

    __tablename__ = "persona_category"

    persona_id: str = Field(
        sa_column=Column(ForeignKey("persona.id", ondelete="CASCADE"), primary_key=True, nullable=False)
    )
    category_id: str = Field(
        sa_column=Column(
            ForeignKey("category.id", ondelete="CASCADE"), primary_key=True, index=True, nullable=False
        )
    )
