"""Without a network: what was last seen is there, says that it is old, and gives way to the real thing."""

import re

import httpx
import pytest
from playwright.async_api import Browser, BrowserContext, Page, expect

from tests.browser.line import Line
from tests.browser.screens import (
    PHONE,
    converse,
    enter,
    open_chats,
    open_mine,
    open_new_chat,
    until,
)
from tests.running import Server
from tests.upstream import Reply, Upstream

RETENTION = """async ([name, words]) => {
    const kept = await caches.match(`/seen/${name}`);
    return kept !== undefined && (await kept.text()).includes(words);
}"""
ANSWER = (
    "**东寺**的早市最好：\n\n| 时间 | 去处 |\n| --- | --- |\n| 早上 | 东寺 |\n\n<img src=x onerror=alert(1)>"
)


@pytest.fixture
def train(far_phone: BrowserContext) -> BrowserContext:
    """Lin's phone, before the tunnel."""
    return far_phone


async def kept(page: Page, name: str, words: str = "") -> None:
    """Wait until this is kept with these words in it, and the worker is there to show it."""
    await page.evaluate("() => navigator.serviceWorker.ready.then(() => true)")
    await until(page, RETENTION, [name, words])


async def test_the_list_and_a_chat_are_there_without_a_network(
    train: BrowserContext, line: Line, upstream: Upstream
):
    """In the tunnel: the list as it was, the chat with its table; one that was not opened says so."""
    upstream.enqueue(Reply(ANSWER))
    page = await train.new_page()
    await open_new_chat(page)
    await converse(page, "京都早上去哪儿？")
    await expect(page.get_by_role("table")).to_be_visible()
    chat = page.url.partition("/chat/")[2]
    await kept(page, f"chat/{chat}", "<table")
    await open_chats(page)
    await kept(page, "list", chat)
    line.cut()
    await page.reload()
    await expect(page.get_by_test_id("offline-page")).to_be_visible()
    await expect(page.get_by_role("status")).to_contain_text("离线")
    await expect(page.get_by_test_id("chat-row")).to_have_count(12)
    await page.locator(f"[data-chat-id='{chat}']").click()
    await expect(page.get_by_test_id("message")).to_have_count(2)
    await expect(page.get_by_role("table")).to_contain_text("东寺")
    await expect(page.get_by_role("heading", level=1)).to_contain_text("京都早上去哪儿？")
    assert await page.get_by_role("button").all_inner_texts() == ["重试"]
    await page.get_by_test_id("chat-back").click()
    await page.get_by_test_id("chat-row").nth(4).click()
    await expect(page.get_by_role("heading", level=2)).to_have_text("这里还没有看过的内容")


async def test_the_real_thing_comes_back_by_itself(train: BrowserContext, line: Line):
    """After the tunnel the same address shows the app again, without a touch."""
    page = await train.new_page()
    await open_chats(page)
    await kept(page, "list")
    line.cut()
    await page.reload()
    await expect(page.get_by_test_id("offline-page")).to_be_visible()
    line.mend()
    await expect(page.get_by_test_id("offline-page")).to_be_hidden(timeout=30_000)
    await expect(page.get_by_test_id("nav-chats")).to_be_visible()


async def test_it_speaks_the_readers_language_in_the_readers_colours(chromium: Browser, line: Line):
    """Ada reads English and has chosen the dark: so does the page without a network."""
    async with await chromium.new_context(viewport=PHONE, locale="en-GB", base_url=line.url) as context:
        page = await context.new_page()
        await open_mine(page)
        await page.get_by_test_id("theme").locator("[data-value=dark]").click()
        await open_chats(page)
        await kept(page, "list")
        line.cut()
        await page.reload()
        await expect(page.get_by_role("status")).to_contain_text("You are offline")
        assert await page.locator("html").get_attribute("lang") == "en"
        assert "dark" in (await page.locator("html").get_attribute("class") or "")
        dark = await page.locator(".app").evaluate("app => getComputedStyle(app).backgroundColor")
        assert dark == "rgb(25, 24, 21)"


async def test_another_user_finds_nothing(train: BrowserContext, line: Line):
    """The cookie is gone and somebody else begins in this browser: what was kept is forgotten."""
    page = await train.new_page()
    await open_chats(page)
    await enter(page, page.get_by_test_id("chat-row").first)
    chat = page.url.partition("/chat/")[2]
    await kept(page, f"chat/{chat}")
    await train.clear_cookies()
    await open_chats(page)
    await kept(page, "list")
    await until(page, "async (name) => !(await caches.match(`/seen/${name}`))", f"chat/{chat}")


