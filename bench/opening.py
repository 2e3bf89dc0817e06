"""`python -m bench.opening`: opening a chat of 1,000 messages, fitting one of 300 turns; writes `opening.md`.

Seconds run from the navigation to the last message in the DOM: first in a browser that has nothing of OreAI,
then again. Bytes are the payloads of the page's socket until a second later: the chat's data and the rest of
the state. Fitting is a whole request built from the store: outline, arithmetic, texts; counts are known then.
"""

import asyncio
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from playwright.async_api import Browser, Page, WebSocket

from bench import browser, processes
from oreai.bootstrap import Services, build
from oreai.database import migrate
from oreai.llm.tokens import OLDER, count
from oreai.models import Message, Role, Status, new_id
from oreai.seeds import first_run
from oreai.services.model_requests import ModelRequests
from oreai.services.session_token import COOKIE, new_token
from oreai.settings import Settings
from tests.long_chats import exchanges, write_turns
from tests.running import Server

_RESULTS = Path(__file__).parent / "opening.md"
_PHONE = {"width": 390, "height": 844}
_ROUNDS = 5
_INTRODUCTION = "Written by `python -m bench.opening`; what is counted stands at its top."
_TEXT = "清水寺、伏见稻荷、岚山，都值得一去。Take the train at 9:00. " * 2000


@dataclass(frozen=True)
class Opening:
    """One opening of the chat."""

    seconds: float
    bytes: int


async def _opened(page: Page, url: str, last_id: str) -> Opening:
    heard = [0]

    def listen(socket: WebSocket) -> None:
        socket.on("framereceived", lambda data: heard.__setitem__(0, heard[0] + len(_raw(data))))

    page.once("websocket", listen)
    began = time.perf_counter()
    await page.goto(url)
    await page.locator(f"[data-message-id='{last_id}']").wait_for()
    seconds = time.perf_counter() - began
    await asyncio.sleep(1)
    return Opening(seconds, heard[0])


def _raw(data: str | bytes) -> bytes:
    return data.encode() if isinstance(data, str) else data


async def _openings(
    chromium: Browser, server: Server, token: str, chat_id: str, last_id: str
) -> list[Opening]:
    """The first opening of a browser that has nothing, then later ones."""
    context = await chromium.new_context(viewport=_PHONE, locale="zh-CN")
    async with context:
        await context.add_cookies([{"name": COOKIE, "value": token, "url": server.url}])
        page = await context.new_page()
        return [await _opened(page, f"{server.url}/chat/{chat_id}", last_id) for _ in range(1 + _ROUNDS)]


async def _chat(services: Services, token: str, turns: int) -> tuple[str, list[str]]:
    who = await services.accounts.enter(token, "zh-CN")
    chat_id = await services.chats.open_free(who.user_id, who.locale)
    turns_said = list(exchanges(turns // 2, words=3))
    ids = await services.database.write(lambda session: write_turns(session, chat_id, turns_said))
    return chat_id, ids


async def _fitting(services: Services) -> float:
    """Milliseconds to build the request for the next reply of a chat of 300 turns."""
    chat_id, ids = await _chat(services, new_token(), 300)
    reply = Message(
        id=new_id(), chat_id=chat_id, parent_id=ids[-1], role=Role.ASSISTANT, status=Status.STREAMING
    )
    await services.database.write(lambda session: session.add(reply.model_copy()))
    times = []
    for _ in range(_ROUNDS):
        began = time.perf_counter()
        await ModelRequests(services.database, services.models).build(reply.id)
        times.append((time.perf_counter() - began) * 1000)
    return median(times)


def _counting() -> float:
    """Tokens counted in a second."""
    count("warm", OLDER)
    began = time.perf_counter()
    counted = count(_TEXT, OLDER)
    return counted / (time.perf_counter() - began)


async def measure() -> list[tuple[str, str, str, str]]:
    """(what, measured, target, met) for each line of the table."""
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{Path(folder) / 'oreai.db'}"
        migrate(Settings(DATABASE_URL=url).sqlalchemy_url)
        services = build(Settings(DATABASE_URL=url))
        await services.database.write(first_run.write_library)
        token = new_token()
        chat_id, ids = await _chat(services, token, 1000)
        fitting = await _fitting(services)
        services.database.close()
        server = Server(Path(folder), {**processes.asking("http://127.0.0.1:9"), "DATABASE_URL": url})
        server.start()
        try:
            async with browser.chromium() as chromium:
                first, *later = await _openings(chromium, server, token, chat_id, ids[-1])
        finally:
            server.stop()
    slowest, heaviest = max(o.seconds for o in later), max(o.bytes for o in later)
    return [
        _row("first opening of 1,000 messages, seconds", f"{first.seconds:.2f}", "< 1", first.seconds < 1),
        _row(f"slowest of {_ROUNDS} later ones, seconds", f"{slowest:.2f}", "< 1", slowest < 1),
        _row("bytes of data, first opening", f"{first.bytes:,}", "≤ 60,000", first.bytes <= 60_000),
        _row(f"heaviest of {_ROUNDS} later ones", f"{heaviest:,}", "≤ 60,000", heaviest <= 60_000),
        _row("a request fitted from 300 turns, ms", f"{fitting:.1f}", "", None),
        _row("tokens counted a second", f"{_counting():,.0f}", "", None),
    ]


def _row(what: str, value: str, target: str, met: bool | None) -> tuple[str, str, str, str]:
    return what, value, target, {True: "✓", False: "✗", None: ""}[met]


def main() -> None:
    """Measure, print, and keep it."""
    rows = [("what", "OreAI", "target", ""), ("---",) * 4, *asyncio.run(measure())]
    table = "\n".join(f"| {' | '.join(cells)} |" for cells in rows)
    words = f"# A long chat\n\n{_INTRODUCTION}\n\n{table}\n"
    print(words)
    _RESULTS.write_text(words, encoding="utf-8")


if __name__ == "__main__":
    main()
