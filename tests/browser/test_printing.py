"""A chat on paper: all of it, with its title, black on white, and nothing to press."""

import re

import pytest
from playwright.async_api import Page, expect

from tests.browser.given import said
from tests.browser.screens import body, chat_id, converse, last_reply, messages, open_new_chat, until
from tests.long_chats import exchanges
from tests.running import Server
from tests.upstream import Reply, Upstream

TURNS = 60
# What is asked to be printed is noted, as it stands at that moment.
NOTE = """window.print = () => {
    window.printed = document.querySelectorAll('[data-testid=message]').length;
    window.dark = document.documentElement.classList.contains('dark');
    window.diagrams = [...document.querySelectorAll('.diagram')].map(diagram => diagram.dataset.dark);
    dispatchEvent(new Event('afterprint'));
};"""
WIDE = "宽" * 30 + "word" * 40
LONG = f"""一段。

```text
{"x" * 400}
```

| 甲 | 乙 | 丙 | 丁 |
| --- | --- | --- | --- |
| {WIDE} | {WIDE} | {WIDE} | {WIDE} |

$$
{" + ".join(f"a_{{{at}}}" for at in range(40))}
$$

```mermaid
pie title 花费
  "住宿" : 45
  "交通" : 25
```
"""
COLUMNS = 14
MANY = "\n".join(
    "| " + " | ".join([cell] * COLUMNS) + " |" for cell in ("第几天去哪里", "---", "kiyomizudera-and-inari")
)
LINE = f'visit(("{"kiyomizudera" * 40}"))  # {"然后坐车" * 40}'
FENCED = f"```python\n{LINE}\n```"
NESTED = f"""{MANY}

1. 先看

   - 再看

     {FENCED.replace(chr(10), chr(10) + " " * 5)}

     {MANY.replace(chr(10), chr(10) + " " * 5)}

> [!NOTE]
> {FENCED.replace(chr(10), chr(10) + "> ")}
>
> {MANY.replace(chr(10), chr(10) + "> ")}

用 `{"kiyomizudera" * 40}` 就好，见 https://example.org/{"kiyomizudera" * 40}

```ansi
\x1b[31m{"kiyomizudera" * 40}\x1b[0m
```
"""
CUT = """() => [...document.querySelectorAll('.app, .conversation, .transcript, .transcript *')].filter(
element => {
    const { overflowX, overflowY, display } = getComputedStyle(element);
    if (display === 'none' || element.closest('.katex, svg, .visually-hidden')) return false;
    const isCut = overflow => overflow !== 'visible';
    return isCut(overflowX) && element.scrollWidth > element.clientWidth + 1 && element.clientWidth > 1
        || isCut(overflowY) && element.scrollHeight > element.clientHeight + 1 && element.clientHeight > 1;
}).map(element => element.className)"""
BEYOND = """() => [...document.querySelectorAll('.transcript *')].filter(element =>
    element.getBoundingClientRect().right > innerWidth + 1 && !element.closest('.katex-mathml')
).map(element => element.className || element.tagName)"""


async def assert_nothing_is_cut(tab: Page) -> None:
    """As wide as the text of a sheet of A4 the page shows all that is in it."""
    assert await tab.evaluate(CUT) == []
    assert await tab.evaluate(BEYOND) == []


async def test_the_menu_prints_all_of_a_chat(server: Server, tab: Page, upstream: Upstream):
    """The earlier messages come first, diagrams are drawn for white paper, then the theme is as it was."""
    await tab.add_init_script(NOTE)
    upstream.enqueue(Reply(LONG))
    await open_new_chat(tab)
    await converse(tab, "开头")
    said(server, chat_id(tab), exchanges(TURNS))
    upstream.enqueue(Reply("```mermaid\ngraph TD\n  A --> B\n```"))
    await tab.reload()
    await converse(tab, "画一张")
    await tab.evaluate("document.documentElement.classList.add('dark')")
    await expect(body(last_reply(tab)).locator(".diagram")).to_have_attribute("data-dark", "true")
    shown = await messages(tab).count()
    assert shown < 2 * TURNS, "need a chat that is not all in the page for this test to mean anything"
    await tab.get_by_test_id("chat-menu").click()
    await tab.get_by_test_id("menu-print").click()
    await expect(messages(tab)).to_have_count(2 * TURNS + 4)
    await until(tab, "window.printed > 0")
    assert await tab.evaluate("[window.printed, window.dark]") == [2 * TURNS + 4, False]
    assert set(await tab.evaluate("window.diagrams")) == {"false"}
    assert await tab.evaluate("document.documentElement.classList.contains('dark')")


@pytest.mark.parametrize("theme", ["light", "dark"])
async def test_paper_shows_everything_in_black_on_white(tab: Page, upstream: Upstream, theme: str):
    """Code and tables wrap, nothing is cut, who speaks is said, and no button is there."""
    upstream.enqueue(Reply(LONG))
    await open_new_chat(tab)
    await converse(tab, "多少钱？")
    reply = last_reply(tab)
    await expect(body(reply).locator(".diagram")).to_be_visible()
    await expect(body(reply).locator(".katex-display")).to_be_visible()
    await tab.evaluate(f"document.documentElement.classList.toggle('dark', {str(theme == 'dark').lower()})")
    await tab.set_viewport_size({"width": 680, "height": 900})
    await tab.emulate_media(media="print")
    try:
        await expect(tab.get_by_test_id("chat-title")).to_be_visible()
        await expect(reply).to_have_css("color", "rgb(0, 0, 0)")
        await expect(tab.locator("body")).to_have_css("background-color", "rgb(255, 255, 255)")
        await expect(tab.get_by_text("助手说", exact=True)).to_be_visible()
        for part in ("composer", "send", "chat-back", "chat-menu", "message-copy", "context-meter"):
            await expect(tab.get_by_test_id(part).first).to_be_hidden()
        await expect(body(reply).locator(".code-copy").first).to_be_hidden()
        await assert_nothing_is_cut(tab)
        paper = await tab.pdf(format="A4")
        assert len(re.findall(rb"/Type\s*/Page\b", paper)) >= 2
    finally:
        await tab.emulate_media(media="null")


async def test_what_stands_in_lists_and_quotes_wraps_on_paper(tab: Page, upstream: Upstream):
    """Coloured code, a terminal's output, tables of many columns; and what the reader has pasted."""
    upstream.enqueue(Reply(NESTED))
    await open_new_chat(tab)
    await converse(tab, f"看看\n\n{FENCED}\n\n{MANY}\n\n{'kiyomizudera' * 40}")
    reply = body(last_reply(tab))
    await expect(reply.locator("table")).to_have_count(3)
    await expect(reply.locator(".code pre span").first).to_be_visible()
    await tab.set_viewport_size({"width": 680, "height": 900})
    await tab.emulate_media(media="print")
    try:
        await assert_nothing_is_cut(tab)
    finally:
        await tab.emulate_media(media="null")
