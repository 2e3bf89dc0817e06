"""What could be said next stands as chips below the newest reply; a touch puts one into the box."""

from collections.abc import Iterator

import pytest
from playwright.async_api import Locator, Page, expect

from oreai.i18n import texts_for
from tests.browser.screens import converse, hear, messages, open_mine, open_new_chat
from tests.late_titles import SharedUpstream
from tests.running import Server
from tests.serving import app_on
from tests.upstream import Reply, Request, Upstream, quote_back

NEXT = ["住哪里好？", "要带什么？", "几月去最好？"]


@pytest.fixture(scope="module")
def server(_one_upstream: SharedUpstream, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The server of an owner who has switched follow-ups on."""
    yield from app_on(_one_upstream, tmp_path_factory.mktemp("follow_ups"), OREAI_FOLLOW_UPS="1")


def asks(request: Request) -> bool:
    """Whether this is the request for follow-ups."""
    return request.messages[0]["content"] == texts_for("zh").instructions.follow_up_request


@pytest.fixture
def model(upstream: Upstream) -> Iterator[Upstream]:
    """A model that proposes three things, each time."""
    upstream.fallback = lambda asked: Reply("\n".join(NEXT)) if asks(asked) else quote_back(asked)
    yield upstream
    upstream.fallback = quote_back


def chips(page: Page) -> Locator:
    return page.get_by_test_id("follow-up")


async def test_a_chip_fills_the_box_and_all_go_with_the_next_message(touch_page: Page, model: Upstream):
    """They come after the reply, a reload shows the same; touching one sends nothing."""
    page = touch_page
    await open_new_chat(page)
    await converse(page, "京都怎么玩？")
    await expect(chips(page)).to_have_text(NEXT)
    await page.reload()
    await expect(chips(page)).to_have_text(NEXT)
    await chips(page).first.tap()
    await expect(page.get_by_test_id("composer")).to_have_value(NEXT[0])
    await chips(page).nth(1).tap()
    await expect(page.get_by_test_id("composer")).to_have_value(NEXT[1])
    await expect(messages(page)).to_have_count(2)
    model.enqueue(Reply("带伞。先看哪个？\n1. 清水寺\n2. **岚山**"))
    await page.get_by_test_id("send").tap()
    await expect(chips(page).filter(has_text=NEXT[2])).to_have_count(0)
    await hear(page)
    await expect(chips(page)).to_have_text(["清水寺", "岚山"])
    await page.get_by_test_id("composer").fill("我选")
    await chips(page).last.tap()
    await expect(page.get_by_test_id("composer")).to_have_value("我选岚山")


async def test_switched_off_on_my_page_nothing_is_offered(touch_page: Page, model: Upstream):
    """Also where the reply has choices; nobody is asked."""
    page = touch_page
    await open_mine(page)
    switch = page.get_by_test_id("follow-ups-switch")
    await expect(switch).to_have_attribute("aria-checked", "true")
    await switch.tap()
    await expect(switch).to_have_attribute("aria-checked", "false")
    await page.reload()
    await expect(switch).to_have_attribute("aria-checked", "false")
    model.enqueue(Reply("先看哪个？\n1. 清水寺\n2. 岚山"))
    await open_new_chat(page)
    await converse(page, "京都怎么玩？")
    await converse(page, "还有呢？")
    await expect(chips(page)).to_have_count(0)
    assert not any(map(asks, model.requests))
