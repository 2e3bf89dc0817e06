"""What can stand on a chip: the lines a model proposes, and the choices at the end of a reply."""

import pytest

from oreai.services.conversation.follow_up_text import LONGEST, choices_in, follow_ups_in


@pytest.mark.parametrize(
    ("answer", "found"),
    [
        ("去几天合适？\n住哪里好？\n要带什么？", ["去几天合适？", "住哪里好？", "要带什么？"]),
        ("Three:\n1. How long?\n2) **Where**?\n- With `whom`?", ["How long?", "Where?", "With whom?"]),
        ("“How long?”\n\n“How long?”\n「住哪里？」", ["How long?", "住哪里？"]),
        ("one\ntwo\nthree\nfour", ["one", "two", "three"]),
        ("x" * (LONGEST + 1) + "\nshort", ["short"]),
        ("<b>How</b> [long](https://evil.example)?", ["bHow/b long?"]),
        ("", []),
    ],
)
def test_lines_become_plain_and_few(answer: str, found: list[str]):
    """Numbers, quotes and marks go; introductions, repeated and long lines are left out."""
    assert follow_ups_in(answer) == found


@pytest.mark.parametrize(
    ("reply", "choices"),
    [
        ("你想先看哪个？\n1. 清水寺\n2. 岚山\n3. 奈良", ["清水寺", "岚山", "奈良"]),
        ("可以这样：\n\n1. **快** 一天\n2. **慢** 三天\n\n你选哪个？", ["快 一天", "慢 三天"]),
        ("Which one? Tell me the number:\n\n1) Kyoto\n2) Nara", ["Kyoto", "Nara"]),
        ("步骤如下：\n1. 买票\n2. 上车\n3. 下车", []),  # a list, no question
        ("哪个？\n1. 甲\n2. 乙\n3. 丙\n4. 丁", []),
        ("哪个？\n1. 甲\n3. 丙", []),
        ("哪个？\n1. 甲", []),
        ("哪个？\n1. 甲\n2. " + "乙" * (LONGEST + 1), []),
        ("1. 甲\n2. 乙\n说完了。", []),
        ("什么时候去？", []),
        ("", []),
    ],
)
def test_choices_are_those_that_are_asked_about(reply: str, choices: list[str]):
    """At the very end, numbered from one, two or three, short, with a question before or after them."""
    assert choices_in(reply) == choices


def test_hostile_texts_cost_little():
    """A million brackets or numbers are read as far as a chip reaches."""
    assert follow_ups_in("[" * 1_000_000) == []
    assert choices_in("1. x\n" * 300_000 + "?") == []
