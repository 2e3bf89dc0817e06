"""The seed files: thirty-five prompts and eleven sample chats, whole in both languages."""

import re

import pytest
from sqlmodel import Session, select

from oreai.bootstrap import Services
from oreai.i18n import LOCALES
from oreai.models import Category, Prompt, PromptCategory, PromptText
from oreai.seeds import first_run
from oreai.seeds.library import CATEGORY_KEYS, SampleChat, SeedPrompt, prompts, sample_chats

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

each_prompt = pytest.mark.parametrize("prompt", prompts(), ids=lambda prompt: prompt.key)
each_sample = pytest.mark.parametrize("sample", sample_chats(), ids=lambda sample: sample.key)


def test_the_prompts_are_the_originals_by_name():
    """All thirty-five, none twice, none invented."""
    wanted = re.split(r"[|\n]", NAMES.strip())
    assert len(wanted) == 35
    assert sorted(prompt.texts["zh"].name for prompt in prompts()) == sorted(wanted)


def test_the_sample_chats_are_the_originals_by_name():
    """闲聊一下 first, without a prompt, and ten made from prompts."""
    first, *others = sample_chats()
    assert (first.titles["zh"], first.icon, first.prompt) == ("闲聊一下", "💬", None)
    assert sorted(sample.titles["zh"] for sample in others) == sorted(SAMPLES.strip().split("|"))
    assert all(sample.prompt for sample in others)


def test_names_keys_and_places_are_unique():
    """In each language, so that nobody takes one for another."""
    for locale in LOCALES:
        assert len({prompt.texts[locale].name for prompt in prompts()}) == 35
        assert len({sample.titles[locale] for sample in sample_chats()}) == 11
    assert [prompt.position for prompt in prompts()] == list(range(1, 36))
    assert len({sample.position for sample in sample_chats()}) == 11


@each_prompt
def test_a_prompt_is_whole_in_both_languages(prompt: SeedPrompt):
    """A name, a description, a system text, a first line and example questions."""
    assert set(prompt.texts) == set(LOCALES)
    assert prompt.icon
    for text in prompt.texts.values():
        assert all(value.strip() == value and value for value in vars(text).values())
        assert 2 <= len(text.questions.splitlines()) <= 4
        assert len(text.name) <= 120
        assert len(text.description) <= 300


@each_prompt
def test_each_language_is_itself(prompt: SeedPrompt):
    """Chinese texts are Chinese, English ones hold more Latin letters than Chinese characters."""
    zh, en = prompt.texts["zh"], prompt.texts["en"]
    for field in ("description", "system", "opening"):
        assert CHINESE.search(getattr(zh, field))
        english = getattr(en, field)
        assert len(CHINESE.findall(english)) < len(re.findall(r"[A-Za-z]", english)) / 4


@each_prompt
def test_a_system_text_ends_without_somebodys_first_request(prompt: SeedPrompt):
    """The assistant speaks first from it, so it must not answer a request that nobody made."""
    for text in prompt.texts.values():
        assert not [words for words in FIRST_REQUESTS if words in text.system.lower()]


@each_prompt
def test_a_prompt_stands_under_known_categories(prompt: SeedPrompt):
    """At least one, each once."""
    assert prompt.categories
    assert len(set(prompt.categories)) == len(prompt.categories)
    assert set(prompt.categories) <= set(CATEGORY_KEYS)


def test_no_category_is_empty():
    """Each tab shows something."""
    assert {key for prompt in prompts() for key in prompt.categories} == set(CATEGORY_KEYS)


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
    tables = (Category, Prompt, PromptText, PromptCategory)
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
        for text in session.exec(select(PromptText)):
            text.name = "old"

    before = await services.database.read(written)
    await services.database.write(spoil)
    await services.database.write(first_run.write_library)
    assert await services.database.read(written) == before


async def test_a_category_that_a_prompt_has_left_no_longer_shows_it(services: Services):
    """Moving a prompt to another tab in the seeds moves it in every database."""

    def misplace(session: Session) -> None:
        poet = session.exec(select(Prompt).where(Prompt.key == "poet")).one()
        [health] = session.exec(select(Category).where(Category.key == "health"))
        session.add(PromptCategory(prompt_id=poet.id, category_id=health.id))

    before = await services.database.read(written)
    await services.database.write(misplace)
    await services.database.write(first_run.write_library)
    assert await services.database.read(written) == before
