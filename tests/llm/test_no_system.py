"""What is wrong with a system text, or with the server, refuses no system role."""

import pytest

from oreai.llm.no_system import is_meant_by

SYSTEM_IS_TAKEN = [
    "无效请求，系统繁忙，请稍后再试",
    "当前不能使用，系统维护中",
    "After the optional system message, conversation roles must alternate user/assistant",
    "System prompt must not exceed 1000 characters",
    "The system message should not be empty",
    "系统提示词不合规",
]


@pytest.mark.parametrize("words", SYSTEM_IS_TAKEN)
@pytest.mark.parametrize("alone", [False, True])
def test_a_system_text_is_still_taken(words: str, alone: bool):
    """Else that would be remembered for ever."""
    assert not is_meant_by(words, alone=alone)
