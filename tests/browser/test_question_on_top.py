"""A question goes to the top and its answer grows below it: nothing is chased, the arrow follows."""

from playwright.async_api import CDPSession, Locator, Page, expect

from tests.browser.screens import (
    body,
    converse,
    hear,
    last_reply,
    messages,
    open_mine,
    open_new_chat,
    say,
    until,
)
from tests.upstream import Reply, Upstream

LONG = "\n\n".join(f"第{number}段：山路很长，慢慢走。" for number in range(40))
STEPS = tuple(f"第{number}步：再走一段。\n\n" for number in range(40))
_TOP = """message => Math.round(
    message.getBoundingClientRect().top - document.querySelector('.transcript').getBoundingClientRect().top
)"""
_MOST_PX = 24  # below the top of the view


def question(page: Page) -> Locator:
    return page.locator("[data-testid=message][data-role=user]").last


async def is_on_top(message: Locator) -> None:
    script = f"message => ({_TOP})(message) >= 0 && ({_TOP})(message) <= {_MOST_PX}"
    await until(message.page, script, await message.element_handle())


async def talked(page: Page, upstream: Upstream, *, delay_s: float = 0.04) -> None:
    """A chat that is longer than the screen."""
    upstream.enqueue(Reply(LONG), Reply(tokens=STEPS, delay_s=delay_s))
    await open_new_chat(page)
    await converse(page, "讲一段山路")
    await expect(last_reply(page)).to_contain_text("第39段")


async def test_the_question_stays_and_the_answer_grows_below_it(touch_page: Page, upstream: Upstream):
    """From the first word to the last the question stands at the top; the arrow says when more is below."""
    await talked(touch_page, upstream)
    await say(touch_page, "再走一段")
    await expect(last_reply(touch_page)).to_contain_text("第1步")
    await is_on_top(question(touch_page))
    await expect(touch_page.get_by_test_id("scroll-bottom")).to_be_hidden()
    await expect(last_reply(touch_page)).to_contain_text("第39步")
    await hear(touch_page)
    await is_on_top(question(touch_page))
    await expect(touch_page.get_by_text("第0步")).to_be_in_viewport()
    await expect(touch_page.get_by_test_id("scroll-bottom")).to_be_visible()


async def test_a_short_answer_leaves_room_below_it(open_tab: Page, upstream: Upstream):
    """The question is at the top all the same, nothing is said to be below, and writing moves nothing."""
    await talked(open_tab, upstream)
    upstream.forget()
    upstream.enqueue(Reply("好。"))
    await converse(open_tab, "再走一段")
    await is_on_top(question(open_tab))
    await expect(open_tab.get_by_test_id("scroll-bottom")).to_be_hidden()
    await open_tab.get_by_test_id("composer").fill("一行\n二行\n三行\n四行\n五行")
    await is_on_top(question(open_tab))
    await expect(open_tab.get_by_test_id("scroll-bottom")).to_be_hidden()
    await open_tab.get_by_test_id("composer").fill("")
    await is_on_top(question(open_tab))


async def test_the_arrow_follows_from_then_on(open_tab: Page, upstream: Upstream):
    """Touched while the answer comes, it goes to the newest words and stays there until the next question."""
    await talked(open_tab, upstream)
    upstream.enqueue(Reply("好。"))
    await say(open_tab, "再走一段")
    await open_tab.get_by_test_id("scroll-bottom").click()
    for step in ("第29步", "第39步"):
        await expect(last_reply(open_tab)).to_contain_text(step)
        await expect(open_tab.get_by_text(step)).to_be_in_viewport()
        await expect(open_tab.get_by_test_id("scroll-bottom")).to_be_hidden()
    await hear(open_tab)
    await converse(open_tab, "到了吗？")
    await is_on_top(question(open_tab))


async def test_a_reader_who_moves_is_left_alone(touch_page: Page, upstream: Upstream):
    """A finger that reads on, or back, while the answer comes: what it reads stays."""
    await talked(touch_page, upstream)
    await say(touch_page, "再走一段")
    await expect(last_reply(touch_page)).to_contain_text("第25步")
    await _drag(await touch_page.context.new_cdp_session(touch_page), 600, 400)
    await touch_page.wait_for_timeout(700)  # the column glides on for a while
    place = touch_page.get_by_text("第10步")
    before = await place.bounding_box()
    await expect(last_reply(touch_page)).to_contain_text("第39步")
    await hear(touch_page)
    assert (await place.bounding_box())["y"] == before["y"]


