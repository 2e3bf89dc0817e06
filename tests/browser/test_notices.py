"""A reply that is ready is told to who looks at another page; whoever was not asked is left in peace."""

import pytest
from playwright.async_api import BrowserContext, Page, expect

from oreai.i18n import texts_for
from tests.browser.screens import chat_id, converse, hear, open_mine, open_new_chat, say, until
from tests.upstream import Reply, Upstream

ZH = texts_for("zh").notices
_LONG_MS = 11_000
_AWAY = (
    "Object.defineProperty(document, 'hidden', {get: () => globalThis.isAway ?? false, configurable: true})"
)
_TOLD = """
globalThis.told = [];
ServiceWorkerRegistration.prototype.showNotification = async function (title, notice) {
    told.push({title, ...notice});
};
"""
_WATCH_WINDOWS = """() => {
    WindowClient.prototype.focus = async function () { return 'focus' };
}"""
_TOUCH_NOTICE = """path => new Promise(done => {
    const touch = new Event('notificationclick');
    touch.notification = {close() {}, data: {path}};
    touch.waitUntil = done;
    self.dispatchEvent(touch);
})"""
_SECRET = "先去伏见稻荷"


@pytest.fixture
async def page(phone: BrowserContext) -> Page:
    """Lin's tab, whose notices are written down and whose clock can be hurried."""
    await phone.grant_permissions(["notifications"])
    page = await phone.new_page()
    await page.add_init_script(_AWAY)
    await page.add_init_script(_TOLD)
    await page.add_init_script(_permission("granted"))
    await page.clock.install()
    return page


def _permission(given: str) -> str:
    """A headless browser says that it is denied, whatever was granted."""
    return f"Object.defineProperty(Notification, 'permission', {{get: () => '{given}', configurable: true}})"


async def open_calm_chat(page: Page) -> None:
    """An empty chat, once it has fetched what it may need."""
    await open_new_chat(page)
    await page.evaluate("() => navigator.serviceWorker.ready.then(() => true)")
    await calm_down(page)


async def calm_down(page: Page) -> None:
    """Until the page has fetched what is not needed at once."""
    await page.clock.fast_forward(6_000)
    await page.get_by_test_id("outbox").wait_for(state="attached")


async def converse_for_long(page: Page, upstream: Upstream) -> None:
    """A reply that takes eleven seconds of the page's time."""
    upstream.enqueue(Reply(tokens=("先", "去", "伏见"), delay_s=1))
    await say(page, "去哪里？")
    await page.get_by_test_id("stop").wait_for()
    await page.clock.fast_forward(_LONG_MS)
    await hear(page)


async def switch_on(page: Page) -> None:
    await open_mine(page)
    await page.get_by_test_id("notices").click()
    await expect(page.get_by_test_id("notices")).to_have_attribute("aria-checked", "true")


async def test_it_is_asked_for_once_after_the_second_long_reply(page: Page, upstream: Upstream):
    """Not by a short one, and not by the first; *no* counts for good, and the Me page's switch is off."""
    await page.add_init_script(_permission("default"))
    await open_calm_chat(page)
    await converse(page, "你好")
    await converse_for_long(page, upstream)
    await expect(page.get_by_test_id("notices-ask")).to_have_count(0)
    await converse_for_long(page, upstream)
    await expect(page.get_by_test_id("notices-ask")).to_contain_text(ZH.ask)
    await page.get_by_test_id("notices-no").click()
    await expect(page.get_by_test_id("notices-ask")).to_have_count(0)
    await converse_for_long(page, upstream)
    await expect(page.get_by_test_id("notices-ask")).to_have_count(0)
    await open_mine(page)
    await expect(page.get_by_test_id("notices")).to_have_attribute("aria-checked", "false")


async def test_a_reply_is_told_of_while_the_tab_is_away(page: Page, upstream: Upstream):
    """With the chat's title, and not a word of the reply; who looks at it is told nothing."""
    await switch_on(page)
    await open_calm_chat(page)
    await converse(page, "京都")
    assert await page.evaluate("told") == []
    await page.evaluate("globalThis.isAway = true")
    upstream.enqueue(Reply(_SECRET))
    await converse(page, "去哪里？")
    await until(page, "() => told.length > 0")
    [notice] = await page.evaluate("told")
    assert notice["title"]
    assert (await page.get_by_test_id("chat-title").inner_text()).endswith(notice["title"])
    assert notice["body"] == ZH.ready
    assert notice["data"] == {"path": f"/chat/{chat_id(page)}"}
    assert _SECRET not in str(notice)


async def test_a_touch_on_the_notice_shows_the_chat(page: Page, phone: BrowserContext):
    """The tab that is open comes to the front, and shows it."""
    await open_calm_chat(page)
    path = f"/chat/{chat_id(page)}"
    [worker] = phone.service_workers
    await worker.evaluate(_WATCH_WINDOWS)
    await page.get_by_test_id("chat-back").click()
    await page.get_by_test_id("new-chat").wait_for()
    await calm_down(page)
    assert await worker.evaluate(_TOUCH_NOTICE, path) == "focus"
    await page.wait_for_url(f"**{path}")


async def test_the_switch_ends_it(page: Page, upstream: Upstream):
    """Switched off on the Me page: nothing is told."""
    await switch_on(page)
    await page.get_by_test_id("notices").click()
    await expect(page.get_by_test_id("notices")).to_have_attribute("aria-checked", "false")
    await open_calm_chat(page)
    await page.evaluate("globalThis.isAway = true")
    await converse(page, "去哪里？")
    assert await page.evaluate("told") == []


async def test_a_browser_that_forbids_it_is_named(page: Page, phone: BrowserContext):
    """The switch stays off, and says where that can be changed."""
    await phone.clear_permissions()
    await page.add_init_script("Notification.requestPermission = async () => 'denied'")
    await page.add_init_script(_permission("denied"))
    await open_mine(page)
    await page.get_by_test_id("notices").click()
    await expect(page.get_by_text(ZH.blocked)).to_be_visible()
    await expect(page.get_by_test_id("notices")).to_have_attribute("aria-checked", "false")