async def test_no_script_runs_on_the_offline_page(train: BrowserContext, line: Line):
    """Even if a kept page held one: it is taken out, and the page's own policy forbids it."""
    page = await train.new_page()
    await open_chats(page)
    await kept(page, "list")
    evil = "<p>kept</p><script>window.harmed = 1</script><img src=x onerror='window.harmed = 1'>"
    await page.evaluate(
        """async (html) => (await caches.open('oreai-seen'))
            .put('/seen/list', new Response(JSON.stringify({html})))""",
        evil,
    )
    line.cut()
    await page.reload()
    await expect(page.get_by_text("kept")).to_be_visible()
    assert await page.evaluate("window.harmed") is None
    assert await page.locator("main script").count() == 0


async def test_the_worker_keeps_hashed_files_and_neither_pages_nor_events(train: BrowserContext):
    """Its caches hold files whose names have a hash, and the offline page's own; and what was seen."""
    page = await train.new_page()
    await open_chats(page)
    await kept(page, "list")
    await page.reload()
    await expect(page.get_by_test_id("chat-row").first).to_be_visible()
    names = await page.evaluate(
        """async () => {
            const all = {};
            for (const name of await caches.keys())
                all[name] = (await (await caches.open(name)).keys()).map(r => new URL(r.url).pathname);
            return all;
        }"""
    )
    assert {re.sub("-[0-9a-f]{12}$", "", name) for name in names} == {
        "oreai-seen",
        "oreai-offline",
        "oreai-assets",
    }
    for name, paths in names.items():
        if name.startswith("oreai-assets"):
            assert paths
            assert [path for path in paths if not path.startswith("/assets/")] == []
        if name.startswith("oreai-offline"):
            assert "/offline.html" in paths
            assert len(paths) == 6


async def test_an_update_is_never_missed(train: BrowserContext, line: Line):
    """With the worker in place a page still comes from the server, with the names of its newest files."""
    page = await train.new_page()
    await open_chats(page)
    await kept(page, "list")
    answer = await page.reload()
    assert answer is not None
    assert "offline.html" not in answer.url
    fresh = await (await page.request.get("/")).text()
    assert re.findall(r"/assets/entry\.client-[\w-]+\.js", fresh)[0] in await answer.text()


def test_the_worker_itself_is_asked_for_anew(server: Server):
    """No cache may hold the worker or its page; both know this build's names."""
    for path in ("/sw.js", "/offline.html", "/js/offline/offline_page.js"):
        answer = httpx.get(server.url + path, follow_redirects=True)
        assert answer.status_code == 200
        assert "no-cache" in answer.headers["cache-control"]
        assert "__" not in answer.text.replace("__reflex_global_styles", "")


async def kept_whole(page: Page, *signs: str) -> None:
    """Wait until what is kept of the open chat has all of these in it."""
    name = f"chat/{page.url.partition('/chat/')[2]}"
    for _ in range(100):
        html = await page.evaluate(f"async () => (await caches.match('/seen/{name}')).text()")
        if all(sign in html for sign in signs):
            return
        await page.wait_for_timeout(50)
    pytest.fail(f"{name} was not kept whole")


async def test_formulas_and_tasks_are_there_without_a_network(
    train: BrowserContext, line: Line, upstream: Upstream
):
    """A formula once, and which task is done."""
    upstream.enqueue(Reply("面积：$a^2$\n\n- [x] 订票\n- [ ] 打包"))
    page = await train.new_page()
    await open_new_chat(page)
    await converse(page, "还要做什么？")
    await expect(page.locator(".katex")).to_be_visible()
    await kept(page, f"chat/{page.url.partition('/chat/')[2]}")
    await kept_whole(page, "math", "task", "☑")
    line.cut()
    await page.reload()
    await expect(page.get_by_test_id("offline-page")).to_be_visible()
    await expect(page.locator("math")).to_have_count(1)
    await expect(page.locator(".katex-html")).to_have_count(0)
    await expect(page.get_by_test_id("message").last).to_contain_text("☑ 订票")
    await expect(page.get_by_test_id("message").last).to_contain_text("☐ 打包")


async def test_a_store_that_refuses_once_is_tried_again(train: BrowserContext):
    """It was full, or closed, for a moment: the list is kept all the same."""
    page = await train.new_page()
    await page.add_init_script(
        """const open = caches.open.bind(caches);
        let refusals = 1;
        caches.open = name => refusals-- > 0 ? Promise.reject(new Error('full')) : open(name);"""
    )
    await open_chats(page)
    await kept(page, "list")
    await kept(page, "words")


async def test_a_network_that_hangs_is_none(train: BrowserContext, line: Line):
    """Nobody refuses and nobody answers: after a while what was seen is there; then the real thing again."""
    page = await train.new_page()
    await open_chats(page)
    await kept(page, "list")
    line.hang()
    await page.reload(wait_until="commit")
    await expect(page.get_by_test_id("offline-page")).to_be_visible(timeout=15000)
    await expect(page.get_by_test_id("chat-row")).to_have_count(11)
    line.flow()
    await expect(page.get_by_test_id("offline-page")).to_have_count(0, timeout=15000)
    await expect(page.get_by_test_id("chat-row").first).to_be_visible()
