"""A message that asks to be remembered is known by its own words, in both languages; nothing else is."""

import time

import pytest

from oreai.services.personalization.asked_to_remember import asked_to_remember
from oreai.services.personalization.memory import LONGEST_NOTE


@pytest.mark.parametrize(
    ("message", "what"),
    [
        ("记住我对花生过敏。推荐几道菜？", "我对花生过敏"),
        ("remember that I live" + " " * 3900 + "in Kyoto", "I live in Kyoto"),
        ("请记住：我住在京都，教高中物理。", "我住在京都，教高中物理"),
        ("帮我订个计划。\n另外请你记住，我不吃辣！", "我不吃辣"),
        ("别忘了我周三要去大阪", "我周三要去大阪"),
        ("請記住我叫林", "我叫林"),
        ("记一下我的车牌是京A12345", "我的车牌是京A12345"),
        ("Remember that I'm a vegetarian. What shall I cook?", "I'm a vegetarian"),
        ("Please remember: my sister lives in Leeds.", "my sister lives in Leeds"),
        ("What a day!\nAlso, keep in mind that I use Python 3.11", "I use Python 3.11"),
        ("don’t forget my train leaves at 6.40", "my train leaves at 6.40"),
        ("remember I prefer short answers, please", "I prefer short answers"),
    ],
)
def test_what_is_asked_is_found(message: str, what: str):
    """Without the words that ask for it."""
    assert asked_to_remember(message) == what


@pytest.mark.parametrize(
    "message",
    [
        "",
        "去哪里？",
        "你能记住多少东西？",
        "你还记得我昨天说了什么吗",
        "记住了吗？",
        "记住了",
        "怎样才能记住单词",
        "Do you remember that film?",
        "I remember that summer in Nara.",
        "Remember that time in Kyoto?",
        "Remember to smile",
        "Remember this.",
        "记住" + "长" * (LONGEST_NOTE + 1),
        "```\n# to remember that\n```",
    ],
)
def test_nothing_is_found_where_nothing_is_asked(message: str):
    """A question, a memory of one's own, an errand, a text that is no short note."""
    assert asked_to_remember(message) == ""


def test_a_hostile_message_takes_no_time():
    """However it is made up, less than a tenth of a second."""
    for piece in ("记住", "remember ", "and, ", "请你", "。", "a.b", "ok ok, "):
        began = time.process_time()
        asked_to_remember(piece * 50_000)
        asked_to_remember(piece * 50_000 + "?")
        assert time.process_time() - began < 0.1
