"""What owners did is told in the reader's words, though the list keeps it as it was."""

import pytest

from oreai.i18n import texts_for
from oreai.states.owner_acts import detail_of


@pytest.mark.parametrize(
    ("act", "stored", "zh", "en"),
    [
        ("role", "user -> owner", "用户 → 管理员", "user → owner"),
        ("quota", "1000 -> 1500", "1000 → 1500", "1000 → 1500"),
        ("sign_up", "invite", "凭邀请", "Invited"),
        ("guests", "off", "不可以", "May not"),
        (
            "invite",
            "3 x user, 7 d: 堂妹",
            "3 人，作为用户，7 天 · 堂妹",
            "For 3 as user, good for 7 days · 堂妹",
        ),
        ("invite", "1 x owner, 1 d: ", "1 人，作为管理员，1 天", "For 1 as owner, good for 1 days"),
        ("announcement", "24 h: 今晚\n维护", "24 小时 · 今晚\n维护", "24 h · 今晚\n维护"),
        ("forget", "qwen3 @ https://x/v1", "qwen3 @ https://x/v1", "qwen3 @ https://x/v1"),
        ("quota", "of an older version", "of an older version", "of an older version"),
    ],
)
def test_an_act_is_told_in_each_language(act: str, stored: str, zh: str, en: str):
    """Roles, rules and numbers; a note and a text stay as they were written, and what nobody knows too."""
    assert detail_of(act, stored, texts_for("zh")) == zh
    assert detail_of(act, stored, texts_for("en")) == en
