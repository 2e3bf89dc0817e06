"""Names without a break: on the narrowest phones nothing scrolls sideways and no button is pushed away."""

from collections.abc import AsyncIterator, Iterator

import pytest
from playwright.async_api import Browser, Page, expect

from tests.browser.screens import PHONE, open_chats, open_mine, open_new_chat
from tests.running import Server
from tests.upstream import Upstream

NAME = "Donaudampfschifffahrtsgesellschaftskapitänskajüten" * 2
MODEL = "hf.co/bartowski/Meta-Llama-3.1-70B-Instruct-abliterated-GGUF:Q4_K_M"
_STICKS_OUT = """() => [...document.querySelectorAll('html, main, dialog[open], dialog[open] *')]
    .filter(e => e.clientWidth && getComputedStyle(e).overflowX !== 'hidden')
    .filter(e => e.scrollWidth > e.clientWidth + 1)
    .map(e => e.outerHTML.slice(0, 90))"""


@pytest.fixture(scope="module")
def keyless_server(_one_upstream: Upstream, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The app without a key, beside a model server of its own machine."""
    folder = tmp_path_factory.mktemp("keyless")
    database = f"sqlite:///{folder / 'oreai.db'}"
    running = Server(folder, {"DATABASE_URL": database, "OREAI_LOCAL_MODELS_URL": _one_upstream.url})
    running.start()
    yield running
    running.stop()


@pytest.fixture
async def home(chromium: Browser, keyless_server: Server, upstream: Upstream) -> AsyncIterator[Page]:
    """A tab of somebody who runs models at home."""
    upstream.models = ["qwen3:8b", MODEL]
    async with await chromium.new_context(
        viewport=PHONE, locale="en-GB", base_url=keyless_server.url
    ) as context:
        yield await context.new_page()
    upstream.models = None


async def sticks_out(page: Page) -> list[str]:
    """What scrolls sideways on small phones."""
    found = []
    for width in (320, 360):
        await page.set_viewport_size({"width": width, "height": 640})
        found += await page.evaluate(_STICKS_OUT)
    return found


async def test_a_models_name_wraps(home: Page):
    """My page offers each local model, whole, within its width."""
    await open_mine(home)
    models = home.get_by_test_id("local-models")
    if not await models.count():  # a busy machine answers late; it is asked again after ten seconds
        await home.wait_for_timeout(10_500)
        await open_mine(home)
    await expect(models).to_contain_text(MODEL)
    assert await sticks_out(home) == []


async def test_a_chats_name_wraps_wherever_it_is_told(page: Page):
    """Its sheet, the box for its name, the offer to undo, the question whether it shall go for ever."""
    await open_new_chat(page)
    await page.get_by_test_id("chat-menu").click()
    await page.get_by_test_id("menu-rename").click()
    await page.get_by_test_id("rename-input").fill(NAME)
    await page.get_by_test_id("rename-save").click()
    await expect(page.get_by_test_id("chat-title")).to_contain_text(NAME)
    assert await sticks_out(page) == []
    await open_chats(page)
    row = page.get_by_test_id("chat-row").filter(has_text=NAME)
    await row.locator("..").get_by_test_id("chat-row-menu").click()
    await expect(page.get_by_test_id("chat-delete")).to_be_visible()
    assert await sticks_out(page) == []
    await page.get_by_test_id("chat-delete").click()
    await expect(page.get_by_test_id("deleted-title")).to_contain_text(NAME)
    await expect(page.get_by_test_id("undo")).to_be_in_viewport(ratio=1)
    assert await sticks_out(page) == []
    await page.goto("/trash")
    await page.get_by_test_id("trash-destroy").click()
    await expect(page.get_by_test_id("confirm-yes")).to_be_in_viewport(ratio=1)
    assert await sticks_out(page) == []
