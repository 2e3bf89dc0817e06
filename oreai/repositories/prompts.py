"""Prompts and the categories that show them."""

from collections.abc import Sequence

from sqlmodel import Session, or_, select

from oreai.models import Category, Prompt, PromptCategory, PromptText


def categories(session: Session) -> Sequence[Category]:
    """All categories, in the order of the tabs."""
    return session.exec(select(Category).order_by(Category.position)).all()


def visible(session: Session, owner_id: str, locale: str) -> Sequence[tuple[Prompt, PromptText]]:
    """The built-in prompts and the owner's own, with their texts, in the order of Discover."""
    return session.exec(
        select(Prompt, PromptText)
        .join(PromptText)
        .where(PromptText.locale == locale, _visible_to(owner_id))
        .order_by(Prompt.position, Prompt.key)
    ).all()


def get(session: Session, owner_id: str, key: str, locale: str) -> tuple[Prompt, PromptText] | None:
    """One prompt that this owner may use."""
    return session.exec(
        select(Prompt, PromptText)
        .join(PromptText)
        .where(Prompt.key == key, PromptText.locale == locale, _visible_to(owner_id))
    ).first()


def categories_by_prompt(session: Session) -> dict[str, list[str]]:
    """The category keys of every prompt, by the prompt's id."""
    found: dict[str, list[str]] = {}
    for prompt_id, key in session.exec(select(PromptCategory.prompt_id, Category.key).join(Category)):
        found.setdefault(prompt_id, []).append(key)
    return found


def _visible_to(owner_id: str):
    return or_(Prompt.owner_id.is_(None), Prompt.owner_id == owner_id)
