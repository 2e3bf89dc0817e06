"""The sheet in which a chat's model, parameters and system text are chosen."""

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
from playwright.async_api import Browser, Locator, Page, expect

from oreai.models import new_id
from tests.browser.looks import LOCALES
from tests.browser.screens import PHONE, Reader, converse, open_new_chat
from tests.running import Server
from tests.upstream import Upstream

MODELS = ["qwen3:4b", "gpt-4o", "gpt-4o-mini", "deepseek-chat", "llama3.1:8b"]
CHOSEN = {
    "model": "gpt-4o-mini",
    "temperature": "0.2",
    "top_p": "0.9",
    "frequency_penalty": "1",
    "presence_penalty": "-1",
    "max_tokens": "77",
    "context_tokens": "9000",
    "system": "你是京都的向导。\n说短一点。",
}


@pytest.fixture(scope="module")
def key_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("key") / "key"


@pytest.fixture(scope="module")
def choosing_server(
    _one_upstream: Upstream, key_file: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Server]:
    """The app with a key that can change: a list of models is kept for five minutes for each key."""
    folder = tmp_path_factory.mktemp("choosing")
    running = Server(
        folder,
        {
            "DATABASE_URL": f"sqlite:///{folder / 'oreai.db'}",
            "OPENAI_BASE_URL": _one_upstream.url,
            "OPENAI_API_KEY_FILE": str(key_file),
        },
    )
    running.start()
    yield running
    running.stop()


@pytest.fixture
def another_key(key_file: Path) -> None:
    """The platform has put another key into the file."""
    key_file.write_text(f"sk-{new_id()}")


@pytest.fixture(params=LOCALES)
async def chooser(
    request: pytest.FixtureRequest,
    chromium: Browser,
    choosing_server: Server,
    another_key: None,
    upstream: Upstream,
) -> AsyncIterator[Reader]:
    """Lin, then Ada, in a new chat; the provider has five models and has never been asked for them."""
    upstream.models = MODELS
    locale = LOCALES[request.param]
    async with await chromium.new_context(
        viewport=PHONE, locale=locale, base_url=choosing_server.url
    ) as context:
        page = await context.new_page()
        await open_new_chat(page)
        yield Reader(request.param, page)


async def open_sheet(page: Page) -> None:
    """By the chat's menu."""
    await page.get_by_test_id("chat-menu").click()
    await page.get_by_test_id("menu-choices").click()
    await field(page, "model").wait_for()


async def save(page: Page) -> None:
    await page.get_by_test_id("choices-save").click()
    await expect(field(page, "model")).to_be_hidden()


def field(page: Page, name: str) -> Locator:
    return page.get_by_test_id(f"choice-{name}")


def options(page: Page) -> Locator:
    return page.get_by_test_id("model-option")


async def fill(page: Page) -> None:
    """Everything as in CHOSEN."""
    await expect(options(page).first).to_be_visible()
    await page.get_by_test_id("choices-more").click()
    for name, value in CHOSEN.items():
        await field(page, name).fill(value)


async def test_a_model_is_found_taken_and_asked(chooser: Reader, upstream: Upstream):
    """Letters of its name narrow the list, a touch takes it, and the next request goes to it."""
    page = chooser.page
    await open_sheet(page)
    await expect(options(page)).to_have_text(sorted(MODELS))
    await field(page, "model").fill("4O mini")
    await expect(options(page)).to_have_text(["gpt-4o-mini"])
    await options(page).first.click()
    await expect(field(page, "model")).to_have_value("gpt-4o-mini")
    await expect(page.locator("[data-testid=model-option][aria-pressed=true]")).to_have_text("gpt-4o-mini")
    await field(page, "model").fill("kyoto")
    await expect(page.get_by_text(chooser.words.settings.no_match)).to_be_visible()
    await field(page, "model").fill("gpt-4o-mini")
    await save(page)
    await expect(page.get_by_test_id("context-meter")).to_have_attribute("data-limit", "128000")
    await converse(page, "你好")
    assert upstream.requests[-1].model == "gpt-4o-mini"


async def test_what_is_chosen_is_kept_and_sent(chooser: Reader, upstream: Upstream):
    """The next request carries it, a reload shows it, and the defaults come back with two touches."""
    page = chooser.page
    await open_sheet(page)
    await fill(page)
    await save(page)
    await converse(page, "你好")
    request = upstream.requests[-1]
    sent = {name: str(request.body[name]).removesuffix(".0") for name in CHOSEN if name in request.body}
    assert sent == {name: CHOSEN[name] for name in CHOSEN if name not in ("context_tokens", "system")}
    assert request.messages[0] == {"role": "system", "content": CHOSEN["system"]}
    await page.reload()
    await open_sheet(page)
    for name, value in CHOSEN.items():
        await expect(field(page, name)).to_have_value(value)

    await page.get_by_test_id("choices-reset").click()
    await expect(field(page, "temperature")).to_have_value("")
    await expect(field(page, "system")).to_have_value(CHOSEN["system"])
    default = chooser.words.settings.default.replace("{value}", "0.7")
    await expect(field(page, "temperature")).to_have_attribute("placeholder", default)
    await save(page)
    await converse(page, "再来")
    assert upstream.requests[-1].model == "gpt-3.5-turbo-16k"
    assert (upstream.requests[-1].body["temperature"], upstream.requests[-1].body["max_tokens"]) == (
        0.7,
        1024,
    )


