"""Writing the seeds to the database. Each function may run any number of times with the same result."""

from datetime import timedelta

from sqlmodel import Session, select

from oreai.models import Category, Chat, Prompt, PromptCategory, PromptText, TitledBy, now
from oreai.repositories import chats
from oreai.seeds.library import CATEGORY_KEYS, SampleChat, SeedPrompt, prompts, sample_chats


def write_library(session: Session) -> None:
    """Bring the built-in categories and prompts to what the seed files say."""
    categories = _write_categories(session)
    known = {prompt.key: prompt for prompt in session.exec(select(Prompt))}
    texts = {(text.prompt_id, text.locale): text for text in session.exec(select(PromptText))}
    for seed in prompts():
        prompt = known.get(seed.key) or Prompt(key=seed.key, icon="", position=0)
        prompt.icon, prompt.position = seed.icon, seed.position
        session.add(prompt)
        session.flush()
        _write_texts(session, prompt.id, seed, texts)
        _write_categories_of(session, prompt.id, {categories[key] for key in seed.categories})


def _write_categories(session: Session) -> dict[str, str]:
    known = {category.key: category for category in session.exec(select(Category))}
    for position, key in enumerate(CATEGORY_KEYS):
        category = known.setdefault(key, Category(key=key, position=position))
        category.position = position
        session.add(category)
    session.flush()
    return {key: category.id for key, category in known.items()}


def _write_categories_of(session: Session, prompt_id: str, wanted: set[str]) -> None:
    links = session.exec(select(PromptCategory).where(PromptCategory.prompt_id == prompt_id)).all()
    for link in links:
        if link.category_id not in wanted:
            session.delete(link)
    new = wanted - {link.category_id for link in links}
    session.add_all(PromptCategory(prompt_id=prompt_id, category_id=category_id) for category_id in new)


def _write_texts(
    session: Session, prompt_id: str, seed: SeedPrompt, known: dict[tuple[str, str], PromptText]
) -> None:
    for locale, text in seed.texts.items():
        row = known.get((prompt_id, locale)) or PromptText(
            prompt_id=prompt_id, locale=locale, name="", description=""
        )
        for field, value in vars(text).items():
            setattr(row, field, value)
        session.add(row)


def write_sample_chats(session: Session, user_id: str, locale: str) -> None:
    """Give a new user the sample chats, in their language; the free chat stands first."""
    newest = now()
    prompt_ids = dict(session.exec(select(Prompt.key, Prompt.id)).all())
    for sample in sample_chats():
        chat = Chat(
            user_id=user_id,
            prompt_id=prompt_ids.get(sample.prompt.key) if sample.prompt else None,
            sample_key=sample.key,
            icon=sample.icon,
            title="",
            titled_by=TitledBy.SEED,
            last_message_at=newest - timedelta(seconds=sample.position),
            pinned_at=None if sample.prompt else newest,
        )
        session.add(chat)
        _say_in(session, chat, sample, locale)


def translate_samples(session: Session, user_id: str, locale: str) -> None:
    """Put the sample chats in which nothing was said yet into another language."""
    by_key = {sample.key: sample for sample in sample_chats()}
    for chat in chats.untouched_samples(session, user_id):
        if sample := by_key.get(chat.sample_key or ""):
            _say_in(session, chat, sample, locale)


def _say_in(session: Session, chat: Chat, sample: SampleChat, locale: str) -> None:
    chat.title = sample.titles[locale]
    if sample.prompt:
        text = sample.prompt.texts[locale]
        chat.system, chat.opening, chat.questions = text.system, text.opening, text.questions
    session.flush()
    chats.replace_examples(session, chat.id, sample.examples[locale])
