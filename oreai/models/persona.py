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


class PersonaText(Row, table=True):
    """What a persona says, in one language."""

    __tablename__ = "persona_text"
    __table_args__ = (UniqueConstraint("persona_id", "locale"), ANY_CHARACTER)

    id: str = identity()
    persona_id: str = belongs_to("persona")
    locale: str = Field(max_length=8)
    name: str = Field(max_length=120)
    description: str = Field(max_length=300)
    system: str = long_text()
    opening: str = long_text()
    questions: str = long_text()
    "Example questions, one a line."


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
