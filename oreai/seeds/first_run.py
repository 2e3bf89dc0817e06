"""Writing the seeds to the database. Each function may run any number of times with the same result."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from sqlmodel import Session, select

from oreai.columns import columns_of
from oreai.models import Category, Chat, Persona, PersonaCategory, PersonaText, TitledBy, new_id, now
from oreai.repositories import chats
from oreai.seeds.library import CATEGORY_KEYS, SampleChat, SeedPersona, personas, sample_chats


def write_library(session: Session) -> None:
    """Bring the built-in categories and personas to what the seed files say."""
    categories = _write_categories(session)
    built_in = Persona.owner_id.is_(None)
    known = {persona.key: persona for persona in session.exec(select(Persona).where(built_in))}
    written = session.exec(select(PersonaText).join(Persona).where(built_in))
    texts = {(text.persona_id, text.locale): text for text in written}
    for seed in personas():
        persona = known.get(seed.key) or Persona(key=seed.key, icon="", position=0)
        persona.icon, persona.position = seed.icon, seed.position
        session.add(persona)
        session.flush()
        _write_texts(session, persona.id, seed, texts)
        _write_categories_of(session, persona.id, {categories[key] for key in seed.categories})


def _write_categories(session: Session) -> dict[str, str]:
    known = {category.key: category for category in session.exec(select(Category))}
    for position, key in enumerate(CATEGORY_KEYS):
        category = known.setdefault(key, Category(key=key, position=position))
        category.position = position
        session.add(category)
    session.flush()
    return {key: category.id for key, category in known.items()}


def _write_categories_of(session: Session, persona_id: str, wanted: set[str]) -> None:
    links = session.exec(select(PersonaCategory).where(PersonaCategory.persona_id == persona_id)).all()
    for link in links:
        if link.category_id not in wanted:
            session.delete(link)
    new = wanted - {link.category_id for link in links}
    session.add_all(PersonaCategory(persona_id=persona_id, category_id=category_id) for category_id in new)


def _write_texts(
    session: Session, persona_id: str, seed: SeedPersona, known: dict[tuple[str, str], PersonaText]
) -> None:
    for locale, text in seed.texts.items():
        row = known.get((persona_id, locale)) or PersonaText(
            persona_id=persona_id, locale=locale, name="", description=""
        )
        for field, value in vars(text).items():
            setattr(row, field, value)
        session.add(row)


def write_sample_chats(session: Session, user_id: str, locale: str) -> None:
    """Give a new user the sample chats, in their language; the free chat stands first."""
    newest, samples = now(), sample_chats()
    built_in = select(Persona.key, Persona.id).where(Persona.owner_id.is_(None))
    persona_ids = dict(session.exec(built_in).all())
    # Rows, not objects: to make a dozen chats and their examples by one of each takes five times the CPU.
    alike = columns_of(Chat(user_id=user_id, icon="", title="", titled_by=TitledBy.SEED), besides=())
    rows = [alike | _columns(sample, newest, persona_ids) | _words(sample, locale) for sample in samples]
    chats.add_rows(session, rows)
    chats.add_examples(
        session, {row["id"]: sample.examples[locale] for row, sample in zip(rows, samples, strict=True)}
    )


def _columns(sample: SampleChat, newest: datetime, persona_ids: Mapping[str, str]) -> dict[str, Any]:
    last = newest - timedelta(seconds=sample.position)
    return {
        "id": new_id(),
        "icon": sample.icon,
        "persona_id": persona_ids.get(sample.persona.key) if sample.persona else None,
        "sample_key": sample.key,
        "last_message_at": last,
        "pinned_at": None if sample.persona else newest,
        # In the order the original made them: the free chat, then from the end of the list to its beginning.
        "created_at": last if sample.persona else newest - timedelta(minutes=1),
    }


def translate_samples(session: Session, user_id: str, locale: str) -> None:
    """Put the sample chats in which nothing was said yet into another language."""
    by_key = {sample.key: sample for sample in sample_chats()}
    for chat in chats.untouched_samples(session, user_id):
        if sample := by_key.get(chat.sample_key or ""):
            for name, words in _words(sample, locale).items():
                setattr(chat, name, words)
            session.flush()
            chats.replace_examples(session, chat.id, sample.examples[locale])


def _words(sample: SampleChat, locale: str) -> dict[str, str]:
    """The columns of a sample chat that people read, or its model does."""
    title = {"title": sample.titles[locale]}
    if not sample.persona:
        return title
    text = sample.persona.texts[locale]
    return title | {"system": text.system, "opening": text.opening, "questions": text.questions}
