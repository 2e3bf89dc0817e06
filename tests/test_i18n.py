"""Every word people read is there in each language, and says the same."""

import ast
import re
from collections.abc import Iterator, Mapping
from dataclasses import fields
from typing import Any, get_args

import pytest
from pydantic_core.core_schema import ErrorType

from oreai.chat_settings import CHAT_SETTINGS
from oreai.i18n import DEFAULT_LOCALE, LOCALES, TEXTS, Texts, fill, preferred_locale, texts_for
from oreai.llm.errors import KINDS
from oreai.seeds.library import CATEGORY_KEYS
from oreai.services.attachments.kinds import KINDS as ATTACHMENT_KINDS
from oreai.settings import ROOT


def words(texts: Texts) -> Iterator[tuple[str, str]]:
    """Every text with its name: `chat.retry`, and those in a mapping as `errors.kinds.broken`."""
    for screen in fields(texts):
        yield from _texts_of(screen.name, getattr(texts, screen.name))


def _texts_of(screen: str, words: Any) -> Iterator[tuple[str, str]]:
    for field in fields(words):
        value = getattr(words, field.name)
        if isinstance(value, Mapping):
            yield from ((f"{screen}.{field.name}.{key}", text) for key, text in value.items())
        else:
            yield f"{screen}.{field.name}", value


WHOLE = {"obstacles", "voice_panel"}
"Screens whose words go to the page all together."


def used_in_code() -> set[str]:
    """What the code takes of the texts, as `chat.retry`; of a mapping its name alone."""
    paths = [path for path in (ROOT / "oreai").rglob("*.py") if "i18n" not in path.parts]
    nodes = [node for path in paths for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))]
    taken = {ast.unparse(node) for node in nodes if isinstance(node, ast.Attribute)}
    by_name = [
        node.args for node in nodes if isinstance(node, ast.Call) and ast.unparse(node.func) == "text_of"
    ]
    return {".".join(name.split(".")[-2:]) for name in taken} | {
        f"{screen.value}.{mapping.value}"
        for screen, mapping, _ in by_name
        if isinstance(screen, ast.Constant) and isinstance(mapping, ast.Constant)
    }


def test_no_text_is_dead():
    """Whoever takes a text out of the code takes it out of the languages too."""
    used = used_in_code()
    assert len(used) > 200, "need uses for this test to mean anything"
    known = {".".join(name.split(".")[:2]) for name in NAMES}
    assert {name for name in known - used if name.split(".")[0] not in WHOLE} == set()


@pytest.mark.parametrize(
    ("error", "screen", "mapping"),
    [("WrongSetting", "start", "wrong"), ("NotABackup", "commands", "no_backup")],
)
def test_every_reason_has_words(error: str, screen: str, mapping: str):
    """What an error names has words; a setting may also be wrong in a way that pydantic has a name for."""
    raised = {
        node.args[0].value
        for path in (ROOT / "oreai").rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and ast.unparse(node.func) == error
        if node.args and isinstance(node.args[0], ast.Constant)
    }
    known = set(getattr(getattr(TEXTS["en"], screen), mapping))
    assert len(raised) > 10, "need reasons for this test to mean anything"
    assert raised <= known
    assert {one for one in known - raised if one not in set(get_args(ErrorType))} == set()


def test_a_text_is_filled_with_what_it_names():
    """Whole numbers with their thousands; a value with braces of its own is not filled again."""
    assert (
        fill("{who} has {count}, {who}!", who="Lin {count}", count=1234)
        == "Lin {count} has 1,234, Lin {count}!"
    )
    assert fill("nothing to fill", unused=1) == "nothing to fill"


def test_a_text_that_is_not_filled_is_an_error():
    """It names what is missing, here and not on somebody's screen."""
    with pytest.raises(KeyError, match="count"):
        fill("{count} left", limit=3)


NAMES = [name for name, _ in words(TEXTS[DEFAULT_LOCALE])]


@pytest.mark.parametrize("locale", LOCALES)
def test_every_text_is_filled(locale: str):
    """No label is blank, none is padded."""
    assert [name for name, text in words(TEXTS[locale]) if not text or text.strip() != text] == []


def test_a_text_fills_in_the_same_in_every_language():
    """What one language tells, a number or a name, the other tells too."""
    zh, en = (
        {name: sorted(re.findall(r"\{(\w*)\}", text)) for name, text in words(TEXTS[locale])}
        for locale in ("zh", "en")
    )
    assert zh == en


@pytest.mark.parametrize("locale", LOCALES)
def test_each_screen_has_its_own_words(locale: str):
    """Of the class that lists them; the files are found by their names."""
    assert {screen.name: type(getattr(TEXTS[locale], screen.name)) for screen in fields(Texts)} == {
        screen.name: screen.type for screen in fields(Texts)
    }


