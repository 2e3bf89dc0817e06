"""Where scenes are played: the app on a new database, a line that can be held or cut, a tab in one look."""

import os
import shutil
import sqlite3
import tempfile
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager, closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.async_api import Browser, BrowserContext, Page, async_playwright

from oreai.i18n import Texts, texts_for
from screenshots.texts import TALKS, Talk
from tests.browser.line import Line
from tests.running import Server
from tests.upstream import Upstream

WIDTHS = {360: 740, 390: 844, 768: 1024, 1280: 800}
"CSS pixels: width to height."
LOCALES = {"zh": "zh-CN", "en": "en-GB"}
THEMES = ("light", "dark")
_ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"]


@dataclass(frozen=True)
class House:
    """The running app and the model it asks."""

    server: Server
    upstream: Upstream
    database: Path

    def forget_chats(self) -> None:
        """Nobody has any chat: for the empty list, which a newcomer never sees."""
        with closing(sqlite3.connect(self.database)) as connection, connection:
            connection.execute("DELETE FROM chat")


@dataclass(frozen=True)
class Stage:
    """What a scene plays on: a tab in one look."""

    house: House
    line: Line
    page: Page
    locale: str
    theme: str

    @property
    def upstream(self) -> Upstream:
        return self.house.upstream

    @property
    def words(self) -> Texts:
        return texts_for(self.locale)

    @property
    def talk(self) -> Talk:
        return TALKS[self.locale]


Play = Callable[[Stage], Awaitable[None]]


@dataclass(frozen=True)
class Scene:
    """A picture's name, what it shows, and how to get there."""

    name: str
    shows: str
    play: Play


@contextmanager
def house() -> Iterator[House]:
    """The app, `python -m oreai`, on a new SQLite file."""
    with tempfile.TemporaryDirectory() as folder, Upstream() as upstream:
        database = Path(folder) / "oreai.db"
        server = Server(
            Path(folder),
            {
                "DATABASE_URL": f"sqlite:///{database}",
                "OPENAI_BASE_URL": upstream.url,
                "OPENAI_API_KEY": "sk-of-the-scripted-model",
                "OREAI_SILENCE_SECONDS": "600",
            },
        )
        server.start()
        try:
            yield House(server, upstream, database)
        finally:
            server.stop()


@asynccontextmanager
async def chromium() -> AsyncIterator[Browser]:
    """Debian's Chromium, or the one that CHROMIUM names."""
    path = os.environ.get("CHROMIUM") or shutil.which("chromium")
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=path, args=_ARGUMENTS)
        yield browser
        await browser.close()


@asynccontextmanager
async def stage(browser: Browser, house: House, locale: str, theme: str) -> AsyncIterator[Stage]:
    """A newcomer's tab in this language and theme."""
    house.upstream.forget()
    async with Line(house.server) as line:
        context = await _context(browser, line, locale, theme)
        yield Stage(house, line, await context.new_page(), locale, theme)
        await context.close()


async def _context(browser: Browser, line: Line, locale: str, theme: str) -> BrowserContext:
    width, height = 390, WIDTHS[390]
    return await browser.new_context(
        viewport={"width": width, "height": height},
        locale=LOCALES[locale],
        color_scheme=theme,
        base_url=line.url,
        reduced_motion="reduce",
        device_scale_factor=2,
    )
