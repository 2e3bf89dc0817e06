"""A reply in one line of the list: the words that its reader sees."""

import json

import pytest

from oreai.services.chats.previews import PREVIEW_LENGTH, one_line, preview_of
from oreai.settings import ROOT

WORDS = json.loads((ROOT / "tests" / "scripts" / "plain_words.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize(("text", "words"), WORDS.items())
def test_a_preview_has_the_words_of_the_page(text: str, words: str):
    """tests/scripts/plain_words.test.js asks the page's own markdown for the same."""
    assert preview_of(text) == words


@pytest.mark.parametrize(
    ("text", "preview"),
    [
        ("", ""),
        ("去京都", "去京都"),
        ("# 标题\n\n正文  有 空白", "标题 正文 有 空白"),
        ("- 一\n* 二\n> 三\n1. 四", "一 二 三 1. 四"),
        ("```python\nprint(1)\n```", "print(1)"),
        ("| a | b |\n| --- | :-: |\n| 1 | 2 |", "a b 1 2"),
        ("![图](x.png) 和 [链接](https://a.example/b)", "图 和 链接"),
        ("snake_case 和 2 * 3", "snake_case 和 2 * 3"),
        ("- [x] 订票\n- [ ] 订房", "☑ 订票 ☐ 订房"),
        ("> [!NOTE]\n> 京都多雨[^1]", "京都多雨"),
        ("a || b 与 `x|y`", "a || b 与 x|y"),
        ("<details>\n<summary>路线</summary>\n\n东寺<br>岚山\n\n</details>", "路线 东寺 岚山"),
        ("`**a**` 和 ``<b>`c`</b>``", "**a** 和 <b>`c`</b>"),
        ("```python\nprint(2**3**2, __name__)\n```", "print(2**3**2, __name__)"),
        ("一 \\* 二 \\* 三", "一 * 二 * 三"),
        ("看：```py\nprint(1)\n```\n后", "看：print(1) 后"),
        ("[桥](https://a.example/x_(y))和<https://b.example/>", "桥和https://b.example/"),
        ("红叶[^1]，[官网]。\n\n[^1]: 见书\n[官网]: https://a.example", "红叶，[官网]。"),
        ("[注]: 早点去", "[注]: 早点去"),
        (r"\(a*b*c\) 与 $$a*b*c$$", r"\(a*b*c\) 与 $$a*b*c$$"),
        ("\x1b[31m红\x1b[0m\x07", "红"),
        ("行程\n===\n第一天", "行程 第一天"),
        ("1 &lt; 2 &amp; `&lt;`", "1 < 2 & &lt;"),
        ("-" * 300 + "x", "-" * PREVIEW_LENGTH),
        ("[" * 300, "[" * PREVIEW_LENGTH),
        ("长" * 500, "长" * PREVIEW_LENGTH),
        ("长" * 77 + "👩🏽‍🚀" * 3, "长" * 77),
    ],
)
def test_a_preview_is_one_line_of_plain_words(text: str, preview: str):
    """Without the marks of markdown, whatever a model writes, and short."""
    assert preview_of(text) == preview


def test_what_a_person_said_is_no_markdown():
    """It is shown as it was written, in one line."""
    assert one_line("2 * 3 * 4\n**不是**  粗体") == "2 * 3 * 4 **不是** 粗体"
