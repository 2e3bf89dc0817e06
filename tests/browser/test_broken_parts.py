"""Whatever breaks one message leaves the page alive, and its words can be read."""

from playwright.async_api import expect

from tests.browser.screens import Reader, body, chat_id, converse, messages, open_new_chat, say
from tests.upstream import Reply, Upstream

# Reading markdown line by line throws where a text begins so; whatever else is done with it does not.
BREAKS = "☠ 看不懂的一段"
_BROKEN_READING = """
const { indexOf } = String.prototype;
String.prototype.indexOf = function (...given) {
    const isRead = given[0] === "\\n" && this.startsWith("☠");
    if (isRead && window.isBroken !== false) throw new Error("broken on purpose");
    return indexOf.apply(this, given);
};
"""
_BROKEN_PAGE = """
const { toggle } = DOMTokenList.prototype;
DOMTokenList.prototype.toggle = function (name, ...given) {
    if (name === "mac" && !sessionStorage.mended) throw new Error("broken on purpose");
    return toggle.call(this, name, ...given);
};
"""
_BROKEN_COLUMN = """
const { ResizeObserver } = window;
window.ResizeObserver = class extends ResizeObserver {
    constructor(look) {
        if (window.isBroken) throw new Error("broken on purpose");
        super(look);
    }
};
"""


async def test_a_message_that_breaks_can_be_read_as_text(newcomer: Reader, upstream: Upstream):
    """The others stand as they are, its words come at a touch, and the chat goes on."""
    page, words = newcomer.page, newcomer.words
    await page.add_init_script(_BROKEN_READING)
    upstream.enqueue(Reply("**一**"), Reply(f"{BREAKS}\n**二**"), Reply("三"))
    await open_new_chat(page)
    await converse(page, "1")
    await say(page, "2")
    broken = page.locator("[data-testid=message][data-broken]")
    await expect(broken).to_contain_text(words.chat.message_broken)
    await converse(page, "3")
    await expect(messages(page)).to_have_count(6)
    await expect(body(messages(page).nth(1)).locator("strong")).to_have_text("一")
    await broken.get_by_test_id("message-as-text").click()
    await expect(broken.locator(".plain")).to_have_text(f"{BREAKS}\n**二**")
    await page.evaluate("window.isBroken = false")
    await broken.get_by_test_id("message-again").click()
    await expect(body(messages(page).nth(3)).locator("strong")).to_have_text("二")
    await page.get_by_test_id("chat-back").click()
    await page.get_by_test_id("chat-row").first.wait_for()


async def test_a_message_that_breaks_while_it_grows_goes_on_as_text(newcomer: Reader, upstream: Upstream):
    """What comes later is there too, and the reply ends as any other."""
    page = newcomer.page
    await page.add_init_script(_BROKEN_READING)
    upstream.enqueue(Reply(tokens=(BREAKS, "，还没完", "，完了。"), delay_s=1.0))
    await open_new_chat(page)
    await say(page, "说吧")
    broken = page.locator("[data-testid=message][data-broken]")
    await broken.get_by_test_id("message-as-text").click()
    await expect(broken.locator(".plain")).to_have_text(f"{BREAKS}，还没完，完了。")
    await page.get_by_test_id("send").wait_for(state="attached")
    await page.reload()
    await expect(broken).to_have_count(1)
    await converse(page, "再来")


async def test_a_conversation_that_breaks_is_read_as_text(newcomer: Reader, upstream: Upstream):
    """The box and the way back are there, every word can be read, and another try shows all of it."""
    page, words = newcomer.page, newcomer.words
    await page.add_init_script(_BROKEN_COLUMN)
    upstream.enqueue(Reply("**清水寺**"))
    await open_new_chat(page)
    chat = chat_id(page)
    await converse(page, "去哪里？")
    await page.get_by_test_id("chat-back").click()
    await page.evaluate("window.isBroken = true")
    await page.locator(f"[data-chat-id='{chat}']").click()
    broken = page.get_by_test_id("conversation-broken")
    await expect(broken).to_contain_text(words.chat.conversation_broken)
    await expect(broken).to_contain_text("**清水寺**")
    await expect(page.get_by_test_id("composer")).to_be_visible()
    await page.evaluate("window.isBroken = false")
    await page.get_by_test_id("conversation-again").click()
    await expect(body(messages(page).last).locator("strong")).to_have_text("清水寺")
    await converse(page, "再来")


async def test_a_page_that_breaks_says_so_and_comes_back(newcomer: Reader):
    """What belongs to no message broke: a sentence in the reader's language, and a fresh start."""
    page, words = newcomer.page, newcomer.words
    await page.add_init_script(_BROKEN_PAGE)
    await page.goto("/")
    obstacle = page.get_by_test_id("obstacle")
    await expect(obstacle).to_contain_text(words.obstacles.broken)
    await expect(obstacle).to_contain_text(words.obstacles.broken_hint)
    await page.evaluate("sessionStorage.mended = true")
    await obstacle.get_by_role("button").click()
    await page.get_by_test_id("chat-row").first.wait_for()
    await expect(obstacle).to_have_count(0)
