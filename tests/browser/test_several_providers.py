"""Several providers at once: one list, in which a broken and a slow one hold up nobody."""

import json
import re
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Literal

import pytest
from playwright.async_api import Browser, Locator, Page, expect

from oreai.models import new_id
from tests.browser.looks import LOCALES
from tests.browser.screens import PHONE, Reader, converse, open_mine, open_new_chat
from tests.browser.test_settings import field, open_sheet, options, save
from tests.running import Server, free_port
from tests.upstream import Reply, Upstream

SLOW_SECONDS = 4
LONG_NAME = "deer-of-the-great-eastern-temple-and-its-very-long-name-" * 2 + "70b"


def list_of(*ids: str, delay_s: float = 0) -> Reply:
    return Reply(body=json.dumps({"data": [{"id": one} for one in ids]}), first_delay_s=delay_s)


@pytest.fixture(scope="module")
def nara() -> Iterator[Upstream]:
    """A provider whose list takes its time."""
    with Upstream() as upstream:
        yield upstream


@pytest.fixture(scope="module")
def key_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The key of all three: a list is kept for five minutes for each key."""
    return tmp_path_factory.mktemp("key") / "key"


@pytest.fixture(scope="module")
def house(
    _one_upstream: Upstream, nara: Upstream, key_file: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Server]:
    """The app with three providers: Osaka, where nobody is, Nara, which is slow, and Kyoto, the default."""
    folder = tmp_path_factory.mktemp("several")
    places = {"Osaka": f"http://127.0.0.1:{free_port()}/v1", "Nara": nara.url, "Kyoto": _one_upstream.url}
    blocks = [
        f'[[provider]]\nname = "{name}"\nbase_url = "{url}"\nkey_file = "{key_file}"\n'
        for name, url in places.items()
    ]
    listed = "\n".join(['default = "Kyoto/kyoto-7b"', *blocks])
    running = Server(folder, {"DATABASE_URL": f"sqlite:///{folder / 'oreai.db'}", "OREAI_PROVIDERS": listed})
    running.start()
    yield running
    running.stop()


@pytest.fixture
def lists(key_file: Path, upstream: Upstream, nara: Upstream) -> None:
    """What Kyoto and Nara have; nobody has read it yet."""
    key_file.write_text(f"sk-{new_id()}")
    upstream.models = ["kyoto-7b", "kyoto-70b"]
    nara.models = list_of("nara-8b", LONG_NAME)


@pytest.fixture(params=LOCALES)
async def traveller(
    request: pytest.FixtureRequest, chromium: Browser, house: Server, lists: None
) -> AsyncIterator[Reader]:
    """Lin by day, then Ada in the dark, each new."""
    scheme: Literal["dark", "light"] = "dark" if request.param == "en" else "light"
    async with await chromium.new_context(
        viewport=PHONE, locale=LOCALES[request.param], base_url=house.url, color_scheme=scheme
    ) as context:
        yield Reader(request.param, await context.new_page())


def option(page: Page, model: str) -> Locator:
    return options(page).filter(has_text=model).first


async def test_a_dead_and_a_slow_provider_hold_up_nobody(traveller: Reader, nara: Upstream):
    """Kyoto's models are there while Nara is still being read; Osaka says why it has none."""
    page, words = traveller.page, traveller.words
    nara.models = list_of("nara-8b", LONG_NAME, delay_s=SLOW_SECONDS)
    await open_new_chat(page)
    await open_sheet(page)
    await expect(options(page)).to_have_text(["kyoto-70b", "kyoto-7b"], timeout=SLOW_SECONDS * 900)
    await expect(page.get_by_test_id("model-group")).to_have_text(["Kyoto", "Osaka", "Nara"])
    head, _, _ = words.settings.models_failed.partition("{error}")
    await expect(page.get_by_test_id("models-state").first).to_contain_text(head)
    await expect(options(page)).to_have_count(4)


