"""A chat of a thousand messages in Chromium: how long until its last message is on the screen, and its bytes.

The clock starts with the navigation and stops in the first frame in which the newest message stands whole in
the viewport. Cold is a browser profile with nothing cached, warm the same profile going there again. Bytes
are those of the websocket's frames, as in `bench/browser.py`; the page's own files are not in them.
"""

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass
from statistics import median

from playwright.async_api import Browser, BrowserContext

from bench import texts
from bench.browser import PHONE, Meter
from bench.processes import Running
from oreai.database import Database
from tests.long_chats import Turn, exchanges, write_turns

_WORDS = 10  # times the sentences of `exchanges`: about 700 bytes a message
_LATEST_SECONDS = 30
_SETTLING_SECONDS = 1.0
_WATCH = """
const look = () => {
  const last = [...document.querySelectorAll("[data-testid=message]")].at(-1);
  const bar = document.querySelector("[data-testid=composer]");
  const whole = last?.querySelector("[data-testid=message-body]")?.textContent.trim().endsWith("END");
  if (whole && last.getBoundingClientRect().bottom <= bar.getBoundingClientRect().top + 1)
    benchOpened(performance.now() / 1000);
  else requestAnimationFrame(look);
};
if (location.pathname.startsWith("/chat/")) requestAnimationFrame(look);
""".replace("END", texts.END)


@dataclass(frozen=True)
class Opening:
    """What opening a long chat showed."""

    messages: int
    cold: float
    warm: float
    "Seconds to the last message, the median of the rounds."
    slowest: float
    "Of all rounds, cold and warm."
    bytes: int
    "To the page over its socket, the most of all rounds."


async def read(browser: Browser, server: Running, *, messages: int, rounds: int) -> Opening:
    """Open such a chat, cold and warm, in so many profiles."""
    chat_id, state = await _prepare(browser, server, messages)
    address, opened = f"{server.url}/chat/{chat_id}", []
    for _ in range(rounds):
        async with await browser.new_context(viewport=PHONE, locale="zh-CN", storage_state=state) as context:
            opened.append((await _open(context, address), await _open(context, address)))
    cold, warm = ([seconds for seconds, _ in times] for times in zip(*opened, strict=True))
    most = max(size for times in opened for _, size in times)
    return Opening(messages, median(cold), median(warm), max(cold + warm), most)


async def _prepare(browser: Browser, server: Running, messages: int) -> tuple[str, dict]:
    """A new user's chat of so many messages: its id, and the cookies that open it."""
    chat_id, state = await new_chat(browser, server)
    await asyncio.to_thread(_write, server.database_url, chat_id, messages)
    return chat_id, state


async def new_chat(browser: Browser, server: Running) -> tuple[str, dict]:
    """A new user's empty chat: its id, and the cookies that open it."""
    async with await browser.new_context(viewport=PHONE, locale="zh-CN") as context:
        page = await context.new_page()
        await page.goto(server.url)
        await page.get_by_test_id("new-chat").click()
        await page.wait_for_url("**/chat/*")
        return page.url.rpartition("/")[2], {"cookies": await context.cookies(), "origins": []}


def _write(database_url: str, chat_id: str, messages: int) -> None:
    database = Database(database_url)
    database.transact(lambda session: write_turns(session, chat_id, _turns(messages)))
    database.close()


def _turns(messages: int) -> Iterator[Turn]:
    """The last of them ends as every reply of the bench does."""
    for at, (role, text) in enumerate(exchanges(messages // 2, words=_WORDS)):
        yield role, text + texts.END if at == messages - 1 else text


async def _open(context: BrowserContext, address: str) -> tuple[float, int]:
    """Go there in a new tab: seconds to the last message, and bytes until all is calm."""
    opened: asyncio.Future[float] = asyncio.get_running_loop().create_future()

    def note(seconds: float) -> None:
        opened.set_result(seconds)

    page = await context.new_page()
    await page.expose_function("benchOpened", note)
    await page.add_init_script(_WATCH)
    meter = await Meter.start(page)
    await page.goto(address)
    seconds = await asyncio.wait_for(opened, _LATEST_SECONDS)
    await asyncio.sleep(_SETTLING_SECONDS)
    await page.close()
    return seconds, meter.bytes
