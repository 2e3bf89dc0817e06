"""A newcomer without a key, in front of the real small model: what they read, stop, and are told."""

import re
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import psutil
import pytest
from playwright.async_api import Browser, Page, expect

from oreai.i18n import texts_for
from oreai.llm.box.models import TRIAL_NAME
from tests.browser.screens import (
    PHONE,
    body,
    choose,
    converse,
    hear,
    last_reply,
    open_mine,
    open_new_chat,
    say,
    transcript,
)
from tests.running import Server
from tests.services.box.boxes import STORY, gone

EN, ZH = texts_for("en"), texts_for("zh")
pytestmark = pytest.mark.timeout(300)


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server as a newcomer starts it: no key, no address, and the box on."""
    folder = tmp_path_factory.mktemp("boxed")
    url = f"sqlite:///{folder / 'oreai.db'}"
    running = Server(folder, {"DATABASE_URL": url, "OREAI_BOX": "on", "OREAI_MAX_TOKENS": "120"})
    running.start()
    yield running
    running.stop()


@pytest.fixture
async def ada(chromium: Browser, house: Server) -> AsyncIterator[Page]:
    """Ada's phone; she reads English."""
    async with await chromium.new_context(viewport=PHONE, locale="en-GB", base_url=house.url) as context:
        yield await context.new_page()


@pytest.fixture
async def lin(chromium: Browser, house: Server) -> AsyncIterator[Page]:
    """Lin's phone, who reads Chinese."""
    async with await chromium.new_context(viewport=PHONE, locale="zh-CN", base_url=house.url) as context:
        yield await context.new_page()


def models_of(server: Server) -> list[int]:
    """The processes of this server that run a model."""
    assert server.process
    below = psutil.Process(server.process.pid).children(recursive=True)
    return [process.pid for process in below if "oreai.llm.box" in process.cmdline()]


async def test_the_first_message_gets_a_real_answer(ada: Page, house: Server):
    """No model runs until Ada asks; the first reply says what has written it, the next one does not."""
    await open_new_chat(ada)
    assert models_of(house) == []
    await say(ada, "Write a haiku about the sea")
    await hear(ada)
    assert len(models_of(house)) == 1
    assert len(await body(last_reply(ada)).inner_text()) > 20
    note = last_reply(ada).get_by_test_id("message-note")
    await expect(note).to_have_text(EN.box.note.replace("{model}", TRIAL_NAME))
    await converse(ada, "And one about the wind")
    await expect(ada.get_by_test_id("message-note")).to_have_count(1)


async def test_a_reply_is_stopped_and_goes_on(ada: Page):
    """What has come stays, and the same message grows."""
    await open_new_chat(ada)
    await say(ada, STORY)
    await expect(body(last_reply(ada))).to_have_text(re.compile(r"(\w+\W+){6}"))
    await ada.get_by_test_id("stop").click()
    await hear(ada, status="stopped")
    [_, (_, half, _)] = await transcript(ada)
    await ada.get_by_test_id("message-continue").click()
    await hear(ada)
    [_, (_, whole, status)] = await transcript(ada)
    assert status == "complete"
    assert len(whole) > len(half)


async def test_the_details_show_what_the_model_counted(ada: Page):
    """Who answered, and with how many tokens, which are no estimate."""
    await open_new_chat(ada)
    await converse(ada, "Name three trees")
    await choose(last_reply(ada), "message-details")
    sheet = ada.get_by_test_id("details")
    await expect(sheet).to_contain_text(TRIAL_NAME)
    await expect(sheet).not_to_contain_text(EN.details.estimated)


async def test_chinese_is_answered_by_the_offline_text(lin: Page):
    """Which says why, and is not taken for the model."""
    await open_new_chat(lin)
    await converse(lin, "周末去哪儿走走好？")
    await expect(body(last_reply(lin))).to_contain_text(ZH.offline_model.sign)
    await expect(body(last_reply(lin))).to_contain_text("只懂英语")
    await expect(lin.get_by_test_id("message-note")).to_have_count(0)


async def test_my_page_says_what_it_is(lin: Page, ada: Page):
    """A small model for trying out that speaks English, and how to get another one."""
    for page, words in ((lin, ZH), (ada, EN)):
        await open_mine(page)
        status = page.get_by_test_id("provider-status")
        await expect(status).to_have_attribute("data-kind", "box")
        await expect(status).to_contain_text(words.box.trial_hint)
        await expect(status).to_contain_text(TRIAL_NAME)


async def test_the_model_ends_with_a_killed_server(chromium: Browser, tmp_path: Path):
    """kill -9 leaves nothing behind."""
    url = f"sqlite:///{tmp_path / 'oreai.db'}"
    server = Server(tmp_path, {"DATABASE_URL": url, "OREAI_BOX": "on", "OREAI_MAX_TOKENS": "20"})
    server.start()
    async with await chromium.new_context(locale="en-GB", base_url=server.url) as context:
        page = await context.new_page()
        await open_new_chat(page)
        await converse(page, "hello")
    [model] = models_of(server)
    server.kill()
    assert await gone(model)
