"""What a reply may hold: formulas, footnotes, tables, code and diagrams, the same live and from history."""

import re
import threading

from playwright.async_api import Page, expect

from tests.browser.screens import body, converse, hear, last_reply, open_new_chat, say, until
from tests.upstream import Reply, Upstream

FORMULAS = r"""设 $f(x)=x^2$，则 \(f'(x)=2x\)，第 $n$th 项。

$$
\int_0^1 x\,dx
= \frac{1}{2}
$$

1. 求根：
   \[
   x = \frac{-b \pm \sqrt{b^2-4ac}}{2a}
   \]

| 名 | 式 |
| --- | --- |
| 绝对值 | $|x|$ |"""

NO_FORMULAS = r"""A costs $5 and $10, US$5 or US$6, $3-$4 a day; between $5, or 6$.

`$HOME` is $HOME/bin:$PATH, `\(x\)` and ${A}:${B} stay.

```sh
echo $HOME $PATH
```

- nested

      echo $a$ and `$b$`"""

FOOTNOTES = """红叶很美[^1]，岚山更美[^trip]，`[^1]` 和 [^无] 不是脚注。参见[官网][site]。

## 下一节

再说一次[^1]。

[site]: https://kyoto.example/official
[^1]: 十一月中旬，**早上**去。
[^trip]: 见《京都漫步》，
    第三章。"""

TABLE = """| 项目 | 一个很长很长的列 | 又一个很长很长的列 | 还有一个很长的列 |
| :-- | :-: | --: | --- |
| 住宿 | 清水寺附近的町屋 | ~~1500~~ 1200 | www.kyoto.example。好 |

- [x] 订机票
- [ ] 订酒店

10~20 元，30~40 元"""

CODE = """看：

```python
print("一行很长很长很长很长很长很长很长很长很长很长很长的代码")
```

- 列表里：
    1. 也有

       ```js
       const a = 1;
       ```"""

DIAGRAM = """```mermaid
flowchart TD
  A[清水寺] --> B[岚山]
```
"""

DRAWN = re.compile(r"^data:image/svg\+xml")
HEAVY = re.compile(r"katex|mermaid|diagram", re.IGNORECASE)


async def test_formulas_are_set_and_laid_aside_until_the_first(page: Page, upstream: Upstream):
    """Four ways to write them, in lists and tables too; before the first one KaTeX is not even fetched."""
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    upstream.enqueue(Reply("没有公式，也没有图。"), Reply(FORMULAS))
    await open_new_chat(page)
    await converse(page, "你好")
    assert not [url for url in asked if HEAVY.search(url)]
    await converse(page, "求导")
    reply = body(last_reply(page))
    await expect(reply.locator(".katex-html")).to_have_count(6)
    await expect(reply.locator("math")).to_have_count(6)
    await expect(reply.locator(".katex-display")).to_have_count(2)
    await expect(reply.locator("li .katex-display")).to_have_count(1)
    await expect(reply.locator("td .katex")).to_have_count(1)
    assert all(url.startswith(page.url.split("/chat")[0]) for url in asked), "from our own server"


async def test_money_and_shell_are_no_formulas(tab: Page, upstream: Upstream):
    """Prices, variables, code spans and code blocks keep their dollars and backslashes."""
    upstream.enqueue(Reply(NO_FORMULAS))
    await open_new_chat(tab)
    await converse(tab, "How much?")
    reply = body(last_reply(tab))
    await expect(reply.locator(".formula")).to_have_count(0)
    for text in ("$5 and $10, US$5 or US$6, $3-$4 a day", "$HOME/bin:$PATH", r"\(x\)", "${A}:${B}"):
        await expect(reply).to_contain_text(text)
    await expect(reply.locator("pre").first).to_contain_text("echo $HOME $PATH")
    await expect(reply.locator("pre").last).to_contain_text("echo $a$ and `$b$`")


async def test_a_half_written_formula_is_the_text_it_is(tab: Page, upstream: Upstream):
    """Nothing of it becomes emphasis or loses a backslash while the rest is on its way."""
    half = r"\[ a*b*c_1 \{ x"
    upstream.enqueue(Reply(tokens=(f"看 {half}",), until=threading.Event()))
    await open_new_chat(tab)
    await say(tab, "公式？")
    reply = body(last_reply(tab))
    await expect(reply).to_have_text(f"看 {half}")
    await expect(reply.locator("em")).to_have_count(0)
    await tab.get_by_test_id("stop").click()


