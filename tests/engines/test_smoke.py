"""A day with OreAI in Firefox and in WebKit: what a reader does most, once."""

from pathlib import Path
from tempfile import TemporaryDirectory

from tests.browser.line import Line
from tests.engines.browser import Browser
from tests.engines.stories import in_every_engine
from tests.pictures import picture
from tests.upstream import Reply, Upstream

TALE = "从前有座山，山上有座庙，庙里有个老和尚在讲故事。" * 12
MARKDOWN = """## 清水寺

**注意**：面积 $a^2$，见 https://kyoto.example[^1]。

| 时间 | 去处 |
| --- | --- |
| 早上 | 东寺 |

```python
print("hello")
```

```mermaid
flowchart TD
  A[清水寺] --> B[岚山]
```

[^1]: 一张地图。
"""
ASSISTANT = "[data-role=assistant]"


def named(name: str) -> str:
    return f"[data-testid={name}]"


async def open_new_chat(lin: Browser, line: Line) -> None:
    await lin.visit(line.url)
    await lin.see(named("chat-row"))
    await lin.tap(named("new-chat"))
    await lin.see(f"{named('composer')}:enabled")


async def say(lin: Browser, text: str) -> None:
    await lin.type(named("composer"), text)
    await lin.tap(named("send"))


async def hear(lin: Browser, words: str, status: str = "complete") -> None:
    await lin.see(f"{ASSISTANT}[data-status={status}] {named('message-body')}", words)


@in_every_engine
async def test_the_first_visit(lin: Browser, upstream: Upstream, line: Line):
    """Lin opens OreAI and finds the sample chats; the first one shows what it can do."""
    await lin.visit(line.url)
    await lin.tap(named("chat-row"))
    await lin.see(named("example"))
    await lin.until("!document.querySelector('.skeleton')")


@in_every_engine
async def test_a_reply_grows(lin: Browser, upstream: Upstream, line: Line):
    """Lin asks for a story: its beginning can be read before its end has come; then all of it is there."""
    upstream.enqueue(Reply(TALE, delay_s=0.02))
    await open_new_chat(lin, line)
    await say(lin, "讲个故事")
    await hear(lin, "老和尚", "streaming")
    await hear(lin, TALE)


@in_every_engine
async def test_a_reply_is_stopped(lin: Browser, upstream: Upstream, line: Line):
    """Lin has read enough: what has come stays, and the next question can be asked."""
    upstream.enqueue(Reply(TALE * 20, delay_s=0.03), Reply("不客气"))
    await open_new_chat(lin, line)
    await say(lin, "讲个长故事")
    await hear(lin, "老和尚", "streaming")
    await lin.tap(named("stop"))
    await hear(lin, "老和尚", "stopped")
    await say(lin, "谢谢")
    await hear(lin, "不客气")


@in_every_engine
async def test_a_reload_in_the_middle(lin: Browser, upstream: Upstream, line: Line):
    """Lin reloads while the reply comes: it is still coming, and comes whole."""
    upstream.enqueue(Reply(TALE, delay_s=0.05))
    await open_new_chat(lin, line)
    await say(lin, "讲个故事")
    await hear(lin, "老和尚", "streaming")
    await lin.reload()
    await hear(lin, "老和尚", "streaming")
    await hear(lin, TALE)


@in_every_engine
async def test_a_reply_is_rendered(lin: Browser, upstream: Upstream, line: Line):
    """Lin is sent a heading, a formula, a table, code, a note and a diagram: each is what it is."""
    upstream.enqueue(Reply(MARKDOWN))
    await open_new_chat(lin, line)
    await say(lin, "写点什么")
    for selector in ("h2", "strong", ".katex", "td", "pre .hljs-string", "sup a", "[role=doc-endnotes]"):
        await lin.see(f"{ASSISTANT}[data-status=complete] {selector}")
    await lin.see(f"{ASSISTANT} .diagram img")
    await lin.until("document.querySelector('.diagram img').naturalWidth > 0")


@in_every_engine
async def test_a_sheet_and_escape(lin: Browser, upstream: Upstream, line: Line):
    """Lin opens *Model and parameters*: no keyboard jumps up; from its search field Escape closes it."""
    await open_new_chat(lin, line)
    await lin.tap(named("chat-menu"))
    await lin.tap(named("menu-choices"))
    await lin.see("dialog[open]")
    assert not await lin.run("return document.activeElement.matches('input, textarea')")
    await lin.type(named("choice-model"), "gpt")
    await lin.press_escape()
    await lin.until("!document.querySelector('dialog[open]')")


@in_every_engine
async def test_a_picture_is_shown_and_sent(lin: Browser, upstream: Upstream, line: Line):
    """Lin chooses a picture, sends it without a word and sees it in the chat."""
    upstream.fallback = lambda request: Reply("清水寺")
    await open_new_chat(lin, line)
    with TemporaryDirectory() as folder:
        file = Path(folder) / "kyoto.jpg"
        file.write_bytes(picture(300, 200))
        await lin.attach(named("attach-choose"), file)
        await lin.see(f"{named('attachment')}[data-state=ready]")
    await lin.tap(named("send"))
    await hear(lin, "清水寺")
    await lin.until("document.querySelector('[data-testid=message-image]').naturalWidth === 300")


@in_every_engine
async def test_the_page_without_a_network(lin: Browser, upstream: Upstream, line: Line):
    """Lin reloads in a tunnel: the list as it was; behind the tunnel the real one comes back by itself."""
    await lin.visit(line.url)
    await lin.see(named("chat-row"))
    await lin.until("caches.match('/seen/list').then((kept) => Boolean(kept))")
    await lin.until("navigator.serviceWorker.ready.then(({ active }) => active.state === 'activated')")
    line.cut()
    await lin.reload()
    await lin.see(named("offline-page"))
    await lin.see(named("chat-row"))
    line.mend()
    await lin.until("!document.querySelector('[data-testid=offline-page]')")
    await lin.see(named("chat-row"))
