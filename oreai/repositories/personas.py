"""Personas and the categories that show them. One that is another user's does not exist."""

from collections.abc import Sequence

from sqlalchemy.orm import defer
from sqlmodel import Session, and_, col, delete, func, or_, select

from oreai.models import Category, Chat, Persona, PersonaCategory, PersonaText

OWN = ""
"The locale of the text of a user's own persona: it is the same in every language."
Found = tuple[Persona, PersonaText]
_NOT_ON_CARDS = (PersonaText.system, PersonaText.opening, PersonaText.questions, PersonaText.examples)


def categories(session: Session) -> Sequence[Category]:
    """All categories, in the order of the tabs."""
    return session.exec(select(Category).order_by(Category.position)).all()


def visible(session: Session, owner_id: str, locale: str) -> Sequence[Found]:
    """The owner's own personas and the built-in ones, with their texts, in the order of Discover."""
    return session.exec(_in_order(owner_id, locale)).all()


def on_cards(session: Session, owner_id: str, locale: str) -> Sequence[Found]:
    """The same without the texts no card shows."""
    return session.exec(_in_order(owner_id, locale).options(*map(defer, _NOT_ON_CARDS))).all()


def get(session: Session, owner_id: str, key: str, locale: str) -> Found | None:
    """One persona that this owner may use."""
    return session.exec(_usable(owner_id, locale).where(Persona.key == key)).first()


def own(session: Session, owner_id: str, key: str) -> Found | None:
    """One of the owner's own personas."""
    return session.exec(
        select(Persona, PersonaText).join(PersonaText).where(Persona.owner_id == owner_id, Persona.key == key)
    ).first()


def all_own(session: Session, owner_id: str) -> Sequence[Found]:
    """All of the owner's own personas, the oldest first."""
    return session.exec(
        select(Persona, PersonaText)
        .join(PersonaText)
        .where(Persona.owner_id == owner_id)
        .order_by(col(Persona.position).desc(), col(Persona.key))
    ).all()


def shared(session: Session, token: str) -> Found | None:
    """The persona that a link leads to, whoever asks."""
    return session.exec(
        select(Persona, PersonaText).join(PersonaText).where(Persona.share_token == token)
    ).first()


def count_own(session: Session, owner_id: str) -> int:
    """How many personas the owner has made."""
    return session.exec(select(func.count()).select_from(Persona).where(Persona.owner_id == owner_id)).one()


def next_position(session: Session, owner_id: str) -> int:
    """Where the owner's next own persona stands: above all others."""
    first = session.exec(select(func.min(Persona.position)).where(Persona.owner_id == owner_id)).one()
    return min(first or 0, 0) - 1


def last_used(session: Session, owner_id: str, limit: int) -> Sequence[str]:
    """The keys of the personas that the owner's newest chats were made from."""
    newest = func.max(Chat.created_at)
    return session.exec(
        select(Persona.key)
        .join(Chat, Chat.persona_id == Persona.id)
        .where(Chat.user_id == owner_id, Chat.sample_key.is_(None), Chat.deleted_at.is_(None))
        .group_by(Persona.id, Persona.key)
        .order_by(newest.desc(), Persona.key)
        .limit(limit)
    ).all()


def categories_by_persona(session: Session, owner_id: str) -> dict[str, list[str]]:
    """The category keys of each persona that this owner may use, by the persona's id."""
    found: dict[str, list[str]] = {}
    query = (
        select(PersonaCategory.persona_id, Category.key)
        .join(Category)
        .join(Persona, Persona.id == PersonaCategory.persona_id)
        .where(_visible_to(owner_id))
    )
    for persona_id, key in session.exec(query):
        found.setdefault(persona_id, []).append(key)
    return found


def category_of(session: Session, persona_id: str) -> str:
    """The key of the first category that shows this persona; empty where none does."""
    query = (
        select(Category.key)
        .join(PersonaCategory)
        .where(PersonaCategory.persona_id == persona_id)
        .order_by(Category.position)
    )
    return session.exec(query).first() or ""


def put_into_category(session: Session, persona_id: str, category_key: str) -> None:
    """Let this category alone show the persona; none where there is no such category."""
    session.exec(delete(PersonaCategory).where(col(PersonaCategory.persona_id) == persona_id))
    category = session.exec(select(Category).where(Category.key == category_key)).first()
    if category:
        session.add(PersonaCategory(persona_id=persona_id, category_id=category.id))


def _in_order(owner_id: str, locale: str):
    return _usable(owner_id, locale).order_by(Persona.position, Persona.key)


def _usable(owner_id: str, locale: str):
    is_read = or_(PersonaText.locale == locale, and_(PersonaText.locale == OWN, Persona.owner_id == owner_id))
    return select(Persona, PersonaText).join(PersonaText).where(_visible_to(owner_id), is_read)


def _visible_to(owner_id: str):
    return or_(Persona.owner_id.is_(None), Persona.owner_id == owner_id)