async def test_footnotes_lead_there_and_back(tab: Page, upstream: Upstream):
    """Across paragraphs, numbered as cited, apart from another reply's, and without a step in the history."""
    upstream.enqueue(Reply(FOOTNOTES), Reply(FOOTNOTES))
    await open_new_chat(tab)
    await converse(tab, "去京都")
    await converse(tab, "再说一次")
    reply = body(last_reply(tab))
    await expect(reply.locator(".note-number")).to_have_text(["1", "2", "1"])
    await expect(reply.locator(".notes li")).to_have_count(2)
    await expect(reply.locator(".notes strong")).to_have_text("早上")
    await expect(reply).to_contain_text("[^无]")
    await expect(reply.locator("code")).to_have_text("[^1]")
    await expect(reply.get_by_role("link", name="官网")).to_have_attribute(
        "href", "https://kyoto.example/official"
    )
    ids = await tab.locator("[id*=note]").evaluate_all("found => found.map(note => note.id)")
    assert len(set(ids)) == len(ids) == 4
    address = tab.url
    await reply.locator(".note-number").first.click()
    await expect(reply.locator(".notes li").first).to_be_focused()
    await reply.locator("[role=doc-backlink]").first.click()
    await expect(reply.locator(".note-number").first).to_be_focused()
    assert tab.url == address


async def test_a_footnote_may_stand_last_after_code(tab: Page, upstream: Upstream):
    """It needs neither a line below it nor words before it, and may be cited in a list."""
    upstream.enqueue(Reply("- 订好酒店[^1]\n\n```\n酒店\n```\n\n[^1]: 三晚，离地铁站五分钟。"))
    await open_new_chat(tab)
    await converse(tab, "还缺什么？")
    reply = body(last_reply(tab))
    await expect(reply.locator(".note-number")).to_have_text("1")
    await expect(reply.locator(".notes li")).to_contain_text("三晚，离地铁站五分钟。")


async def test_a_wide_table_scrolls_inside_its_bubble(tab: Page, upstream: Upstream):
    """The page does not; tasks are boxes, an address ends before Chinese punctuation, “10~20” is a range."""
    upstream.enqueue(Reply(TABLE))
    await open_new_chat(tab)
    await converse(tab, "多少钱")
    reply = body(last_reply(tab))
    wide = await reply.locator(".table").evaluate("table => table.scrollWidth > table.clientWidth")
    fits = await tab.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert wide
    assert fits
    await expect(reply.locator("td").nth(2)).to_have_css("text-align", "right")
    await expect(reply.locator("del")).to_have_text(["1500"])
    await expect(reply.get_by_role("link", name="www.kyoto.example")).to_have_attribute(
        "href", "http://www.kyoto.example"
    )
    await expect(reply.get_by_role("checkbox", name="已完成")).to_be_checked()
    await expect(reply.get_by_role("checkbox", name="待办")).not_to_be_checked()


async def test_no_column_of_a_table_is_squeezed_or_endless(tab: Page, upstream: Upstream):
    """A phone's reader scrolls to the fourth column, by keys too, and finds words there, no pile of signs."""
    row = "| 清水寺 | 早上六点开门，人最少，光线也最好，建议第一个去 | 四百日元 | 从五条坂走上去二十分钟 |"
    upstream.enqueue(Reply(f"| 地方 | 为什么要去 | 门票 | 怎么去 |\n|---|---|---|---|\n{row}\n{row}"))
    await open_new_chat(tab)
    await converse(tab, "比较一下")
    table = body(last_reply(tab)).locator(".table")
    widths = (
        await table.locator("tr")
        .last.locator("td")
        .evaluate_all(
            "cells => cells.map(cell => cell.clientWidth / parseFloat(getComputedStyle(cell).fontSize))"
        )
    )
    assert all(4 < width < 13.1 for width in widths), widths
    await table.focus()
    await tab.keyboard.press("End")
    await tab.keyboard.press("ArrowRight")
    await until(tab, "() => document.querySelector('.table').scrollLeft > 0")


