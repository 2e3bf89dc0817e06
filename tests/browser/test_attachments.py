"""Pictures on the screen: chosen, pasted and dropped into a draft, sent, looked at, refused by the model."""

import asyncio
import base64
from pathlib import Path

import pytest
from playwright.async_api import Locator, Page, expect

from tests.browser.screens import (
    Reader,
    body,
    hear,
    last_reply,
    messages,
    open_first_chat,
    open_new_chat,
)
from tests.pictures import picture
from tests.upstream import Reply, Upstream, refusal

_HAND_OVER = """(element, [kind, data, text]) => {
    const bytes = Uint8Array.from(atob(data), character => character.charCodeAt(0));
    const transfer = new DataTransfer();
    transfer.items.add(new File([bytes], 'kyoto.jpg', {type: 'image/jpeg'}));
    if (text) transfer.setData('text/plain', text);
    const init = {bubbles: true, cancelable: true};
    element.dispatchEvent(kind === 'paste'
        ? new ClipboardEvent('paste', {...init, clipboardData: transfer})
        : new DragEvent(kind, {...init, dataTransfer: transfer}));
}"""


@pytest.fixture
def files(tmp_path: Path) -> list[str]:
    """Five pictures of different widths."""
    names = [tmp_path / f"{width}.jpg" for width in range(300, 305)]
    for width, name in zip(range(300, 305), names, strict=True):
        name.write_bytes(picture(width, 200))
    return [str(name) for name in names]


@pytest.fixture
async def tab(open_tab: Page, upstream: Upstream) -> Page:
    """An empty chat; the model answers without repeating pictures."""
    upstream.fallback = lambda request: Reply("清水寺")
    await open_new_chat(open_tab)
    return open_tab


def attached(page: Page, state: str = "ready") -> Locator:
    return page.locator(f"[data-testid=attachment][data-state={state}]")


async def choose(page: Page, files: list[str]) -> None:
    await page.get_by_test_id("attach-choose").set_input_files(files)


async def delete_unreferenced(page: Page) -> None:
    """Remove what is attached: the next test may find this chat again."""
    while await attached(page).count():
        await attached(page).first.get_by_test_id("attachment-remove").click()


async def hand_over(page: Page, kind: str, text: str = "") -> None:
    """Paste or drop a picture onto the composer, maybe with words."""
    data = base64.b64encode(picture(300, 200)).decode()
    await page.get_by_test_id("composer").evaluate(_HAND_OVER, [kind, data, text])


def sent_to(upstream: Upstream) -> list[list[str]]:
    """The kinds of parts of each turn of the newest request."""
    turns = [message["content"] for message in upstream.requests[-1].messages]
    return [["text"] if isinstance(turn, str) else [part["type"] for part in turn] for turn in turns]


async def test_pictures_go_with_words_and_without(tab: Page, upstream: Upstream, files: list[str]):
    """Chosen, shown above the text, one removed, sent; then one alone; the reader opens it whole."""
    await choose(tab, files[:3])
    await attached(tab).nth(2).wait_for()
    await attached(tab).nth(1).get_by_test_id("attachment-remove").click()
    await expect(attached(tab)).to_have_count(2)
    await tab.get_by_test_id("composer").fill("这是哪里？")
    await tab.get_by_test_id("send").click()
    await hear(tab, "清水寺")
    await expect(attached(tab)).to_have_count(0)
    assert sent_to(upstream) == [["text", "image_url", "image_url"]]
    images = messages(tab).first.get_by_test_id("message-image")
    widths = [await image.get_attribute("width") for image in await images.all()]
    assert widths == ["300", "302"]

    await choose(tab, files[4:])
    await tab.get_by_test_id("send").click()
    await messages(tab).nth(3).wait_for()
    await hear(tab, "清水寺")
    assert sent_to(upstream)[-1] == ["image_url"]
    await messages(tab).nth(2).get_by_test_id("message-image").click()
    await expect(tab.get_by_test_id("whole-picture").locator("img:visible")).to_have_count(1)
    await tab.keyboard.press("Escape")
    await expect(tab.locator("dialog[open]")).to_have_count(0)


async def test_pictures_are_pasted_and_dropped(tab: Page):
    """While a file hovers the page says so; what comes with words is words."""
    await hand_over(tab, "paste")
    await expect(attached(tab)).to_have_count(1)
    await hand_over(tab, "dragover")
    await expect(tab.locator(".drop-here")).to_be_visible()
    await hand_over(tab, "drop")
    await expect(attached(tab)).to_have_count(2)
    await expect(tab.locator(".drop-here")).to_have_count(0)
    await hand_over(tab, "paste", text="一张表")
    await expect(attached(tab)).to_have_count(2)
    await delete_unreferenced(tab)


