"""What keeps the page from working is said in the browser's language: nobody looks at grey bars for long."""

from collections.abc import AsyncIterator

import pytest
from playwright.async_api import Browser, Page, Request, expect

from oreai.i18n import Texts, texts_for
from tests.browser.line import Line
from tests.browser.screens import PHONE, converse, open_chats, open_new_chat

LOCALES = {"zh": "zh-CN", "en": "en-GB"}
_A_WHILE_MS = 5000  # by the page's own clock
# As Chrome does where a reader blocks them: asking is enough.
_NO_STORAGE = """for (const name of ["localStorage", "sessionStorage", "indexedDB"])
    Object.defineProperty(window, name, {
        configurable: CONFIGURABLE,
        get() { throw new DOMException("Access is denied for this document.", "SecurityError"); },
    });"""


class Visits:
    """How often a tab has fetched a page."""

    def __init__(self, page: Page) -> None:
        self.count = 0
        page.on("request", self._note)

    def _note(self, request: Request) -> None:
        self.count += request.is_navigation_request()


@pytest.fixture(params=LOCALES)
async def stranger(request: pytest.FixtureRequest, chromium: Browser, line: Line) -> AsyncIterator[tuple]:
    """Somebody's first visit, at the other end of a line, and the words they read."""
    locale = LOCALES[request.param]
    async with await chromium.new_context(viewport=PHONE, locale=locale, base_url=line.url) as context:
        yield await context.new_page(), texts_for(request.param)


async def test_a_proxy_that_refuses_websockets_is_named(stranger: tuple[Page, Texts], line: Line):
    """The page itself comes, its socket never: the reason is said, and goes when it comes after all."""
    page, words = stranger
    line.refuse_sockets()
    await page.goto("/")
    said = page.get_by_test_id("obstacle")
    await expect(said).to_contain_text(words.obstacles.socket)
    await expect(said).to_contain_text(words.obstacles.socket_hint)
    await expect(said.get_by_role("button")).to_have_text(words.obstacles.again)
    line.take_sockets()
    await page.get_by_test_id("chat-row").first.wait_for()
    await expect(said).to_have_count(0)


async def test_a_server_that_is_away_is_no_proxy(stranger: tuple[Page, Texts], line: Line):
    """Nothing answers at all: the banner says that it goes on trying, and blames nobody."""
    page, words = stranger
    await page.clock.install()
    await open_chats(page)
    line.cut()
    await expect(page.get_by_test_id("offline-banner")).to_have_text(words.app.connection_lost)
    await page.clock.fast_forward(30_000)
    await expect(page.get_by_test_id("obstacle")).to_have_count(0)


@pytest.mark.parametrize("path", ["/", "/chat/abc", "/mine"])
async def test_blocked_cookies_are_named(stranger: tuple[Page, Texts], line: Line, path: str):
    """Without the cookie nobody is known: after one more try that is said, and it is not tried for ever."""
    page, words = stranger
    await page.clock.install()
    line.drop_cookies()
    visits = Visits(page)
    await page.goto(path)
    await expect(page.get_by_test_id("obstacle")).to_contain_text(words.obstacles.cookies)
    await expect(page.get_by_test_id("obstacle")).to_contain_text(words.obstacles.cookies_hint)
    await page.clock.fast_forward(_A_WHILE_MS)
    assert visits.count <= 3  # one address leads to another


async def test_a_browser_that_stores_nothing_says_so_and_works(stranger: tuple[Page, Texts]):
    """The store throws: the page has one for as long as it is open, and tells that nothing stays."""
    page, words = stranger
    thrown: list[str] = []
    page.on("pageerror", lambda error: thrown.append(str(error)))
    await page.add_init_script(_NO_STORAGE.replace("CONFIGURABLE", "true"))
    await open_new_chat(page)
    await expect(page.get_by_test_id("storage-note")).to_contain_text(words.obstacles.storage_note)
    await converse(page, "去京都")
    await page.get_by_test_id("storage-note").get_by_role("button").click()
    await expect(page.get_by_test_id("storage-note")).to_have_count(0)
    await page.get_by_test_id("chat-back").click()
    await expect(page.get_by_test_id("chat-row").first).to_be_visible()
    await expect(page.get_by_test_id("storage-note")).to_have_count(0)
    assert thrown == []


async def test_a_store_that_cannot_be_replaced_is_named(stranger: tuple[Page, Texts]):
    """The page cannot start then."""
    page, words = stranger
    await page.clock.install()
    await page.add_init_script(_NO_STORAGE.replace("CONFIGURABLE", "false"))
    await page.goto("/")
    await expect(page.get_by_test_id("obstacle")).to_contain_text(words.obstacles.storage)
    await page.clock.fast_forward(_A_WHILE_MS)
    await expect(page.get_by_test_id("obstacle")).to_be_visible()


async def test_blocked_cookies_and_a_blocked_store_are_one_setting(stranger: tuple[Page, Texts], line: Line):
    """Browsers block both at once: the page asks for cookies, and does not begin anew for ever."""
    page, words = stranger
    await page.clock.install()
    line.drop_cookies()
    await page.add_init_script(_NO_STORAGE.replace("CONFIGURABLE", "true"))
    visits = Visits(page)
    await page.goto("/")
    await expect(page.get_by_test_id("obstacle")).to_contain_text(words.obstacles.cookies)
    await page.clock.fast_forward(_A_WHILE_MS)
    assert visits.count == 1


async def test_without_scripts_there_is_a_sentence(page: Page):
    """In both languages: nobody knows which."""
    text = await (await page.request.get("/")).text()
    for locale in LOCALES:
        assert f"<p>{texts_for(locale).obstacles.no_scripts}</p>" in text.split("</noscript>")[0]
