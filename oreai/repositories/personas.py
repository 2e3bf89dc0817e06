"""Personas and the categories that show them."""

from collections.abc import Sequence

from sqlmodel import Session, or_, select

from oreai.models import Category, Persona, PersonaCategory, PersonaText


def categories(session: Session) -> Sequence[Category]:
    """All categories, in the order of the tabs."""
    return session.exec(select(Category).order_by(Category.position)).all()


def visible(session: Session, owner_id: str, locale: str) -> Sequence[tuple[Persona, PersonaText]]:
    """The built-in personas and the owner's own, with their texts, in the order of Discover."""
    return session.exec(
        select(Persona, PersonaText)
        .join(PersonaText)
        .where(PersonaText.locale == locale, _visible_to(owner_id))
        .order_by(Persona.position, Persona.key)
    ).all()


def get(session: Session, owner_id: str, key: str, locale: str) -> tuple[Persona, PersonaText] | None:
    """One persona that this owner may use."""
    return session.exec(
        select(Persona, PersonaText)
        .join(PersonaText)
        .where(Persona.key == key, PersonaText.locale == locale, _visible_to(owner_id))
    ).first()


def categories_by_persona(session: Session) -> dict[str, list[str]]:
    """The category keys of every persona, by the persona's id."""
    found: dict[str, list[str]] = {}
    for persona_id, key in session.exec(select(PersonaCategory.persona_id, Category.key).join(Category)):
        found.setdefault(persona_id, []).append(key)
    return found


def _visible_to(owner_id: str):
    return or_(Persona.owner_id.is_(None), Persona.owner_id == owner_id)
