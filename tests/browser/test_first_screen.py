"""The first minute: a box on the first screen, three things to say, and the focus where there are keys."""

from playwright.async_api import Page, expect

from tests.browser.screens import (
    Reader,
    hear,
    open_chats,
    open_discover,
    open_mine,
    open_new_chat,
    transcript,
)
from tests.browser.test_wide import desk
from tests.browser.traffic import Traffic
from tests.upstream import Reply, Upstream

__all__ = ["desk"]
_TALL_PX = 60


async def test_a_first_message_makes_its_chat(newcomer: Reader, upstream: Upstream):
    """Above the navigation stands a box; what is sent there stands in a chat of its own with its reply."""
    page = newcomer.page
    await open_chats(page)
    box = await page.locator("form.composer").bounding_box()
    nav = await page.get_by_test_id("nav-chats").bounding_box()
    assert box["height"] <= _TALL_PX
    assert box["y"] + box["height"] < nav["y"]
    upstream.enqueue(Reply("先去清水寺。"))
    await page.get_by_test_id("composer").fill("京都一天怎么走？")
    await page.get_by_test_id("send").click()
    await hear(page, "先去清水寺。")
    assert [turn[1] for turn in await transcript(page)] == ["京都一天怎么走？", "先去清水寺。"]
    await page.get_by_test_id("chat-back").click()
    await expect(page.get_by_test_id("chat-row").first).to_be_visible()
    await expect(page.get_by_test_id("composer")).to_have_value("")


async def test_what_is_refused_stays_in_the_box(page: Page, upstream: Upstream):
    """Too much for the model's window: it is said there, and no word is lost; shortened it goes."""
    await open_chats(page)
    await page.get_by_test_id("composer").fill("很长的话，" * 9_000)
    await page.get_by_test_id("send").click()
    await expect(page.get_by_test_id("refusal")).to_be_visible()
    assert len(await page.get_by_test_id("composer").input_value()) == 45_000
    await page.get_by_test_id("composer").fill("短一点。")
    await page.get_by_test_id("send").click()
    await hear(page)
    await expect(page.get_by_test_id("refusal")).to_have_count(0)


async def test_an_unsent_line_is_there_after_a_reload(tab: Page):
    """It is kept in the browser, as every draft; to write it, to rest and to leave breaks nothing."""
    traffic = Traffic(tab)
    await open_chats(tab)
    await tab.get_by_test_id("composer").fill("还没写完")
    await tab.wait_for_timeout(1_700)  # a draft of a chat is told to the server after 1.5 s of rest
    await tab.get_by_test_id("composer").fill("还没写完呢")
    await tab.get_by_test_id("chat-row").last.click()
    await expect(tab.get_by_test_id("chat-title")).not_to_be_empty()
    await tab.get_by_test_id("chat-back").click()
    await expect(tab.get_by_test_id("composer")).to_have_value("还没写完呢")
    assert traffic.complaints == []
    await tab.get_by_test_id("composer").fill("还没写完")
    await tab.reload()
    await expect(tab.get_by_test_id("composer")).to_have_value("还没写完")
    await tab.get_by_test_id("composer").fill("")


async def test_on_a_wide_screen_a_suggestion_begins_a_chat(desk: Page, upstream: Upstream):
    """The right half offers three things to say and the box; two touches say one thing."""
    await open_chats(desk)
    questions = desk.get_by_test_id("question")
    await expect(questions).to_have_count(3)
    said = await questions.first.inner_text()
    upstream.enqueue(Reply("去岚山。"))
    await questions.first.dblclick()
    await hear(desk, "去岚山。")
    assert [turn[1] for turn in await transcript(desk)] == [said, "去岚山。"]
    await expect(desk.get_by_test_id("beside").get_by_test_id("chat-row")).to_have_count(12)


async def test_discover_and_me_keep_the_list_beside_them(desk: Page):
    """A touch on a row leads from there into its chat; the place is marked in the one navigation."""
    for opened, place in ((open_discover, "nav-discover"), (open_mine, "nav-me")):
        await opened(desk)
        await expect(desk.get_by_test_id("beside").get_by_test_id("chat-row").first).to_be_visible()
        nav = desk.locator("[data-testid^=nav-]:visible")
        await expect(nav).to_have_count(3)
        await expect(desk.locator("[aria-current=page]:visible")).to_have_attribute("data-testid", place)
        assert await desk.evaluate("document.documentElement.scrollWidth <= innerWidth")
    await desk.get_by_test_id("beside").get_by_test_id("chat-row").first.click()
    await expect(desk.get_by_test_id("chat-title")).not_to_be_empty()


async def test_who_has_keys_may_write_at_once(tab: Page):
    """On the first screen, after *new chat*, and after its shortcut."""
    await open_chats(tab)
    await expect(tab.get_by_test_id("composer")).to_be_focused()
    await open_new_chat(tab)
    await expect(tab.get_by_test_id("composer")).to_be_focused()
    await tab.keyboard.type("你好")
    await expect(tab.get_by_test_id("composer")).to_have_value("你好")
    await tab.get_by_test_id("composer").fill("")


async def test_no_keyboard_jumps_up_under_a_thumb(touch_page: Page):
    """Where the focus brings a keyboard over the page, nobody is given it unasked."""
    await open_chats(touch_page)
    await touch_page.get_by_test_id("new-chat").tap()
    await expect(touch_page.get_by_test_id("chat-title")).not_to_be_empty()
    assert await touch_page.evaluate("document.activeElement === document.body")
