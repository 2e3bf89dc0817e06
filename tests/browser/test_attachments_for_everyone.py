"""Pictures for every reader: axe finds nothing, fingers find their targets, the keyboard gets everywhere."""

from pathlib import Path

from playwright.async_api import BrowserContext, FileChooser, Page, expect

from tests.browser.looks import SMALL, flaws
from tests.browser.screens import choose, hear, last_reply, open_new_chat
from tests.pictures import picture
from tests.upstream import Reply, Upstream
from tests.waiting import soon


async def test_axe_finds_nothing_about_pictures(
    phone: BrowserContext, english_phone: BrowserContext, upstream: Upstream, tmp_path: Path
):
    """Attached, refused, sent, whole, in the details: in Chinese by day, in English by night."""
    good, bad = tmp_path / "good.jpg", tmp_path / "bad.jpg"
    good.write_bytes(picture())
    bad.write_bytes(b"no picture")
    upstream.fallback = lambda request: Reply("清水寺")
    found = {}
    for context in (phone, english_phone):
        page = await context.new_page()
        await page.emulate_media(reduced_motion="reduce")
        await open_new_chat(page)
        await page.get_by_test_id("attach-choose").set_input_files([good, bad])
        await page.locator("[data-state=failed]").wait_for()
        await page.locator("[data-state=ready]").wait_for()
        found["attached"] = [*await flaws(page), *await page.evaluate(SMALL)]
        await page.locator("[data-state=failed]").get_by_test_id("attachment-remove").click()
        await page.get_by_test_id("send").click()
        await hear(page)
        found["sent"] = [*await flaws(page), *await page.evaluate(SMALL)]
        await page.get_by_test_id("message-image").click()
        await page.get_by_test_id("whole-picture-close").wait_for()
        found["whole"] = [*await flaws(page), *await page.evaluate(SMALL)]
        await page.get_by_test_id("whole-picture-close").click()
        await choose(last_reply(page), "message-details")
        await page.get_by_test_id("sent-image").wait_for()
        found["details"] = await flaws(page)
        assert {state: flaws for state, flaws in found.items() if flaws} == {}


async def test_the_keyboard_opens_the_chooser_and_removes(open_tab: Page, tmp_path: Path):
    """Enter on the button opens it and sends nothing; Enter on a cross removes that picture."""
    await open_new_chat(open_tab)
    opened: list[FileChooser] = []

    def note(chooser: FileChooser) -> None:
        opened.append(chooser)

    open_tab.once("filechooser", note)
    await open_tab.get_by_test_id("composer").fill("这是哪里？")
    await open_tab.get_by_test_id("attach").focus()
    await open_tab.keyboard.press("Enter")
    assert await soon(lambda: bool(opened))
    good = tmp_path / "good.jpg"
    good.write_bytes(picture())
    await opened[0].set_files(good)
    remove = open_tab.get_by_test_id("attachment-remove")
    await remove.focus()
    await open_tab.keyboard.press("Enter")
    await expect(remove).to_have_count(0)
    await expect(open_tab.get_by_test_id("message")).to_have_count(0)
    await expect(open_tab.get_by_test_id("composer")).to_have_value("这是哪里？")
    await open_tab.get_by_test_id("composer").fill("")