def test_both_languages_have_the_same_texts():
    """Also inside the mappings."""
    assert [name for name, _ in words(TEXTS["en"])] == NAMES


@pytest.mark.parametrize("locale", LOCALES)
def test_each_language_is_written_in_itself(locale: str):
    """Chinese words for Chinese readers; no Chinese character in an English label but the language's name."""
    chinese = {name for name, text in words(TEXTS[locale]) if re.search(r"[\u4e00-\u9fff]", text)}
    if locale == "zh":
        assert len(chinese) > 0.9 * len(NAMES)
    else:
        assert chinese == set()


@pytest.mark.parametrize("locale", LOCALES)
def test_every_chat_setting_has_words(locale: str):
    """A label and a hint, in the order of the form, and none for what cannot be chosen."""
    names = [setting.name for setting in CHAT_SETTINGS]
    assert list(TEXTS[locale].settings.labels) == list(TEXTS[locale].settings.hints) == names


@pytest.mark.parametrize("locale", LOCALES)
def test_every_error_has_words(locale: str):
    """The kinds that the model's side reports, neither fewer nor more."""
    assert set(TEXTS[locale].errors.kinds) == KINDS


@pytest.mark.parametrize("locale", LOCALES)
def test_every_kind_of_attachment_has_a_name(locale: str):
    """In brackets it stands for what is not shown itself."""
    assert set(TEXTS[locale].attachments.kinds) == {kind.name for kind in ATTACHMENT_KINDS}


def test_the_originals_errors_are_word_for_word():
    """The three sentences that the mission fixes; a refusal is told in the server's own words."""
    errors = TEXTS["zh"].errors.kinds
    assert errors["out_of_calls"] == "当前 API_KEY 调用额度已用完,请联系运营人员增加额度"
    assert errors["unparsable"] == "解析消息出错"
    assert errors["unknown"] == "未知错误"
    assert errors["refused"] == TEXTS["en"].errors.kinds["refused"] == "{words}"


@pytest.mark.parametrize("locale", LOCALES)
def test_every_category_has_a_name(locale: str):
    """Those of the seeds in their order, after “all”."""
    assert list(TEXTS[locale].discover.categories) == ["all", "mine", *CATEGORY_KEYS]
    assert len(set(TEXTS[locale].discover.categories.values())) == len(CATEGORY_KEYS) + 2


def test_the_chinese_categories_are_the_originals():
    """As the mission lists them, with one's own after 全部."""
    wanted = "全部 我的 热门 指导 娱乐 生活 工作 语言 写作 文艺 计算机 健康"
    assert " ".join(TEXTS["zh"].discover.categories.values()) == wanted


def test_the_page_says_which_language_it_is_in():
    """For screen readers and fonts."""
    assert {locale: TEXTS[locale].app.html_lang for locale in LOCALES} == {"zh": "zh-CN", "en": "en"}


@pytest.mark.parametrize(("locale", "spoken"), [("zh", "zh"), ("en", "en"), ("tlh", "zh"), ("", "zh")])
def test_an_unknown_language_gets_the_default_one(locale: str, spoken: str):
    """A stored language that is no longer spoken breaks no page."""
    assert texts_for(locale) is TEXTS[spoken]


@pytest.mark.parametrize(
    ("header", "locale"),
    [
        ("", "zh"),
        ("zh-CN,zh;q=0.9,en;q=0.8", "zh"),
        ("en-GB,en;q=0.9", "en"),
        ("EN-us", "en"),
        ("ZH-Hant-TW", "zh"),
        ("fr-FR,fr;q=0.9,zh;q=0.5", "zh"),
        ("fr-FR,de;q=0.9", "en"),
        ("en;q=0.1,zh;q=0.2", "zh"),
        ("en;q=0.5,zh;q=0.5", "en"),
        ("zh;q=0,en", "en"),
        ("zh;q=0", "en"),
        ("zh; q=0.3 , en ; q=0.7", "en"),
        ("*", "en"),
        ("zhuang", "en"),
        ("english", "en"),
        (",, ,zh,", "zh"),
        ("zh;q=lots", "en"),
        ("zh;q=nan", "en"),
        ("zh;level=1;q=0.4,en;q=0.3", "zh"),
        (";q=1", "en"),
        ("=;;;,\x00", "en"),
    ],
)
def test_the_browsers_first_language_that_is_spoken(header: str, locale: str):
    """By weight, then by place; other languages only mean English, nothing at all means Chinese."""
    assert preferred_locale(header) == locale
