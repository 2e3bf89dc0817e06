"""A title is read out of whatever a model says when it is asked for one."""

import time

import pytest

from oreai.services.chats.title_text import title_in

PLAIN = {
    "京都赏樱": "京都赏樱",
    "\n\n《京都赏樱》\n\n另一个：": "京都赏樱",
    '"Three days in Kyoto."': "Three days in Kyoto",
    "**Kyoto**": "Kyoto",
    "# Kyoto": "Kyoto",
    "- Kyoto": "Kyoto",
    "1. Kyoto in spring\n2. Nara": "Kyoto in spring",
    "<title>Kyoto</title>": "Kyoto",
    "字" * 99: "字" * 30 + "…",
}
LABELLED = {
    "标题：京都赏樱": "京都赏樱",
    "标题：《京都赏樱》": "京都赏樱",
    "**标题：** 京都赏樱": "京都赏樱",
    "对话标题: 京都": "京都",
    "标题是：京都": "京都",
    "主题：京都": "京都",
    "【标题】京都赏樱": "京都赏樱",
    "【标题】：京都赏樱": "京都赏樱",
    "[Title] Kyoto": "Kyoto",
    "标题建议：京都赏樱": "京都赏樱",
    "标题（建议）：京都赏樱": "京都赏樱",
    "Title suggestion: Kyoto": "Kyoto",
    "Title: Kyoto in spring": "Kyoto in spring",
    "# Title: Kyoto": "Kyoto",
    "Suggested title: Kyoto": "Kyoto",
    "The title is: Kyoto": "Kyoto",
    "**Title:** Kyoto: three days": "Kyoto: three days",
}
POLITE = {
    "I'd suggest: Kyoto in spring": "Kyoto in spring",
    "I would suggest the title: Kyoto in spring": "Kyoto in spring",
    "我的建议：京都赏樱": "京都赏樱",
    "Sure! Here's a title: Kyoto in spring": "Kyoto in spring",
    'Sure, here is a title for this conversation: "Kyoto in Spring"': "Kyoto in Spring",
    "Sure! Here's a title:\n\n**Kyoto in spring**": "Kyoto in spring",
    'Here is a short title for the conversation:\n"Kyoto"': "Kyoto",
    "Certainly! Kyoto in spring": "Kyoto in spring",
    "好的，这是标题：京都赏樱": "京都赏樱",
    "好的！以下是标题：\n京都赏樱": "京都赏樱",
}
WRAPPED = {
    '{"title": "京都赏樱"}': "京都赏樱",
    '{"result": {"title": "Kyoto"}}': "Kyoto",
    '["Kyoto", "Nara"]': "Kyoto",
    '{"title": "京都赏': "京都赏",
    "```\nKyoto\n```": "Kyoto",
    "```text\n标题：京都\n```": "京都",
    '```json\n{"title": "Kyoto"}\n```': "Kyoto",
    "<think>hm\n标题？</think>\n京都赏樱": "京都赏樱",
    "标题？好。</think>京都": "京都",
}
NONE = [
    "",
    "。。。",
    "{}",
    "<think>hm",
    "Here's a title:",
    "I'm sorry, but I can't help.",
    "抱歉，我无法为此起标题",
]
AS_THEY_ARE = [
    "Kyoto: three days",
    "Title fight: who wins",
    "标题党的秘密",
    "好的生活",
    "建议：多喝水",
    "标题党：谁在写",
    "【京都】赏樱",
    "Python 3.11",
    "C++ 入门",
    "为什么天是蓝的？",
    "👨‍👩‍👧 Family",
]


@pytest.mark.parametrize(("answer", "title"), [*PLAIN.items(), *LABELLED.items(), *POLITE.items()])
def test_the_title_itself_is_taken(answer: str, title: str):
    """One line, without label, courtesy, quotes and full stop, short."""
    assert title_in(answer) == title


@pytest.mark.parametrize(("answer", "title"), WRAPPED.items())
def test_what_it_is_wrapped_in_stays_away(answer: str, title: str):
    """JSON, also where it was cut off, a fence, a thought."""
    assert title_in(answer) == title


@pytest.mark.parametrize("answer", NONE)
def test_where_there_is_none_the_first_words_stay(answer: str):
    """Nothing, a thought without an end, an apology."""
    assert title_in(answer) == ""


@pytest.mark.parametrize("answer", AS_THEY_ARE)
def test_a_title_that_only_looks_like_more_stays_whole(answer: str):
    """A colon, a courtesy's word, a number belong to it."""
    assert title_in(answer) == answer


@pytest.mark.parametrize("sign", ["\n", " \n", "a ", "```\n", "the ", "!", "<a"])
def test_a_long_answer_is_looked_through_in_no_time(sign: str):
    """A model that repeats one sign does not hold up everybody."""
    started = time.process_time()
    title_in("京都" + sign * (100_000 // len(sign)) + "x")
    assert time.process_time() - started < 1
