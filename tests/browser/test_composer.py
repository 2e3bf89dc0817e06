"""The box one writes in: Enter and input methods, growth, silence on the line, and the draft."""

import threading

import pytest
from playwright.async_api import CDPSession, Locator, Page, expect

from tests.browser.screens import (
    converse,
    enter,
    hear,
    messages,
    open_chats,
    open_new_chat,
    transcript,
)
from tests.browser.traffic import Traffic
from tests.upstream import Reply, Upstream

LONGEST_MESSAGE = 100_000
LINE_PX = 24
SIX_LINES_PX = 6 * LINE_PX + 20  # and the padding


@pytest.fixture
async def box(open_tab: Page) -> Locator:
    """The composer of an empty chat, with no draft in it."""
    await open_new_chat(open_tab)
    box = open_tab.get_by_test_id("composer")
    await box.fill("")
    await expect(box).to_have_value("")
    return box


@pytest.fixture
async def keyboard(open_tab: Page) -> CDPSession:
    """What an input method and a keyboard really tell Chromium."""
    return await open_tab.context.new_cdp_session(open_tab)


async def test_enter_sends(open_tab: Page, box: Locator):
    """Enter sends what is written and empties the box."""
    await box.fill("你好")
    await box.press("Enter")
    await hear(open_tab)
    assert (await transcript(open_tab))[0] == ("user", "你好", "complete")
    await expect(box).to_have_value("")


async def test_shift_enter_breaks_the_line(open_tab: Page, box: Locator):
    """Shift+Enter begins a new line; both lines are sent as one message, and shown as two."""
    await box.press_sequentially("第一行")
    await box.press("Shift+Enter")
    await box.press_sequentially("第二行")
    await expect(box).to_have_value("第一行\n第二行")
    await expect(messages(open_tab)).to_have_count(0)
    await box.press("Enter")
    await hear(open_tab)
    assert (await transcript(open_tab))[0] == ("user", "第一行\n第二行", "complete")


@pytest.mark.parametrize("blank", ["", "   ", "\n\n "])
async def test_blank_text_is_not_sent(open_tab: Page, box: Locator, upstream: Upstream, blank: str):
    """Enter sends nothing, and in the button's place stands the microphone."""
    await box.fill(blank)
    await box.press("Enter")
    await expect(open_tab.get_by_test_id("send")).to_be_hidden()
    await converse(open_tab, "你好")
    assert [turn["content"] for turn in upstream.requests[0].messages] == ["你好"]
    assert len(upstream.requests) == 1


async def test_enter_during_a_composition_chooses_the_words(
    open_tab: Page, box: Locator, keyboard: CDPSession
):
    """While an input method composes, Enter belongs to it: nothing is sent and no line broken."""
    await box.focus()
    await keyboard.send("Input.imeSetComposition", {"text": "nihao", "selectionStart": 5, "selectionEnd": 5})
    await expect(box).to_have_value("nihao")
    key = {"key": "Enter", "code": "Enter", "windowsVirtualKeyCode": 13}
    await keyboard.send("Input.dispatchKeyEvent", {"type": "rawKeyDown", **key})
    await keyboard.send("Input.dispatchKeyEvent", {"type": "keyUp", **key})
    await keyboard.send("Input.insertText", {"text": "你好"})
    await expect(box).to_have_value("你好")
    await expect(messages(open_tab)).to_have_count(0)
    await box.press("Enter")
    await hear(open_tab)
    assert (await transcript(open_tab))[0] == ("user", "你好", "complete")


async def test_the_enter_that_ends_a_composition_in_safari_is_not_sent(open_tab: Page, box: Locator):
    """Safari tells of that Enter after the composition, with key code 229: it sends nothing."""
    await box.fill("你好")
    await box.dispatch_event("keydown", {"key": "Enter", "code": "Enter", "keyCode": 229, "which": 229})
    await box.press("Shift+Enter")  # a later key has been handled, so the first one has been too
    await expect(box).to_have_value("你好\n")
    await expect(messages(open_tab)).to_have_count(0)


async def test_the_box_grows_to_six_lines(open_tab: Page, box: Locator):
    """Each line makes the box higher, up to six; beyond that it scrolls, and emptied it is small again."""
    heights = []
    for lines in (1, 2, 6, 7, 40):
        await box.fill("\n".join("行" * lines))
        heights.append((await box.bounding_box())["height"])
    one, two, six, seven, forty = heights
    assert two - one == pytest.approx(LINE_PX, abs=1)
    assert six - one == pytest.approx(5 * LINE_PX, abs=1)
    assert six == seven == forty <= SIX_LINES_PX
    await box.fill("")
    assert (await box.bounding_box())["height"] == one


async def test_a_long_line_grows_the_box_too(open_tab: Page, box: Locator):
    """A sentence that does not fit on one line is wrapped and wholly seen."""
    await box.fill("这句话比屏幕宽得多，" * 8)
    assert await box.evaluate("box => box.scrollHeight <= box.clientHeight && box.clientHeight > 60")


async def test_typing_says_nothing_to_the_server(tab: Page):
    """No frame goes out for a key: only the send speaks, once."""
    traffic = Traffic(tab)
    await open_new_chat(tab)
    assert traffic.events, "events must be seen for this test to mean anything"
    traffic.sent.clear()
    await tab.get_by_test_id("composer").press_sequentially("一个字一个字地写，服务器什么也听不到", delay=5)
    assert traffic.events == []
    await tab.get_by_test_id("composer").press("Enter")
    await hear(tab)
    assert len([event for event in traffic.events if "send_message" in event]) == 1