async def test_another_answer_begins_at_the_question_too(open_tab: Page, upstream: Upstream):
    """Regenerated, or its question written anew: it goes to the top again."""
    await talked(open_tab, upstream)
    await hear(open_tab)
    await last_reply(open_tab).get_by_test_id("message-retry").click()
    await expect(last_reply(open_tab)).to_contain_text("第39步")
    await hear(open_tab)
    await is_on_top(question(open_tab))
    await question(open_tab).get_by_test_id("message-edit").click()
    await open_tab.get_by_test_id("edit-box").fill("讲一段水路")
    upstream.enqueue(Reply(LONG))
    await open_tab.keyboard.press("Control+Enter")
    await expect(body(question(open_tab))).to_have_text("讲一段水路")
    await hear(open_tab)
    await is_on_top(question(open_tab))
    await expect(last_reply(open_tab)).to_contain_text("第0段")


async def test_a_reload_in_the_middle_begins_at_the_question(open_tab: Page, upstream: Upstream):
    """And what comes then grows below it; a chat that is complete opens at its end."""
    await talked(open_tab, upstream, delay_s=0.1)
    await say(open_tab, "再走一段")
    await expect(last_reply(open_tab)).to_contain_text("第5步")
    await open_tab.reload()
    await expect(last_reply(open_tab)).to_contain_text("第9步")
    await is_on_top(question(open_tab))
    await hear(open_tab)
    await is_on_top(question(open_tab))
    await open_tab.reload()
    await expect(open_tab.get_by_text("第39步")).to_be_in_viewport()


async def test_a_question_asked_elsewhere(page: Page, upstream: Upstream):
    """Lin's laptop asks: her phone, which reads above, is told; at the end of the chat it shows it."""
    await talked(page, upstream)
    laptop = await page.context.new_page()
    await laptop.goto(page.url)
    await expect(laptop.get_by_text("第39段")).to_be_in_viewport()
    await say(laptop, "再走一段")
    await hear(laptop)
    await expect(last_reply(page)).to_contain_text("第39步")
    await is_on_top(messages(page).first)
    await expect(page.locator(".transcript")).to_have_attribute("data-fresh", "true")
    await page.get_by_test_id("scroll-bottom").click()
    await expect(page.get_by_text("第39步")).to_be_in_viewport()
    upstream.enqueue(Reply("好。"))
    await converse(laptop, "到了吗？")
    await is_on_top(question(page))


async def test_what_waits_in_the_queue_moves_nothing(open_tab: Page, upstream: Upstream):
    """Sent while an answer comes: the answer is read on, from where it is."""
    await talked(open_tab, upstream)
    upstream.enqueue(Reply("到了。"))
    await say(open_tab, "再走一段")
    await is_on_top(question(open_tab))
    await open_tab.get_by_test_id("composer").fill("到了吗？")
    await open_tab.get_by_test_id("composer").press("Enter")
    await expect(open_tab.get_by_test_id("queued")).to_be_visible()
    await is_on_top(question(open_tab))
    await hear(open_tab, "到了。")
    await expect(open_tab.get_by_text("第0步")).to_be_in_viewport()


async def test_the_old_way_is_a_choice(touch_page: Page, upstream: Upstream):
    """On the Me page: follow the text; kept after a reload, and chosen back."""
    await open_mine(touch_page)
    choice = touch_page.get_by_test_id("follows")
    await choice.locator("[data-value=text]").tap()
    await touch_page.reload()
    await expect(choice.locator("[data-value=text]")).to_have_attribute("aria-pressed", "true")
    await talked(touch_page, upstream, delay_s=0.01)
    await say(touch_page, "再走一段")
    await hear(touch_page)
    await expect(touch_page.get_by_text("第39步")).to_be_in_viewport()
    await open_mine(touch_page)
    await choice.locator("[data-value=question]").tap()
    await expect(choice.locator("[data-value=question]")).to_have_attribute("aria-pressed", "true")


async def _drag(devtools: CDPSession, begin: int, end: int) -> None:
    """A finger moves the column by so much."""
    await _finger(devtools, "touchStart", begin)
    for y in range(begin, end, -20):
        await _finger(devtools, "touchMove", y)
    await _finger(devtools, "touchEnd")


async def _finger(devtools: CDPSession, kind: str, *places: int) -> None:
    points = [{"x": 195, "y": y} for y in places]
    await devtools.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})
