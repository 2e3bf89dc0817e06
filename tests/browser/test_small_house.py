"""A server that shares nothing and takes small files only: both are said in plain words."""

from collections.abc import AsyncIterator, Iterator

import pytest
from playwright.async_api import Browser, Page, expect

from oreai.i18n import texts_for
from tests.browser.screens import PHONE, converse, open_new_chat
from tests.browser.test_imports import WORDS, chatgpt, hand_in
from tests.browser.test_sharing import open_sheet
from tests.running import Server
from tests.upstream import Upstream

MEGABYTE = 1024 * 1024


@pytest.fixture(scope="module")
def house(_one_upstream: Upstream, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The app without links, and with room for a file of one megabyte."""
    folder = tmp_path_factory.mktemp("small")
    running = Server(
        folder,
        {
            "DATABASE_URL": f"sqlite:///{folder / 'oreai.db'}",
            "OPENAI_BASE_URL": _one_upstream.url,
            "OPENAI_API_KEY": "sk-kyoto",
            "OREAI_SHARING": "0",
            "OREAI_IMPORT_MEGABYTES": "1",
        },
    )
    running.start()
    yield running
    running.stop()


@pytest.fixture
async def guest(chromium: Browser, house: Server, upstream: Upstream) -> AsyncIterator[Page]:
    """Lin's phone there."""
    async with await chromium.new_context(viewport=PHONE, locale="zh-CN", base_url=house.url) as context:
        yield await context.new_page()


async def test_no_link_where_sharing_is_off(guest: Page):
    """The sheet says so, and offers nothing to make one with."""
    await open_new_chat(guest)
    await converse(guest, "去京都看红叶")
    await open_sheet(guest)
    await expect(guest.get_by_test_id("share-refused")).to_have_text(texts_for("zh").sharing.is_off)
    await expect(guest.get_by_test_id("share-create")).to_have_count(0)


async def test_a_file_over_the_limit_is_refused_before_it_is_sent(guest: Page):
    """By how much it may have; the next one, which fits, comes."""
    sent: list[str] = []
    guest.on("request", lambda request: sent.append(request.url))
    await hand_in(guest, {"name": "all.zip", "mimeType": "application/zip", "buffer": bytes(MEGABYTE + 1)})
    told = WORDS.too_large.replace("{limit}", "1")
    await expect(guest.get_by_test_id("import-error")).to_have_text(told)
    assert not [url for url in sent if "/api/imports" in url]
    await guest.get_by_test_id("import-file").set_input_files(chatgpt("鲸鱼"))
    await expect(guest.get_by_test_id("import-start")).to_be_visible()