async def test_the_draft_survives_a_reload(open_tab: Page, box: Locator):
    """What is written and not sent is still there after a reload, line break and all."""
    await box.fill("还没想好，\n明天再说")
    await open_tab.reload()
    await expect(box).to_have_value("还没想好，\n明天再说")


async def test_each_chat_has_its_own_draft(page: Page):
    """Lin leaves a half sentence in one chat; another chat's box is empty, the first keeps it."""
    await open_chats(page)
    await enter(page, page.get_by_test_id("chat-row").nth(1))
    await page.get_by_test_id("composer").fill("写到一半")
    await page.get_by_test_id("chat-back").click()
    await enter(page, page.get_by_test_id("chat-row").nth(2))
    await expect(page.get_by_test_id("composer")).to_have_value("")
    await page.get_by_test_id("chat-back").click()
    await enter(page, page.get_by_test_id("chat-row").nth(1))
    await expect(page.get_by_test_id("composer")).to_have_value("写到一半")


async def test_a_sent_draft_is_gone(open_tab: Page, box: Locator):
    """After sending, a reload finds an empty box."""
    await box.fill("你好")
    await box.press("Enter")
    await hear(open_tab)
    await open_tab.reload()
    await hear(open_tab)
    await expect(box).to_have_value("")


async def test_a_refused_draft_is_kept(open_tab: Page, box: Locator, upstream: Upstream):
    """A text beyond the limit is refused with the reason; the draft stays, and cut short it is sent."""
    await box.fill("长" * (LONGEST_MESSAGE + 1))
    await box.press("Enter")
    await expect(open_tab.get_by_test_id("refusal")).to_contain_text("100,001")
    await expect(open_tab.get_by_test_id("refusal")).to_contain_text("100,000")
    assert len(await box.input_value()) == LONGEST_MESSAGE + 1
    assert upstream.requests == []
    await box.fill("短")
    await box.press("Enter")
    await hear(open_tab)
    await expect(open_tab.get_by_test_id("refusal")).to_have_count(0)


async def test_a_refusal_stays_in_its_chat(page: Page):
    """Another chat that is opened afterwards says nothing of it."""
    await open_chats(page)
    await enter(page, page.get_by_test_id("chat-row").nth(1))
    await page.get_by_test_id("composer").fill("长" * (LONGEST_MESSAGE + 1))
    await page.get_by_test_id("composer").press("Enter")
    await expect(page.get_by_test_id("refusal")).to_be_visible()
    await page.get_by_test_id("chat-back").click()
    await enter(page, page.get_by_test_id("chat-row").nth(2))
    await expect(page.get_by_test_id("refusal")).to_have_count(0)


async def test_a_text_beyond_any_message_is_refused_too(open_tab: Page, box: Locator):
    """A pasted book, larger than the socket carries, is refused like any long text; the page lives on."""
    await box.fill("书" * 400_000)
    await box.press("Enter")
    await expect(open_tab.get_by_test_id("refusal")).to_be_visible()
    await box.fill("短")
    await box.press("Enter")
    await hear(open_tab)


async def test_one_can_write_on_while_a_reply_comes(open_tab: Page, box: Locator, upstream: Upstream):
    """What is sent during a reply is said after it; what is not sent yet stays in the box."""
    ended = threading.Event()
    upstream.enqueue(Reply("慢慢来，不着急，一步一步走。", until=ended), Reply("好。"))
    await box.fill("快一点")
    await box.press("Enter")
    await expect(open_tab.get_by_test_id("stop")).to_be_visible()
    await box.fill("下一个问题")
    await box.press("Enter")
    await expect(box).to_have_value("")
    await box.fill("再下一个")
    ended.set()
    await expect(messages(open_tab)).to_have_count(4)
    await hear(open_tab, "好。")
    assert (await transcript(open_tab))[2] == ("user", "下一个问题", "complete")
    await expect(box).to_have_value("再下一个")


async def test_impatient_enters_send_once(open_tab: Page, box: Locator, upstream: Upstream):
    """Five Enters in a row are one message and one request."""
    await box.fill("你好")
    await box.evaluate(
        """box => { for (let i = 0; i < 5; i += 1) box.dispatchEvent(
            new KeyboardEvent('keydown', {key: 'Enter', bubbles: true, cancelable: true})) }"""
    )
    await hear(open_tab)
    await expect(messages(open_tab)).to_have_count(2)
    assert len(upstream.requests) == 1


async def test_enter_on_a_touch_keyboard_breaks_the_line(touch_page: Page):
    """On the glass Enter is for lines; the button sends."""
    await open_new_chat(touch_page)
    box = touch_page.get_by_test_id("composer")
    await box.tap()
    await box.press_sequentially("第一行")
    await box.press("Enter")
    await box.press_sequentially("第二行")
    await expect(box).to_have_value("第一行\n第二行")
    await expect(messages(touch_page)).to_have_count(0)
    await touch_page.get_by_test_id("send").tap()
    await hear(touch_page)
    assert (await transcript(touch_page))[0] == ("user", "第一行\n第二行", "complete")


async def test_the_enter_of_a_touch_keyboard_says_what_it_does(open_tab: Page, box: Locator):
    """It breaks the line, so it is not called *Send*; real keyboards show no such word."""
    await expect(box).to_have_attribute("enterkeyhint", "enter")