async def test_three_manners_stand_at_a_touch(chooser: Reader, upstream: Upstream):
    """One writes its number and is marked; the other numbers are folded until one of them is chosen."""
    page = chooser.page
    await open_sheet(page)
    presets = page.get_by_test_id("preset")
    await expect(presets).to_contain_text(["0.2", "0.7", "1.1"])
    await expect(field(page, "top_p")).to_be_hidden()
    await presets.nth(2).click()
    await expect(field(page, "temperature")).to_have_value("1.1")
    await expect(page.locator("[data-testid=preset][aria-pressed=true]")).to_have_attribute(
        "data-key", "free"
    )
    await save(page)
    await converse(page, "你好")
    assert upstream.requests[-1].body["temperature"] == 1.1
    await open_sheet(page)
    await page.get_by_test_id("choices-more").click()
    await field(page, "top_p").fill("0.9")
    await save(page)
    await open_sheet(page)
    await expect(field(page, "top_p")).to_be_visible()
    await page.get_by_test_id("choices-close").click()
    await expect(field(page, "model")).to_be_hidden()


async def test_a_sheet_follows_a_finger_down(touch_page: Page):
    """A little way and it comes back; far enough and it is gone, with nothing changed."""
    await open_new_chat(touch_page)
    await open_sheet(touch_page)
    devtools = await touch_page.context.new_cdp_session(touch_page)
    top = (await touch_page.locator("dialog[open] h2").bounding_box())["y"]
    for distance, stays in ((40, True), (200, False)):
        for kind, y in (
            ("touchStart", top),
            ("touchMove", top + distance / 2),
            ("touchMove", top + distance),
        ):
            points = [{"x": 120, "y": y + 5}]
            await devtools.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})
            await touch_page.wait_for_timeout(60)
        await devtools.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
        await expect(field(touch_page, "model")).to_be_visible(visible=stays)


async def test_a_wrong_value_is_named_and_nothing_is_lost(chooser: Reader, upstream: Upstream):
    """Which field, and between which numbers; all that was written still stands there, and can be mended."""
    page, words = chooser.page, chooser.words
    await open_sheet(page)
    await fill(page)
    await field(page, "temperature").fill("3")
    await page.get_by_test_id("choices-save").click()
    told = words.settings.wrong.replace("{name}", words.settings.labels["temperature"])
    told = told.replace("{lowest}", "0").replace("{highest}", "2")
    await expect(page.get_by_test_id("choices-wrong")).to_have_text(told)
    for name, value in {**CHOSEN, "temperature": "3"}.items():
        await expect(field(page, name)).to_have_value(value)
    await field(page, "temperature").fill("0.2")
    await save(page)
    await converse(page, "你好")
    assert upstream.requests[-1].body["temperature"] == 0.2


async def test_a_system_text_that_is_too_long_is_told_its_size_in_the_page(chooser: Reader):
    """Megabytes would break the page's socket: nothing goes until it is shorter, and nothing is lost."""
    page, words = chooser.page, chooser.words
    await open_sheet(page)
    await field(page, "system").fill("京" * 2_000_000)
    told = words.settings.system_too_long.replace("{length}", "2,000,000").replace("{limit}", "20,000")
    await expect(page.get_by_test_id("refusal")).to_have_text(told)
    await page.get_by_test_id("choices-save").click()
    await expect(field(page, "system")).to_be_visible()
    await expect(page.get_by_test_id("offline-banner")).to_have_count(0)
    await field(page, "system").fill("京" * 20_000)
    await expect(page.get_by_test_id("refusal")).to_have_count(0)
    await save(page)


async def test_leaving_the_sheet_changes_nothing(chooser: Reader, upstream: Upstream):
    """Escape: what was written is let go, and what is opened next shows what holds."""
    page = chooser.page
    await open_sheet(page)
    await fill(page)
    await page.keyboard.press("Escape")
    await expect(field(page, "model")).to_be_hidden()
    await converse(page, "你好")
    assert upstream.requests[-1].model == "gpt-3.5-turbo-16k"
    await open_sheet(page)
    await expect(field(page, "model")).to_have_value("")
    await expect(field(page, "system")).to_have_value("")


async def test_a_list_that_cannot_be_read_says_so(chooser: Reader, upstream: Upstream):
    """The provider's own words stand there; a name can still be written, and is asked for."""
    page = chooser.page
    upstream.models = None
    await open_sheet(page)
    state = page.get_by_test_id("models-state")
    head, _, tail = chooser.words.settings.models_failed.partition("{error}")
    await expect(state).to_contain_text(head)
    await expect(state).to_contain_text("Unknown request URL")
    await expect(state).to_contain_text(tail)
    await field(page, "model").fill("kyoto-7b")
    await save(page)
    await converse(page, "你好")
    assert upstream.requests[-1].model == "kyoto-7b"
    upstream.models = MODELS
    await open_sheet(page)
    await field(page, "model").fill("")
    await expect(options(page)).to_have_text(sorted(MODELS))
