"""Who has chosen to follow the text is kept at the newest, and never fought with."""

from collections.abc import AsyncIterator

import pytest
from playwright.async_api import Locator, Page, expect

from tests.browser.screens import converse, hear, open_new_chat, say, until
from tests.upstream import Reply, Upstream

LONG = "\n\n".join(f"第{number}段：山路很长，慢慢走。" for number in range(40))
STEPS = tuple(f"第{number}步：再走一段。\n\n" for number in range(40))
_IN_SIGHT = """article => {
    const bar = document.querySelector('[data-testid=composer]').getBoundingClientRect();
    return article.getBoundingClientRect().bottom <= bar.top + 1;
}"""


@pytest.fixture
async def follower(open_tab: Page) -> AsyncIterator[Page]:
    """Lin's tab, for as long as she wants to follow what is written."""
    yield open_tab
    await open_tab.evaluate("localStorage.removeItem('oreai-follows')")


def newest(page: Page) -> Locator:
    return page.get_by_test_id("message").last


async def talked(page: Page, upstream: Upstream) -> None:
    """A chat that is longer than the screen."""
    upstream.enqueue(Reply(LONG), Reply(tokens=STEPS, delay_s=0.04))
    await open_new_chat(page)
    await page.evaluate("localStorage.setItem('oreai-follows', 'text')")
    await converse(page, "讲一段山路")
    await expect(newest(page)).to_contain_text("第39段")


async def in_sight(page: Page) -> None:
    """Wait until the end of the newest message is on the screen: it is moved there a frame later."""
    await until(page, f"({_IN_SIGHT})([...document.querySelectorAll('[data-testid=message]')].at(-1))")


async def scroll_up(page: Page) -> None:
    await newest(page).hover()
    await page.mouse.wheel(0, -900)
    await expect(page.get_by_test_id("scroll-bottom")).to_be_visible()


async def test_the_newest_text_stays_in_sight(follower: Page, upstream: Upstream):
    """While a long reply comes its end is always on the screen, and there is no button to go there."""
    await talked(follower, upstream)
    await in_sight(follower)
    await say(follower, "再走一段")
    for step in ("第9步", "第19步", "第39步"):
        await expect(newest(follower)).to_contain_text(step)
        await in_sight(follower)
        await expect(follower.get_by_test_id("scroll-bottom")).to_be_hidden()
    await hear(follower)


async def test_a_reader_who_has_scrolled_away_is_left_alone(follower: Page, upstream: Upstream):
    """Reading above while a reply comes below: nothing moves, a button tells the way down."""
    await talked(follower, upstream)
    await say(follower, "再走一段")
    await expect(newest(follower)).to_contain_text("第5步")
    await scroll_up(follower)
    place = follower.get_by_text("第30段")
    before = await place.bounding_box()
    await expect(newest(follower)).to_contain_text("第39步")
    assert (await place.bounding_box())["y"] == before["y"]
    await hear(follower)
    await follower.get_by_test_id("scroll-bottom").click()
    await expect(follower.get_by_text("第39步")).to_be_in_viewport()
    await expect(follower.get_by_test_id("scroll-bottom")).to_be_hidden()


async def test_sending_returns_to_the_bottom(follower: Page, upstream: Upstream):
    """Whoever sends from above wants to see the answer."""
    await talked(follower, upstream)
    await scroll_up(follower)
    await say(follower, "再走一段")
    await expect(follower.get_by_text("第39步")).to_be_in_viewport()
    await expect(follower.get_by_test_id("scroll-bottom")).to_be_hidden()
    await hear(follower)


async def test_sending_is_always_followed(follower: Page, upstream: Upstream):
    """The box becomes lower as it is emptied, and the column higher: that is no move of the reader's."""
    await talked(follower, upstream)
    upstream.fallback = lambda request: Reply("好，" + "再走一段。" * 12)
    for sent in range(24):
        await say(follower, f"第{sent}句\n" * (2 + sent % 5))
        await in_sight(follower)
        await hear(follower)
        await in_sight(follower)
        await expect(follower.get_by_test_id("scroll-bottom")).to_be_hidden()


async def test_writing_several_lines_moves_nothing(follower: Page, upstream: Upstream):
    """With every key the box is measured: the newest text stays just above it."""
    await talked(follower, upstream)
    await follower.get_by_test_id("composer").press_sequentially("一行", delay=5)
    for _ in range(6):
        await follower.get_by_test_id("composer").press("Shift+Enter")
        await follower.get_by_test_id("composer").press_sequentially("再一行", delay=5)
        await in_sight(follower)
    await follower.get_by_test_id("composer").fill("")
    await in_sight(follower)


async def test_the_keyboard_of_a_phone_covers_nothing_newest(page: Page, upstream: Upstream):
    """It makes the page lower and higher again; a message sent in between is followed."""
    await talked(page, upstream)
    upstream.fallback = lambda request: Reply("好，" + "再走一段。" * 30)
    for height in (500, 844, 480, 844):
        await page.set_viewport_size({"width": 390, "height": height})
        await in_sight(page)
        await converse(page, "再走\n一段")
        await in_sight(page)


async def test_a_chat_opens_at_its_newest_message(follower: Page, upstream: Upstream):
    """After a reload the end of a long conversation is on the screen."""
    await talked(follower, upstream)
    await follower.reload()
    await expect(follower.get_by_text("第39段")).to_be_in_viewport()
    await expect(follower.get_by_test_id("scroll-bottom")).to_be_hidden()


async def test_the_scrollbar_moves_the_reader_too(follower: Page, upstream: Upstream):
    """Neither wheel nor finger nor arrow: dragged, tabbed or found, the column stays while a reply comes."""
    await talked(follower, upstream)
    await say(follower, "再走一段")
    await expect(newest(follower)).to_contain_text("第5步")
    await follower.locator(".transcript").evaluate("column => { column.scrollTop -= 900; }")
    await expect(follower.get_by_test_id("scroll-bottom")).to_be_visible()
    place = follower.get_by_text("第30段")
    before = await place.bounding_box()
    await expect(newest(follower)).to_contain_text("第39步")
    assert (await place.bounding_box())["y"] == before["y"]
    await hear(follower)


async def test_the_dot_tells_of_new_text_only(page: Page, upstream: Upstream):
    """A smaller window is nothing new; what is said on another device is."""
    await talked(page, upstream)
    column = page.locator(".transcript")
    await scroll_up(page)
    await page.set_viewport_size({"width": 390, "height": 500})
    await page.evaluate("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
    await expect(column).not_to_have_attribute("data-fresh", "true")
    laptop = await page.context.new_page()
    await laptop.goto(page.url)
    await say(laptop, "再走一段")
    await expect(column).to_have_attribute("data-fresh", "true")
    await hear(laptop)
    await page.get_by_test_id("scroll-bottom").press("Enter")
    await expect(page.get_by_text("第39步")).to_be_in_viewport()
    await expect(column).not_to_have_attribute("data-fresh", "true")
    await expect(column).to_be_focused()  # the button that had the focus is gone


async def test_an_address_of_a_message_that_is_gone_opens_at_the_end(follower: Page, upstream: Upstream):
    """It was deleted since: the newest is on the screen, and stays there while a reply comes."""
    await talked(follower, upstream)
    await follower.goto(f"{follower.url}?at=gone")
    await expect(follower.get_by_text("第39段")).to_be_in_viewport()
    await say(follower, "再走一段")
    await hear(follower)
    await expect(follower.get_by_text("第39步")).to_be_in_viewport()
    await expect(follower.get_by_test_id("scroll-bottom")).to_be_hidden()
