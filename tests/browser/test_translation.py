"""A browser that translates the page puts elements in the place of texts: nothing breaks by that."""

import pytest
from playwright.async_api import Page, expect

from tests.browser.screens import (
    body,
    chat_id,
    clear,
    converse,
    hear,
    last_reply,
    messages,
    open_chats,
    open_first_chat,
    open_new_chat,
    say,
)
from tests.upstream import Reply, Upstream

MARKDOWN = (
    "先说**重点",
    "**，再看[清水寺](https://kyoto.example)",
    "和`鹿`。\n\n- 上午",
    "去**清水寺**\n- 下午去",
    "*岚山*，坐车\n\n| 天 | 去",
    "处 |\n| --- | --- |\n| 一 | **伏见** |\n",
    "\n```python\nprint(1)\n",
    "```\n\n最后$x^2$，",
    "回家。",
)
WAYS = {
    # A copy of the words in an element; the text itself is out of the page.
    "replaced": "(text, outer, inner) => { inner.textContent = text.data; text.replaceWith(outer); }",
    # The element comes first, then the text goes.
    "in two steps": """(text, outer, inner) => {
        inner.textContent = text.data;
        text.parentNode.insertBefore(outer, text);
        text.remove();
    }""",
    # The text itself is moved into the element.
    "wrapped": "(text, outer, inner) => { text.replaceWith(outer); inner.append(text); }",
}
# Translates what is there, and whatever comes; `window.translated` counts the texts.
_TRANSLATE = """way => {
    window.translated = 0;
    const LEFT_ALONE = "script, style, noscript, textarea, title, font";
    const translate = text => {
        const parent = text.parentElement;
        if (!parent || !text.data.trim() || parent.closest(LEFT_ALONE)) return;
        const [outer, inner] = [document.createElement("font"), document.createElement("font")];
        outer.append(inner);
        way(text, outer, inner);
        window.translated += 1;
    };
    const translateAll = root => {
        if (root.nodeType === Node.TEXT_NODE) return translate(root);
        const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
        const texts = [];
        while (walker.nextNode()) texts.push(walker.currentNode);
        texts.forEach(translate);
    };
    translateAll(document.body);
    new MutationObserver(records => {
        for (const { addedNodes, type, target } of records) {
            if (type === "characterData" && target.isConnected) translate(target);
            addedNodes.forEach(node => node.isConnected && translateAll(node));
        }
    }).observe(document.body, { childList: true, subtree: true, characterData: true });
}"""


@pytest.fixture(params=WAYS)
def translate(request: pytest.FixtureRequest):
    """Translates a page from now on, in one of the ways in which browsers do."""

    async def translating(page: Page) -> list[str]:
        thrown: list[str] = []
        page.on("pageerror", lambda error: thrown.append(str(error)))
        await page.evaluate(f"() => ({_TRANSLATE})({WAYS[request.param]})")
        return thrown

    return translating


async def words_of(page: Page) -> list[str]:
    return [" ".join((await body(one).inner_text()).split()) for one in await messages(page).all()]


async def test_a_reply_that_grows_is_whole(page: Page, upstream: Upstream, translate):
    """Markdown, piece by piece, translated as it comes: what is shown is what a reload shows."""
    upstream.enqueue(Reply("你好。"), Reply(tokens=MARKDOWN, delay_s=0.12), Reply("不客气。"))
    await open_new_chat(page)
    await converse(page, "你好")
    thrown = await translate(page)
    await converse(page, "去哪里？\n两天。")
    await converse(page, "谢谢")
    await page.locator(".katex").wait_for()
    shown = await words_of(page)
    assert thrown == []
    await page.reload()
    await hear(page, "不客气。")
    await page.locator(".katex").wait_for()
    assert await words_of(page) == shown


async def test_everything_goes_on(page: Page, upstream: Upstream, translate):
    """Stop, edit, versions, menu, delete and undo, clear, back, another chat, language: no screen breaks."""
    upstream.enqueue(Reply("一。"), Reply(tokens=tuple("慢慢走，" * 200), delay_s=0.05), Reply("三。"))
    await open_new_chat(page)
    await converse(page, "第一句")
    thrown = await translate(page)
    await say(page, "第二句")
    await expect(body(last_reply(page))).to_contain_text("慢慢走，慢慢走")
    await page.get_by_test_id("stop").click()
    await hear(page, status="stopped")
    await last_reply(page).get_by_test_id("message-more").click()
    await page.get_by_test_id("message-menu").get_by_test_id("message-details").click()
    await page.get_by_test_id("details").wait_for()
    await page.keyboard.press("Escape")
    await messages(page).nth(2).get_by_test_id("message-edit").click()
    box = page.get_by_test_id("edit-box").locator("visible=true")
    await box.fill("第三句")
    await box.press("Control+Enter")
    await hear(page, "三。")
    await messages(page).nth(2).get_by_test_id("version-prev").click()
    await expect(body(last_reply(page))).to_contain_text("慢慢走")
    await messages(page).nth(2).get_by_test_id("message-delete").click()
    await expect(messages(page)).to_have_count(3)
    await clear(page)
    await page.get_by_test_id("confirm-yes").click()
    await expect(messages(page)).to_have_count(0)
    await converse(page, "重新来")
    await page.get_by_test_id("chat-back").click()
    await page.get_by_test_id("chat-row").nth(3).click()
    await page.get_by_test_id("examples-divider").wait_for()
    await page.get_by_test_id("chat-back").click()
    await page.get_by_test_id("nav-me").click()
    await page.get_by_test_id("language").wait_for()
    await page.get_by_test_id("nav-discover").click()
    await page.get_by_test_id("prompt-card").first.wait_for()
    await page.get_by_test_id("nav-chats").click()
    await page.get_by_test_id("chat-row").first.wait_for()
    assert thrown == []
    assert await page.evaluate("window.translated") > 100, "something must have been translated"


async def test_a_list_that_changes_stays_right(page: Page, upstream: Upstream, translate):
    """The newest chat is called by its first words, and says what was said last."""
    await open_first_chat(page)
    other = await page.context.new_page()
    await page.get_by_test_id("chat-back").click()
    await page.get_by_test_id("chat-row").first.wait_for()
    thrown = await translate(page)
    await open_new_chat(other)
    chat = chat_id(other)
    for words in ("去京都看红叶", "再去奈良"):
        await converse(other, words)
        row = page.locator(f"[data-chat-id='{chat}']")
        await expect(row.get_by_test_id("chat-row-preview")).to_contain_text(words)
        await expect(row.get_by_test_id("chat-row-title")).to_have_text("去京都看红叶")
    assert thrown == []
    await open_chats(page)
