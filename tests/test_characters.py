"""Where a text is cut: between the signs that people see, never within one."""

import pytest

from oreai.characters import beginning, ending

FAMILY = "👨‍👩‍👧‍👦"  # seven characters that are seen as one


@pytest.mark.parametrize(
    ("text", "length", "kept"),
    [
        ("去京都", 10, "去京都"),
        ("去京都", 2, "去京"),
        (f"家{FAMILY}回", 7, "家"),
        (f"家{FAMILY}回", 8, f"家{FAMILY}"),
        (FAMILY * 20, 100, FAMILY * 14),
        ("🇯🇵🇨🇳", 3, "🇯🇵"),
        ("好👍🏽", 2, "好"),
        ("cafe\u0301", 4, "caf"),
        ("1️⃣2️⃣", 4, "1️⃣"),
        ("\u1112\u1161\u11ab\u1100\u116e", 4, "\u1112\u1161\u11ab"),
        ("e" + "\u0301" * 50, 10, "e" + "\u0301" * 9),
    ],
)
def test_a_beginning_ends_with_a_whole_sign(text: str, length: int, kept: str):
    """Families, flags, skins, accents and keycaps stay whole; only what is heaped up without end is cut."""
    assert beginning(text, length) == kept


@pytest.mark.parametrize(
    ("text", "length", "kept"),
    [
        ("去京都", 10, "去京都"),
        ("去京都", 2, "京都"),
        ("去京都", 0, ""),
        (f"家{FAMILY}回", 7, "回"),
        (f"家{FAMILY}回", 8, f"{FAMILY}回"),
        ("🇯🇵🇨🇳", 3, "🇨🇳"),
        ("cafe\u0301", 1, ""),
    ],
)
def test_an_ending_begins_with_a_whole_sign(text: str, length: int, kept: str):
    """The same from behind."""
    assert ending(text, length) == kept
