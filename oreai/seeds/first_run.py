"""Writing the seeds to the database. Each function may run any number of times with the same result."""

from datetime import timedelta

from sqlmodel import Session, select

from oreai.models import Category, Chat, Persona, PersonaCategory, PersonaText, TitledBy, now
from oreai.repositories import chats
from oreai.seeds.library import CATEGORY_KEYS, SampleChat, SeedPersona, personas, sample_chats


def write_library(session: Session) -> None:
    """Bring the built-in categories and personas to what the seed files say."""
    categories = _write_categories(session)
    known = {persona.key: persona for persona in session.exec(select(Persona))}
    texts = {(text.persona_id, text.locale): text for text in session.exec(select(PersonaText))}
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
    newest = now()
    persona_ids = dict(session.exec(select(Persona.key, Persona.id)).all())
    samples = [(sample, Chat(user_id=user_id, icon=sample.icon, title="")) for sample in sample_chats()]
    for sample, chat in samples:
        chat.persona_id = persona_ids.get(sample.persona.key) if sample.persona else None
        chat.sample_key, chat.titled_by = sample.key, TitledBy.SEED
        chat.last_message_at = newest - timedelta(seconds=sample.position)
        chat.pinned_at = None if sample.persona else newest
        # In the order the original made them: the free chat, then from the end of the list to its beginning.
        chat.created_at = chat.last_message_at if sample.persona else newest - timedelta(minutes=1)
        _write_words(chat, sample, locale)
        session.add(chat)
    session.flush()
    for sample, chat in samples:
        chats.add_examples(session, chat.id, sample.examples[locale])


def translate_samples(session: Session, user_id: str, locale: str) -> None:
    """Put the sample chats in which nothing was said yet into another language."""
    by_key = {sample.key: sample for sample in sample_chats()}
    for chat in chats.untouched_samples(session, user_id):
        if sample := by_key.get(chat.sample_key or ""):
            _write_words(chat, sample, locale)
            session.flush()
            chats.replace_examples(session, chat.id, sample.examples[locale])


def _write_words(chat: Chat, sample: SampleChat, locale: str) -> None:
    chat.title = sample.titles[locale]
    if sample.persona:
        text = sample.persona.texts[locale]
        chat.system, chat.opening, chat.questions = text.system, text.opening, text.questions
