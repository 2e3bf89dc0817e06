"""One reply in Chromium: what it costs the wire and the page's main thread, and how far the page is behind.

Bytes are those that the websocket brings, compressed as they travel (`bench/relay.py`), from the send until a
second after the end; HTTP is not in them. Main-thread seconds are Chromium's own TaskDuration over the same
time: headless, at full CPU speed, with developer tools attached.
The end is the moment the last text stands in the DOM, not the moment it is painted.
"""

import asyncio
import os
import secrets
import shutil
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any, Self

from playwright.async_api import Browser, CDPSession, Page, async_playwright

from bench import texts
from bench.load import last_tokens
from bench.processes import Running
from bench.provider import wish
from bench.relay import Relay, relay

_ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"]
PHONE = {"width": 390, "height": 844}
_LATEST_SECONDS = 60
_SETTLING_SECONDS = 1.0
_METRICS = {"TaskDuration": "main", "ScriptDuration": "script", "LayoutDuration": "layout"}
_WATCH = """
globalThis.bench = { tasks: [] };
new PerformanceObserver((list) => {
  for (const { startTime, duration } of list.getEntries()) bench.tasks.push({ startTime, duration });
}).observe({ type: "longtask" });
const lastText = (node) => document.createTreeWalker(node, NodeFilter.SHOW_TEXT).lastChild()?.data;
const watcher = new MutationObserver(() => {
  const body = [...document.querySelectorAll("[data-testid=message-body]")].at(-1);
  if (!body || !lastText(body)?.endsWith("END")) return;
  watcher.disconnect();
  benchEnded(Date.now() / 1000);
});
watcher.observe(document, { subtree: true, childList: true, characterData: true });
""".replace("END", texts.END)

Send = Callable[[Page, str], Awaitable[None]]


@dataclass(frozen=True)
class Reading:
    """What one reply in one page showed."""

    tokens: int
    bytes_ratio: float
    "Bytes to the browser, as they travel ÷ the reply's UTF-8 bytes."
    frames: int
    main: float
    script: float
    layout: float
    "Seconds of the main thread: all, and in scripts and in layout among them."
    longest_ms: float
    "The longest task; 0 when none took 50 ms, Chromium tells of no shorter ones."
    long_tasks: int
    end_ms: float
    "From the provider's last token to the last text in the page."


@dataclass(frozen=True)
class Opened:
    """A page, the line that its bytes come by, and when its reply will have ended."""

    page: Page
    line: Relay
    ended: asyncio.Future[float]


@asynccontextmanager
async def chromium() -> AsyncIterator[Browser]:
    """Debian's Chromium, or the one that CHROMIUM names."""
    path = os.environ.get("CHROMIUM") or shutil.which("chromium")
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=path, args=_ARGUMENTS)
        yield browser
        await browser.close()


class Reader:
    """Asks for replies in fresh pages and reads them to the end."""

    def __init__(self, browser: Browser, provider: Running, *, rate: int):
        self._browser = browser
        self._provider = provider
        self._rate = rate

    async def floor(self, server: Running, tokens: int) -> Reading:
        """A reply in the floor's page."""
        async with self._page(server) as opened:
            return await self._read(opened, tokens, _send_on_socket)

    async def app(self, server: Running, tokens: int, kind: str = "mixed") -> Reading:
        """A reply in a new chat of a user new to OreAI."""
        async with self._page(server) as opened:
            page = opened.page
            await page.get_by_test_id("new-chat").click()
            await page.get_by_test_id("composer").wait_for()
            return await self._read(opened, tokens, _send_prompt, kind)

    @asynccontextmanager
    async def _page(self, server: Running) -> AsyncIterator[Opened]:
        """A page of its own browser profile."""
        ended = asyncio.get_running_loop().create_future()

        def note_end(at: float) -> None:
            ended.set_result(at)

        async with (
            relay(server.port) as line,
            await self._browser.new_context(viewport=PHONE, locale="zh-CN") as context,
        ):
            page = await context.new_page()
            await page.expose_function("benchEnded", note_end)
            await page.add_init_script(_WATCH)
            await page.goto(line.url)
            yield Opened(page, line, ended)

    async def _read(self, opened: Opened, tokens: int, send: Send, kind: str = "mixed") -> Reading:
        await asyncio.sleep(_SETTLING_SECONDS)
        page, before = opened.page, opened.line.bytes
        meter, key = await Meter.start(page), secrets.token_hex(4)
        await send(page, wish(key, tokens=tokens, rate=self._rate, kind=kind))
        ended_at = await asyncio.wait_for(opened.ended, tokens / self._rate + _LATEST_SECONDS)
        await asyncio.sleep(_SETTLING_SECONDS)
        long_tasks = await meter.long_tasks_ms()
        return Reading(
            tokens=tokens,
            bytes_ratio=(opened.line.bytes - before) / len(texts.reply(tokens, kind).encode()),
            frames=meter.frames,
            longest_ms=max(long_tasks, default=0),
            long_tasks=len(long_tasks),
            end_ms=1000 * (ended_at - last_tokens(self._provider.url)[key]["sent"]),
            **await meter.seconds(),
        )


async def _send_on_socket(page: Page, prompt: str) -> None:
    await page.evaluate("(prompt) => socket.send(prompt)", prompt)


async def _send_prompt(page: Page, prompt: str) -> None:
    await page.get_by_test_id("composer").fill(prompt)
    await page.get_by_test_id("send").click()


class Meter:
    """Counts a page's websocket bytes and its main thread's work from its start on."""

    def __init__(self, page: Page, devtools: CDPSession):
        self.bytes = self.frames = 0
        self._page = page
        self._devtools = devtools
        self._since_ms = 0.0
        self._before: dict[str, float] = {}

    @classmethod
    async def start(cls, page: Page) -> Self:
        """Begin now."""
        meter = cls(page, await page.context.new_cdp_session(page))
        meter._devtools.on("Network.webSocketFrameReceived", meter._take)
        await meter._devtools.send("Network.enable")
        await meter._devtools.send("Performance.enable")
        meter._since_ms = await page.evaluate("performance.now()")
        meter._before = await meter._metrics()
        return meter

    def _take(self, event: dict[str, Any]) -> None:
        size = len(event["response"]["payloadData"].encode())
        self.bytes += size + (2 if size < 126 else 4 if size < 65536 else 10)
        self.frames += 1

    async def _metrics(self) -> dict[str, float]:
        told = (await self._devtools.send("Performance.getMetrics"))["metrics"]
        return {_METRICS[each["name"]]: each["value"] for each in told if each["name"] in _METRICS}

    async def seconds(self) -> dict[str, float]:
        """The main thread's seconds so far, by kind of work."""
        now = await self._metrics()
        return {kind: now[kind] - self._before[kind] for kind in now}

    async def long_tasks_ms(self) -> list[float]:
        """How long each long task took."""
        tasks = await self._page.evaluate("bench.tasks")
        return [task["duration"] for task in tasks if task["startTime"] >= self._since_ms]
