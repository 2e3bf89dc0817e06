"""Writing a prompt anew: only saved, or sent again; and words that were refused are there the next time."""

from playwright.async_api import Locator, Page, expect

from tests.browser.screens import Reader, body, choose, converse, hear, last_reply, messages, open_new_chat
from tests.upstream import Reply, Upstream

MARKED = """# 标题

1. **一**
2. 二
   - 里面 `x`

```py
a = 1
  b
```

公式 $E=mc^2$

| 甲 | 乙 |
|---|---|
| 1 | 2 |"""
PLAIN = "标题\n\n1. 一\n2. 二\n   • 里面 x\n\na = 1\n  b\n\n公式 E=mc^2\n\n甲\t乙\n1\t2"


async def opened(page: Page, at: int = 0) -> Locator:
    """The box of a prompt that is written anew."""
    await messages(page).nth(at).get_by_test_id("message-edit").click()
    return page.get_by_test_id("edit-box").locator("visible=true")


async def test_saving_keeps_what_follows(regular: Reader, upstream: Upstream):
    """By the button and by Ctrl+S; other words of the same length arrive too, also in another tab."""
    page = regular.page
    upstream.enqueue(Reply("春天。"))
    await open_new_chat(page)
    await converse(page, "什么时侯去？")
    other = await page.context.new_page()
    await other.goto(page.url)
    await expect(messages(other)).to_have_count(2)
    box = await opened(page)
    await box.fill("什么时候去？")
    await box.press("Control+s")
    for tab in (page, other):
        await expect(body(messages(tab).first)).to_have_text("什么时候去？")
    await (await opened(page)).fill("几月去京都？")
    await page.get_by_test_id("edit-keep").locator("visible=true").click()
    for tab in (page, other):
        await expect(body(messages(tab).first)).to_have_text("几月去京都？")
        await expect(body(last_reply(tab))).to_have_text("春天。")
        await expect(messages(tab).first.get_by_test_id("version-label")).to_have_text("3/3")
    assert len(upstream.requests) == 1
    await other.close()


async def test_refused_words_are_kept(regular: Reader, upstream: Upstream):
    """Too long to be taken: the reason is told, and the box has them when it is opened again."""
    page = regular.page
    too_long = "很长。" * 9_000
    upstream.enqueue(Reply("春天。"), Reply("秋天。"))
    await open_new_chat(page)
    await converse(page, "什么时候去？")
    for button in ("edit-keep", "edit-save"):
        await (await opened(page)).fill(too_long)
        await page.get_by_test_id(button).locator("visible=true").click()
        await page.get_by_test_id("refusal").wait_for()
        box = await opened(page)
        await expect(box).to_have_value(too_long)
        await page.get_by_test_id("edit-cancel").locator("visible=true").click()
    box = await opened(page)
    await expect(box).to_have_value("什么时候去？")
    await box.fill("   ")
    await box.press("Control+Enter")
    await expect(box).to_be_visible()
    await box.fill("几月去？")
    await box.press("Control+Enter")
    await hear(page, "秋天。")
    await expect(page.get_by_test_id("refusal")).to_have_count(0)


async def test_a_reply_is_copied_as_its_reader_sees_it(regular: Reader, upstream: Upstream):
    """Bullets are dots, code has no fences, a formula is its source; a word says that it is done."""
    page = regular.page
    await page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    upstream.enqueue(Reply(MARKED))
    await open_new_chat(page)
    await converse(page, "写一段")
    await page.locator(".katex").first.wait_for()
    await choose(last_reply(page), "message-copy-plain")
    await expect(page.get_by_test_id("toast")).to_have_text(regular.words.markdown.copied)
    assert await page.evaluate("navigator.clipboard.readText()") == PLAIN
