"""What the words of a reply are set in, as only a browser can tell: folds, directions, copies, the list."""

from playwright.async_api import Page, expect

from tests.browser.screens import Reader, body, choose, converse, last_reply, open_new_chat
from tests.upstream import Reply, Upstream

ROUTE = """**注意：**先看 H<sub>2</sub>O<br>再看 www.kyoto.example。

> [!WARNING]
> 京都多雨。

<details>
<summary>路线</summary>

1. 东寺
2. 岚山

</details>

| 甲<br>乙 | <kbd>C</kbd> |
|---|---|
| 1 | 2 |<!-- 没有了 -->"""
PLAIN = """注意：先看 H2O
再看 www.kyoto.example。

警告

京都多雨。

路线

1. 东寺
2. 岚山

甲 乙\tC
1\t2"""

MIXED = """- مرحبا بالعالم
- Latin first

שלום עולם

京都

> שלום"""


async def test_everything_stands_in_its_place(regular: Reader, upstream: Upstream):
    """A fold opens at a touch, a call-out has its name in the reader's language, a copy has the words."""
    upstream.enqueue(Reply(ROUTE))
    page = regular.page
    await open_new_chat(page)
    await converse(page, "去京都")
    reply = body(last_reply(page))
    await expect(reply.locator("strong")).to_have_text("注意：")
    await expect(reply.locator(".callout-name")).to_have_text(regular.words.markdown.warning)
    item = reply.locator("details li").first
    await expect(item).to_be_hidden()
    await reply.locator("summary").click()
    await expect(item).to_be_visible()
    await expect(reply).not_to_contain_text("没有了")
    await page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    await choose(last_reply(page), "message-copy-plain")
    await expect(page.get_by_test_id("toast")).to_have_text(regular.words.markdown.copied)
    plain = PLAIN.replace("警告", regular.words.markdown.warning)
    assert await page.evaluate("navigator.clipboard.readText()") == plain
    await page.get_by_test_id("chat-back").click()
    preview = page.get_by_test_id("chat-row-preview").filter(has_text="注意：先看 H2O 再看")
    await expect(preview.first).to_be_visible()


async def test_words_from_right_to_left_stand_at_their_side(tab: Page, upstream: Upstream):
    """With the marks of their list and the line of their quote; Latin and Chinese among them do not."""
    upstream.enqueue(Reply(MIXED))
    await open_new_chat(tab)
    await converse(tab, "שלום")
    reply = body(last_reply(tab))
    directions = await reply.locator("li, p, blockquote").evaluate_all(
        "parts => parts.map(part => [part.textContent.trim().slice(0, 5), getComputedStyle(part).direction])"
    )
    assert [way for _, way in directions] == ["rtl", "ltr", "rtl", "ltr", "rtl", "rtl"], directions
    for part, side in (
        ("li >> nth=0", "marginRight"),
        ("li >> nth=1", "marginLeft"),
        ("blockquote", "paddingRight"),
    ):
        assert await reply.locator(part).evaluate(f"part => parseFloat(getComputedStyle(part).{side}) > 10")
    prompt = tab.locator("[data-role=user] .plain").last
    await expect(prompt).to_have_css("direction", "rtl")


async def test_headings_differ_from_each_other_and_from_text(tab: Page, upstream: Upstream):
    """Six sizes, all of them bold."""
    upstream.enqueue(Reply("\n\n".join(f"{'#' * level} 第{level}级" for level in range(1, 7)) + "\n\n正文"))
    await open_new_chat(tab)
    await converse(tab, "标题")
    parts = body(last_reply(tab)).locator("h1, h2, h3, h4, h5, h6, p")
    looks = await parts.evaluate_all(
        "parts => parts.map(getComputedStyle).map(look => [parseFloat(look.fontSize), look.fontWeight])"
    )
    sizes = [size for size, _ in looks[:6]]
    assert sizes == sorted(set(sizes), reverse=True)
    assert all(weight != looks[6][1] for _, weight in looks[:6])