async def test_code_wraps_at_a_touch(tab: Page, upstream: Upstream):
    """A long line scrolls, or wraps where the reader wants that; code in a list looks like any other."""
    upstream.enqueue(Reply(CODE))
    await open_new_chat(tab)
    await converse(tab, "代码")
    reply = body(last_reply(tab))
    await expect(reply.locator("figcaption span")).to_have_text(["python", "js"])
    await expect(reply.locator("li pre .hljs-number")).to_have_text("1")
    code = reply.locator("pre").first
    assert await code.evaluate("pre => pre.scrollWidth > pre.clientWidth")
    await reply.get_by_role("button", name="换行").first.click()
    assert await code.evaluate("pre => pre.scrollWidth <= pre.clientWidth")


async def test_a_finished_block_is_left_alone(tab: Page, upstream: Upstream):
    """While the reply goes on, nothing that stands above is made or changed again."""
    rest = tuple(f"第{number}句。" for number in range(20))
    upstream.enqueue(Reply(tokens=("一段。\n\n```text\n一", "行\n", "```\n\n", *rest), delay_s=0.1))
    await open_new_chat(tab)
    await say(tab, "慢慢说")
    reply = body(last_reply(tab))
    await expect(reply.locator("pre")).to_be_visible()
    await tab.evaluate(
        """() => {
            window.kept = [...document.querySelectorAll('[data-role=assistant] .blocks > *')].slice(0, 2);
            window.changes = 0;
            const anything = {childList: true, characterData: true, subtree: true, attributes: true};
            const count = records => { window.changes += records.length; };
            new MutationObserver(count).observe(window.kept[0], anything);
        }"""
    )
    await hear(tab)
    kept = await tab.evaluate(
        "[window.changes, window.kept.length, window.kept.every(block => block.isConnected)]"
    )
    assert kept == [0, 2, True]


async def test_a_diagram_is_drawn_once_its_fence_has_closed(tab: Page, upstream: Upstream):
    """Half of it is code; then it is a picture, its code a touch away, in the colours of the theme."""
    upstream.enqueue(Reply(tokens=(DIAGRAM[:-4],), until=threading.Event()))
    await open_new_chat(tab)
    await say(tab, "怎么走")
    await expect(body(last_reply(tab)).locator("pre")).to_contain_text("A[清水寺] --> B[岚山]")
    await tab.get_by_test_id("stop").click()
    upstream.enqueue(Reply(DIAGRAM))
    await converse(tab, "画完")
    reply = body(last_reply(tab))
    drawing = reply.get_by_role("img", name="图表")
    await expect(drawing).to_have_attribute("src", DRAWN)
    light = await drawing.get_attribute("src")
    await tab.evaluate("document.documentElement.classList.add('dark')")
    await expect(drawing).not_to_have_attribute("src", light or "")
    await tab.evaluate("document.documentElement.classList.remove('dark')")
    await reply.get_by_role("button", name="代码").click()
    await expect(reply.locator("pre")).to_contain_text("flowchart TD")


async def test_a_diagram_that_does_not_draw_stays_code(tab: Page, upstream: Upstream):
    """With a quiet word; the next one is drawn all the same."""
    upstream.enqueue(Reply(f"```mermaid\nflowchart TD\n  A --> (((\n```\n\n{DIAGRAM}"))
    await open_new_chat(tab)
    await converse(tab, "画两张")
    reply = body(last_reply(tab))
    await expect(reply.locator("figure").first).to_contain_text("没能画出来")
    await expect(reply.locator("figure").first.locator("pre")).to_contain_text("A --> (((")
    await expect(reply.get_by_role("img")).to_have_count(1)


async def test_history_looks_like_the_live_reply(tab: Page, upstream: Upstream):
    """After a reload the same elements stand there, formulas, notes and drawing included."""
    upstream.enqueue(Reply("\n\n".join((FORMULAS, TABLE, CODE, DIAGRAM, FOOTNOTES))))
    await open_new_chat(tab)
    await converse(tab, "全部")
    await _settled(tab)
    live = await _markup(tab)
    await tab.reload()
    await _settled(tab)
    assert await _markup(tab) == live


async def _settled(tab: Page) -> None:
    reply = body(last_reply(tab))
    await expect(reply.locator(".katex-html")).to_have_count(6)
    await expect(reply.get_by_role("img", name="图表")).to_have_count(1)
    await expect(reply.locator("pre .hljs-string")).to_have_count(1)
    await expect(reply.locator("pre .hljs-number")).to_have_count(1)


async def _markup(tab: Page) -> str:
    """The reply's HTML, less the ids that every page makes anew and the drawing's inside."""
    html = await body(last_reply(tab)).inner_html()
    return re.sub(r'_r_\w+_|data:image[^"]*', "", html)
