"""The seed files: personas, the original thirty-five among them, and sample chats, in both languages."""

import re

import pytest
from sqlmodel import Session, select

from oreai.bootstrap import Services
from oreai.i18n import LOCALES
from oreai.models import Category, Persona, PersonaCategory, PersonaText
from oreai.seeds import first_run
from oreai.seeds.library import CATEGORY_KEYS, SampleChat, SeedPersona, personas, sample_chats

NAMES = """
论文帮手|数学老师|关系教练|Python 导师|人生教练|职业顾问|哲学老师|投资经理|励志教练|辩手|塔罗牌占卜师
测测你的 MBTI 类型|男朋友|基于文本的冒险游戏|每日星座运势|睡前故事|随机吃什么|病历帮手|工作报告|短视频创作
翻译助手|雅思写作考官|英语翻译和改进者|英英词典(附中文解释)|词源学家|新语言创造者|语言检测器|取个英文名
小红书笔记生成|大众点评生成|爆款标题|诗人|计算机专业|Linux 终端|AI 辅助医生
"""
SAMPLES = """
取个英文名|论文帮手|小红书笔记生成|翻译助手|工作报告|塔罗牌占卜师|雅思写作考官|随机吃什么|计算机专业|基于文本的冒险游戏
"""
FIRST_REQUESTS = ("my first request", "my first sentence", "my first question", "我的第一个", "我的第一句")
CHINESE = re.compile(r"[\u4e00-\u9fff]")

each_persona = pytest.mark.parametrize("persona", personas(), ids=lambda persona: persona.key)
each_sample = pytest.mark.parametrize("sample", sample_chats(), ids=lambda sample: sample.key)


def test_the_personas_are_the_originals_by_name():
    """All thirty-five; whoever adds one leaves them."""
    wanted = re.split(r"[|\n]", NAMES.strip())
    assert len(wanted) == 35
    assert set(wanted) <= {persona.texts["zh"].name for persona in personas()}


def test_the_sample_chats_are_the_originals_by_name():
    """闲聊一下 first, without a persona, and ten made from personas."""
    first, *others = sample_chats()
    assert (first.titles["zh"], first.icon, first.persona) == ("闲聊一下", "💬", None)
    assert sorted(sample.titles["zh"] for sample in others) == sorted(SAMPLES.strip().split("|"))
    assert all(sample.persona for sample in others)


def test_names_keys_and_places_are_unique():
    """In each language, so that nobody takes one for another."""
    for locale in LOCALES:
        assert len({persona.texts[locale].name for persona in personas()}) == len(personas())
        assert len({sample.titles[locale] for sample in sample_chats()}) == 11
    assert [persona.position for persona in personas()] == list(range(1, len(personas()) + 1))
    assert len({sample.position for sample in sample_chats()}) == 11


@each_persona
def test_a_persona_is_whole_in_both_languages(persona: SeedPersona):
    """A name, a description, a system text, a first line and example questions."""
    assert set(persona.texts) == set(LOCALES)
    assert persona.icon
    for text in persona.texts.values():
        assert all(value.strip() == value and value for value in vars(text).values())
        assert 2 <= len(text.questions.splitlines()) <= 4
        assert len(text.name) <= 120
        assert len(text.description) <= 300


@each_persona
def test_each_language_is_itself(persona: SeedPersona):
    """Chinese texts are Chinese, English ones hold more Latin letters than Chinese characters."""
    zh, en = persona.texts["zh"], persona.texts["en"]
    for field in ("description", "system", "opening"):
        assert CHINESE.search(getattr(zh, field))
        english = getattr(en, field)
        assert len(CHINESE.findall(english)) < len(re.findall(r"[A-Za-z]", english)) / 4


@each_persona
def test_a_system_text_ends_without_somebodys_first_request(persona: SeedPersona):
    """The assistant speaks first from it, so it must not answer a request that nobody made."""
    for text in persona.texts.values():
        assert not [words for words in FIRST_REQUESTS if words in text.system.lower()]


@each_persona
def test_a_persona_stands_under_known_categories(persona: SeedPersona):
    """At least one, each once."""
    assert persona.categories
    assert len(set(persona.categories)) == len(persona.categories)
    assert set(persona.categories) <= set(CATEGORY_KEYS)


def test_no_category_is_empty():
    """Each tab shows something."""
    assert {key for persona in personas() for key in persona.categories} == set(CATEGORY_KEYS)


@each_sample
def test_a_sample_chat_shows_up_to_three_exchanges(sample: SampleChat):
    """In both languages alike: a question, its answer, and so on."""
    assert set(sample.examples) == set(sample.titles) == set(LOCALES)
    shown = [[role for role, _ in sample.examples[locale]] for locale in LOCALES]
    assert shown[0] == shown[1] == ["user", "assistant"] * (len(shown[0]) // 2)
    assert 1 <= len(shown[0]) // 2 <= 3
    assert all(content.strip() for locale in LOCALES for _, content in sample.examples[locale])
    assert any(CHINESE.search(content) for _, content in sample.examples["zh"])


def written(session: Session) -> list[list[str]]:
    """Everything the library has put into the database."""
    tables = (Category, Persona, PersonaText, PersonaCategory)
    return [sorted(repr(row.model_dump()) for row in session.exec(select(table))) for table in tables]


async def test_writing_the_library_again_changes_nothing(services_on_each: Services):
    """Every start writes it; ids and texts stay, nothing is doubled."""
    database = services_on_each.database
    before = await database.read(written)
    await database.write(first_run.write_library)
    assert await database.read(written) == before


async def test_a_changed_text_is_brought_back_to_the_seed(services: Services):
    """A new version's words reach a database that holds the old ones."""

    def spoil(session: Session) -> None:
        for text in session.exec(select(PersonaText)):
            text.name = "old"

    before = await services.database.read(written)
    await services.database.write(spoil)
    await services.database.write(first_run.write_library)
    assert await services.database.read(written) == before


async def test_a_category_that_a_persona_has_left_no_longer_shows_it(services: Services):
    """Moving a persona to another tab in the seeds moves it in every database."""

    def misplace(session: Session) -> None:
        poet = session.exec(select(Persona).where(Persona.key == "poet")).one()
        [health] = session.exec(select(Category).where(Category.key == "health"))
        session.add(PersonaCategory(persona_id=poet.id, category_id=health.id))

    before = await services.database.read(written)
    await services.database.write(misplace)
    await services.database.write(first_run.write_library)
    assert await services.database.read(written) == before