async def test_a_draft_keeps_its_pictures(tab: Page, files: list[str]):
    """Over a reload; another chat has none of them; once they are sent, nor has this one."""
    await choose(tab, files[:1])
    await attached(tab).wait_for()
    address = tab.url
    await tab.reload()
    await expect(attached(tab)).to_have_count(1)
    await tab.get_by_test_id("composer").fill("这是哪里？")
    await open_first_chat(tab)
    await expect(attached(tab)).to_have_count(0)
    await tab.goto(address)
    await expect(attached(tab)).to_have_count(1)
    await tab.get_by_test_id("send").click()
    await hear(tab, "清水寺")
    await tab.reload()
    await messages(tab).nth(1).wait_for()
    await expect(attached(tab)).to_have_count(0)


async def test_what_cannot_go_is_told(regular: Reader, tmp_path: Path, files: list[str]):
    """Too many, another kind of file, a file that is no picture: a word each, and the others stay."""
    page, words = regular.page, regular.words
    await open_new_chat(page)
    word = page.get_by_test_id("attachment-error")
    await choose(page, files)
    await expect(word).to_have_text(words.attachments.too_many.replace("{limit}", "4"))
    await expect(attached(page)).to_have_count(4)
    for _ in range(3):
        await attached(page).first.get_by_test_id("attachment-remove").click()
    false = tmp_path / "false.jpg"
    false.write_bytes(b"no picture")
    await choose(page, [str(false)])
    await expect(word).to_have_text(words.attachments.wrong_kind)
    await expect(page.get_by_test_id("attachment-retry")).to_have_count(0)
    await attached(page, "failed").get_by_test_id("attachment-remove").click()
    await expect(word).to_have_count(0)
    notes = tmp_path / "notes.pdf"
    notes.write_bytes(b"%PDF")
    await choose(page, [str(notes)])
    await expect(word).to_have_text(words.attachments.attach_wrong_kind)
    await delete_unreferenced(page)


async def test_sending_waits_for_the_upload_and_a_failed_one_is_tried_again(
    tab: Page, upstream: Upstream, files: list[str]
):
    """The network fails once: a word and a button; sent at once, it goes when the picture is there."""
    failing, sent = True, asyncio.Event()

    async def answer(route) -> None:
        if failing:
            await route.abort()
        else:
            await sent.wait()
            await route.continue_()

    await tab.route("**/api/attachments", answer)
    await choose(tab, files[:1])
    await expect(tab.get_by_test_id("attachment-error")).to_be_visible()
    failing = False
    await tab.get_by_test_id("attachment-retry").click()
    await attached(tab, "uploading").wait_for()
    await tab.get_by_test_id("send").click()
    sent.set()
    await hear(tab, "清水寺")
    await tab.unroute("**/api/attachments")
    assert sent_to(upstream) == [["image_url"]]


async def test_a_model_that_sees_nothing(regular: Reader, upstream: Upstream, files: list[str]):
    """The reply says so, in the reader's language; another tab shows picture and word too."""
    page, words = regular.page, regular.words
    upstream.fallback = lambda request: refusal(400, "This model does not support image input.")
    await open_new_chat(page)
    other = await page.context.new_page()
    await other.goto(page.url)
    await choose(page, files[:1])
    await page.get_by_test_id("send").click()
    for tab in (page, other):
        await expect(tab.get_by_test_id("message-error")).to_have_text(words.errors.kinds["images_refused"])
        await expect(tab.get_by_test_id("message-image")).to_have_count(1)
    await other.close()
    upstream.fallback = lambda request: Reply("京都")
    await page.get_by_test_id("composer").fill(words.chats.free_questions.splitlines()[0])
    await page.get_by_test_id("send").click()
    await messages(page).nth(3).wait_for()
    await hear(page, "京都")
    await expect(body(last_reply(page))).to_have_text("京都")


async def test_a_phone_asks_whether_to_take_or_to_choose(touch_page: Page, files: list[str]):
    """A small menu above the button; a photo is taken with the camera that looks away from the reader."""
    await open_new_chat(touch_page)
    await touch_page.get_by_test_id("attach").tap()
    menu = touch_page.locator("#attach-menu")
    await expect(menu).to_be_visible()
    camera = touch_page.get_by_test_id("attach-camera")
    assert await camera.get_attribute("capture") == "environment"
    below, above = await touch_page.get_by_test_id("attach").bounding_box(), await menu.bounding_box()
    assert above["y"] + above["height"] <= below["y"]
    await camera.set_input_files(files[0])
    await expect(attached(touch_page)).to_have_count(1)
    await expect(menu).to_be_hidden()