async def test_a_model_of_another_provider_answers_and_comes_back_on_top(
    traveller: Reader, upstream: Upstream, nara: Upstream
):
    """Found by its provider's name, asked there, last used in the next chat, and starred it stays on top."""
    page, words = traveller.page, traveller.words
    await open_new_chat(page)
    await open_sheet(page)
    await expect(options(page)).to_have_count(4)
    await field(page, "model").fill("nara 8b")
    await expect(options(page)).to_have_text(["nara-8b"])
    await option(page, "nara-8b").click()
    await expect(page.get_by_test_id("model-chosen")).to_have_text(
        words.settings.model_of.replace("{provider}", "Nara")
    )
    await save(page)
    nara.forget()
    await converse(page, "去哪里？")
    assert [request.model for request in nara.requests] == ["nara-8b"]
    await open_sheet(page)
    await expect(page.locator("[data-testid=model-option][aria-pressed=true]")).to_have_text("nara-8b")
    await page.keyboard.press("Escape")

    await open_new_chat(page)
    await open_sheet(page)
    last = page.get_by_role("group", name=words.settings.last_used, exact=True)
    await expect(last.get_by_test_id("model-option")).to_have_text(["nara-8bNara"])
    await page.get_by_role("button", name=f"{words.settings.favourite}: {LONG_NAME}").click()
    favourites = page.get_by_role("group", name=words.settings.favourites, exact=True)
    await expect(favourites.get_by_test_id("model-option")).to_have_text([f"{LONG_NAME}Nara"])
    await page.keyboard.press("Escape")
    await open_sheet(page)
    await expect(options(page).first).to_have_text(f"{LONG_NAME}Nara")
    await favourites.get_by_test_id("model-star").click()
    await expect(favourites).to_have_count(0)


async def test_the_list_is_there_for_keys_and_thumbs(traveller: Reader):
    """Down from the field, along the rows, to the star; each target has 44 pixels, and nothing is cut."""
    page = traveller.page
    await open_new_chat(page)
    await open_sheet(page)
    await expect(options(page)).to_have_count(4)
    await field(page, "model").press("ArrowDown")
    await expect(options(page).first).to_be_focused()
    await page.keyboard.press("End")
    await expect(options(page).last).to_be_focused()
    await page.keyboard.press("Tab")
    star = page.get_by_test_id("model-star").last
    await expect(star).to_be_focused()
    await page.keyboard.press("Space")
    await expect(star).to_have_attribute("aria-pressed", "true")
    await page.keyboard.press("Shift+Tab")
    await page.keyboard.press("Enter")
    await expect(page.get_by_test_id("model-chosen")).to_contain_text("Nara")
    for button in await page.locator("[data-testid=model-option], [data-testid=model-star]").all():
        box = await button.bounding_box()
        assert box
        assert min(box["width"], box["height"]) >= 44
        assert await button.evaluate("button => button.scrollWidth <= button.clientWidth")
    await field(page, "model").fill("kyoto")
    await field(page, "model").press("Enter")
    await expect(options(page).first).to_be_focused()
    await expect(page.get_by_test_id("choices-save")).to_be_visible()


async def test_my_page_names_them_all(traveller: Reader):
    """Each with its host, and no key; and a reply's details say whose model it was."""
    page = traveller.page
    await open_mine(page)
    providers = page.get_by_test_id("provider")
    await expect(providers).to_have_count(3)
    for at, name in enumerate(["Osaka", "Nara", "Kyoto"]):
        await expect(providers.nth(at)).to_contain_text(name)
        await expect(providers.nth(at)).to_contain_text("127.0.0.1")
    assert not re.search(r"\bsk-", await page.content())
    await open_new_chat(page)
    await converse(page, "去哪里？")
    await page.get_by_test_id("message-more").last.click()
    await page.get_by_test_id("message-details").click()
    await expect(page.locator("[data-testid=detail][data-key=model]")).to_contain_text("kyoto-7b · Kyoto")
