"""What the small model can read: English, so a prompt in mostly Latin letters."""

import pytest

from oreai.i18n import texts_for
from oreai.llm.box.language import is_mostly_latin, is_readable
from oreai.llm.client import ChatTurn


@pytest.mark.parametrize(
    "text",
    [
        "Write a haiku about the sea",
        "naïve café à la crème, ¿señor?",
        "What does 京都 mean in English?",
        "Translate 你好 for me",
        "12 + 30 = ?",
        "🙂",
        "",
        "```\nprint('hello')\n```",
        "ＦＵＬＬ ｗｉｄｔｈ",
        "Is κόσμος Greek?",
    ],
)
def test_it_can_read(text: str):
    """English, other tongues in Latin letters, what has no words, and a foreign word between."""
    assert is_mostly_latin(text)


@pytest.mark.parametrize(
    "text",
    [
        "周末去哪儿走走好？",
        "帮我写一篇 Python code review",
        "京都",
        "東京タワーはどこですか",
        "안녕하세요 서울",
        "Напиши хокку о море",
        "اكتب قصيدة عن البحر",
        "समुद्र पर एक कविता",
        "用 Word 写一封 email 给 HR",
        "𠮷野家",
    ],
)
def test_it_cannot_read(text: str):
    """Chinese also where it names things by their English names."""
    assert not is_mostly_latin(text)


def test_a_long_prompt_is_judged_by_its_beginning():
    """A book takes no longer than a page."""
    assert is_mostly_latin("the sea " * 5000 + "海" * 100_000)


@pytest.mark.parametrize(
    ("turns", "readable"),
    [
        ([], True),
        ([("system", "你是京都的向导。")], False),
        ([("system", "You are a guide to Kyoto.")], True),
        ([("system", "你是京都的向导。"), ("user", "Where shall I go?")], True),
        ([("user", "去哪儿？"), ("assistant", "你好，我是离线模型"), ("user", "In English then")], True),
        ([("user", "Where to?"), ("assistant", "To Nara."), ("user", "那里有什么？")], False),
        ([("user", "Where to?"), ("assistant", "To"), ("user", texts_for("zh").instructions.go_on)], True),
        ([("user", "去哪儿？"), ("assistant", "去"), ("user", texts_for("en").instructions.go_on)], False),
    ],
)
def test_the_newest_prompt_counts(turns: list[tuple[str, str]], readable: bool):
    """Not what was said before, nor the request to go on; where nobody has spoken, the instructions."""
    assert is_readable([ChatTurn(*turn) for turn in turns]) == readable
