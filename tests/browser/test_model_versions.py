"""Another model is asked from a reply's menu; its version says whose it is; two of them are compared."""

import threading
from collections.abc import AsyncIterator, Iterator

import pytest
from playwright.async_api import Browser, Locator, Page, ViewportSize, expect

from tests.browser.looks import LOCALES
from tests.browser.screens import PHONE, Reader, body, converse, hear, last_reply, open_new_chat
from tests.browser.traffic import Traffic
from tests.running import Server
from tests.upstream import Reply, Upstream

_PLACES = "all => all.map(one => one.getBoundingClientRect().toJSON())"
WIDE: ViewportSize = {"width": 1280, "height": 800}
LONG, SHORT = " ".join(["In spring."] * 300), " ".join(["In autumn."] * 40)


@pytest.fixture(scope="module")
def two_providers(_one_upstream: Upstream, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The app with a provider of its environment and one called Nara."""
    folder = tmp_path_factory.mktemp("two_providers")
    nara = f'[[provider]]\nname = "Nara"\nbase_url = "{_one_upstream.url}"\nmodels = ["deer/nara-8b"]\n'
    running = Server(
        folder,
        {
            "DATABASE_URL": f"sqlite:///{folder / 'oreai.db'}",
            "OPENAI_BASE_URL": _one_upstream.url,
            "OPENAI_API_KEY": "sk-first",
            "OREAI_PROVIDERS": nara,
        },
    )
    running.start()
    yield running
    running.stop()


@pytest.fixture(params=LOCALES)
async def comparer(
    request: pytest.FixtureRequest, chromium: Browser, two_providers: Server, upstream: Upstream
) -> AsyncIterator[Reader]:
    """Lin, then Ada, in a new chat that has one answer."""
    async with await chromium.new_context(
        viewport=PHONE, locale=LOCALES[request.param], base_url=two_providers.url
    ) as context:
        page = await context.new_page()
        upstream.enqueue(Reply("春天去。"))
        await open_new_chat(page)
        await converse(page, "什么时候去奈良？")
        yield Reader(request.param, page)


async def ask_other(page: Page, *, compare: bool) -> None:
    """By the wishes of the last reply: the model of Nara."""
    await last_reply(page).get_by_test_id("message-wish").click()
    await page.get_by_test_id("message-ask-other").click()
    await page.get_by_test_id("model-option").filter(visible=True).get_by_text("deer/nara-8b").click()
    await expect(page.get_by_test_id("other-model")).to_have_value("deer/nara-8b")
    await page.get_by_test_id("other-model-compare").set_checked(compare)
    await page.get_by_test_id("other-model-ask").click()


def columns(page: Page) -> Locator:
    return page.get_by_test_id("compared-version")


async def test_a_version_by_another_model_says_whose_it_is(comparer: Reader, upstream: Upstream):
    """Also after a reload; what was there before has its name as well, and the chat keeps its model."""
    page = comparer.page
    await expect(last_reply(page).get_by_test_id("version-model")).to_have_count(0)
    upstream.enqueue(Reply("秋天去。"))
    await ask_other(page, compare=False)
    await hear(page, "秋天去。")
    assert upstream.requests[-1].model == "deer/nara-8b"
    await expect(last_reply(page).get_by_test_id("version-label")).to_have_text("2/2")
    await expect(last_reply(page).get_by_test_id("version-model")).to_have_text("nara-8b")
    await expect(last_reply(page).get_by_text(comparer.words.versions.by)).to_have_count(1)
    await last_reply(page).get_by_test_id("version-prev").click()
    await expect(last_reply(page).get_by_test_id("version-model")).to_have_text("gpt-3.5-turbo-16k")
    await page.reload()
    await expect(last_reply(page).get_by_test_id("version-model")).to_have_text("gpt-3.5-turbo-16k")
    await converse(page, "去几天？")
    assert upstream.requests[-1].model == "gpt-3.5-turbo-16k"


async def test_on_a_phone_two_answers_are_tabs(comparer: Reader, upstream: Upstream):
    """The new one grows in front; touching the other one's tab shows it, and one can go on with it."""
    page, until = comparer.page, threading.Event()
    upstream.enqueue(Reply(tokens=("秋天", "去。"), until=until, until_after=1))
    await ask_other(page, compare=True)
    await expect(columns(page)).to_have_count(1)
    await expect(columns(page).get_by_test_id("compared-text")).to_have_text("秋天")
    until.set()
    await expect(columns(page).get_by_test_id("compared-text")).to_have_text("秋天去。")
    tabs = page.get_by_test_id("compared-tab")
    await expect(tabs).to_have_text(["gpt-3.5-turbo-16k", "nara-8b"])
    await tabs.last.press("ArrowLeft")
    await expect(columns(page).get_by_test_id("compared-text")).to_have_text("春天去。")
    await columns(page).get_by_role("button", name=comparer.words.versions.go_on_with).click()
    await expect(columns(page)).to_have_count(0)
    await expect(body(last_reply(page))).to_have_text("春天去。")
    await converse(page, "去几天？")
    assert upstream.requests[-1].messages[1]["content"] == "春天去。"


async def test_on_a_wide_screen_they_stand_side_by_side(comparer: Reader, upstream: Upstream):
    """From the menu of a reply that has both; Escape leaves everything as it is."""
    page = comparer.page
    await page.set_viewport_size(WIDE)
    upstream.enqueue(Reply("秋天去。"))
    await ask_other(page, compare=False)
    await hear(page, "秋天去。")
    await last_reply(page).get_by_test_id("message-more").click()
    await page.get_by_test_id("message-compare").click()
    await expect(columns(page).get_by_test_id("compared-text")).to_have_text(["春天去。", "秋天去。"])
    await expect(columns(page).get_by_role("heading")).to_have_text(["gpt-3.5-turbo-16k", "nara-8b"])
    left, right = await columns(page).evaluate_all(_PLACES)
    assert left["right"] <= right["left"]
    assert left["top"] == right["top"]
    await page.keyboard.press("Escape")
    await expect(columns(page)).to_have_count(0)
    await expect(body(last_reply(page))).to_have_text("秋天去。")


async def test_the_other_text_is_sent_once(comparer: Reader, upstream: Upstream):
    """When the comparison is opened; what grows beside it brings only what is new."""
    page = comparer.page
    traffic = Traffic(page)
    upstream.enqueue(Reply(LONG), Reply(SHORT, delay_s=0.02))
    await page.reload()
    await expect(body(last_reply(page))).to_have_text("春天去。")
    await converse(page, "去几天？")
    before = len(traffic.received)
    await ask_other(page, compare=True)
    await expect(columns(page).get_by_test_id("compared-text")).to_have_text(SHORT)
    await page.get_by_test_id("compared-tab").first.click()
    await expect(columns(page).get_by_test_id("compared-text")).to_have_text(LONG)
    assert len([frame for frame in traffic.received[before:] if LONG in frame]) == 1
    assert sum(map(len, traffic.received[before:])) < 2 * len(LONG) + 20_000


async def test_nobody_is_asked_without_a_name(comparer: Reader, upstream: Upstream):
    """The sheet says so and stays."""
    page, before = comparer.page, len(upstream.requests)
    await last_reply(page).get_by_test_id("message-more").click()
    await expect(page.get_by_test_id("message-compare")).to_have_count(0)
    await expect(page.get_by_test_id("message-ask-other")).to_have_count(0)  # it stands among the wishes
    await page.keyboard.press("Escape")
    await last_reply(page).get_by_test_id("message-wish").click()
    await page.get_by_test_id("message-ask-other").click()
    await page.get_by_test_id("other-model-ask").click()
    await expect(page.get_by_test_id("other-model-wrong")).to_have_text(comparer.words.versions.no_model)
    await page.get_by_test_id("other-model-cancel").click()
    await expect(page.get_by_test_id("other-model")).to_be_hidden()
    assert len(upstream.requests) == before
