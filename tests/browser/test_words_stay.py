"""What somebody has written is not lost, not sent twice and not mixed up, on one device and on two."""

from playwright.async_api import expect

from tests.browser.screens import Reader, converse, messages, open_new_chat
from tests.browser.test_editing import opened

ABOVE_THE_SHEET = (195, 20)


async def test_a_touch_beside_the_edit_keeps_its_words(regular: Reader):
    """Beside the sheet, Escape, a selection that ends outside: opened again the words are there."""
    page = regular.page
    await open_new_chat(page)
    await converse(page, "什么时候去？")
    edit = await opened(page)
    await edit.fill("几月去京都？")
    frame = await edit.bounding_box()
    await page.mouse.move(frame["x"] + 20, frame["y"] + 20)
    await page.mouse.down()
    await page.mouse.move(*ABOVE_THE_SHEET)
    await page.mouse.up()
    await expect(edit).to_be_visible()
    await page.mouse.click(*ABOVE_THE_SHEET)
    await expect(edit).to_have_count(0)
    edit = await opened(page)
    await expect(edit).to_have_value("几月去京都？")
    await edit.fill("几月去奈良？")
    await edit.press("Escape")
    await expect(edit).to_have_count(0)
    edit = await opened(page)
    await expect(edit).to_have_value("几月去奈良？")
    await page.get_by_test_id("edit-cancel").locator("visible=true").click()
    await expect(await opened(page)).to_have_value("什么时候去？")
    await page.keyboard.press("Escape")


async def test_an_edit_elsewhere_leaves_what_is_being_written(regular: Reader):
    """Another tab rewords the same prompt: the open box keeps what is being written, and saves it."""
    page = regular.page
    await open_new_chat(page)
    await converse(page, "什么时候去？")
    other = await page.context.new_page()
    await other.goto(page.url)
    await expect(messages(other)).to_have_count(2)
    edit = await opened(page)
    await edit.fill("几月去京都？")
    await (await opened(other)).fill("哪天去京都？")
    await other.keyboard.press("Control+s")
    await expect(messages(page).first).to_contain_text("哪天去京都？")
    await expect(edit).to_have_value("几月去京都？")
    await edit.press("Control+s")
    await expect(messages(other).first).to_contain_text("几月去京都？")
    await expect(await opened(page)).to_have_value("几月去京都？")
    await page.keyboard.press("Escape")
    await other.close()
