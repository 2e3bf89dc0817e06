"""A selected part of a message is quoted: it stands above the box, and goes before what is written."""

from playwright.async_api import Locator, Page, expect

from tests.browser.screens import body, converse, last_reply, messages, open_new_chat, until
from tests.upstream import Reply, Upstream

PLAN = "早上去清水寺，人少。\n\n下午沿鸭川散步。"
SOURCES = r"""设 $f(x)=x^2$，运行 `pip`：

```python
def f(x):
    return x**2
```

$$
E = mc^2
$$"""
TOLD = "Object.entries(localStorage).some(([name, text]) => /told/.test(name) && /^>/.test(text))"
QUOTED = r"""> 设 $f(x)=x^2$，运行 `pip`：
>
> ```python
> def f(x):
>     return x**2
> ```
>
> $$
> E = mc^2
> $$"""
SELECT = """([part, from, to]) => {
    const bodies = [...document.querySelectorAll('.transcript .message-body')];
    const element = bodies.at(-1 - part).querySelector('.markdown, .plain');
    const texts = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    const range = document.createRange();
    range.selectNodeContents(element);
    while (from && texts.nextNode()) {
        const at = texts.currentNode.nodeValue.indexOf(from);
        if (at >= 0) { range.setStart(texts.currentNode, at); from = ''; }
    }
    const words = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    while (to && words.nextNode()) {
        const at = words.currentNode.nodeValue.indexOf(to);
        if (at >= 0) { range.setEnd(words.currentNode, at + to.length); to = ''; }
    }
    getSelection().removeAllRanges();
    getSelection().addRange(range);
}"""


async def select(page: Page, first: str = "", last: str = "", *, messages_back: int = 0) -> None:
    """From one word of a message to another, or all of it."""
    await page.evaluate(SELECT, [messages_back, first, last])


async def quote(page: Page, first: str = "", last: str = "", *, messages_back: int = 0) -> None:
    """Select that, and take the offer."""
    await select(page, first, last, messages_back=messages_back)
    await page.get_by_test_id("quote-offer").click()


def chip(page: Page) -> Locator:
    return page.get_by_test_id("quote")


async def test_a_finger_quotes_a_part_of_a_reply(touch_page: Page, upstream: Upstream):
    """Lin holds two words and touches 引用; the page is loaded anew, and her question goes with them."""
    upstream.enqueue(Reply(PLAN))
    await open_new_chat(touch_page)
    await converse(touch_page, "京都一日")
    await select(touch_page, "清水寺", "人少")
    await touch_page.get_by_test_id("quote-offer").tap()
    await expect(chip(touch_page)).to_have_text("清水寺，人少")
    await expect(touch_page.get_by_test_id("quote-offer")).to_have_count(0)
    await expect(touch_page.get_by_test_id("composer")).to_be_focused()
    await until(touch_page, TOLD)
    await touch_page.reload()
    await expect(chip(touch_page)).to_have_text("清水寺，人少")
    await expect(touch_page.get_by_test_id("composer")).to_have_value("")
    await converse(touch_page, "几点去？")
    assert upstream.requests[-1].messages[-1]["content"] == "> 清水寺，人少\n\n几点去？"
    await expect(chip(touch_page)).to_have_count(0)
    said = body(messages(touch_page).nth(2))
    await expect(said.locator(".quoted")).to_have_text("清水寺，人少")
    await expect(said).to_contain_text("几点去？")


async def test_the_offer_lies_beside_the_selection_and_goes_with_it(open_tab: Page, upstream: Upstream):
    """Within the column, just below what is selected; nothing selected, nothing offered."""
    upstream.enqueue(Reply(PLAN))
    await open_new_chat(open_tab)
    await converse(open_tab, "京都一日")
    await select(open_tab, "鸭川", "散步")
    offer = open_tab.get_by_test_id("quote-offer")
    await expect(offer).to_have_text("引用")
    line = await body(last_reply(open_tab)).locator("p").last.bounding_box()
    place = await offer.bounding_box()
    column = await open_tab.locator(".transcript").bounding_box()
    assert line
    assert place
    assert column
    assert line["y"] < place["y"] < line["y"] + line["height"] + 20
    assert column["x"] <= place["x"] <= column["x"] + column["width"] - place["width"]
    await open_tab.evaluate("getSelection().removeAllRanges()")
    await expect(offer).to_have_count(0)


async def test_code_and_formulas_are_quoted_as_their_source(open_tab: Page, upstream: Upstream):
    """Code in its fence with its language, a formula between its dollars."""
    upstream.enqueue(Reply(SOURCES))
    await open_new_chat(open_tab)
    await converse(open_tab, "写一段")
    await expect(body(last_reply(open_tab)).locator(".katex-html")).to_have_count(2)
    await quote(open_tab)
    await converse(open_tab, "为什么？")
    assert upstream.requests[-1].messages[-1]["content"] == f"{QUOTED}\n\n为什么？"


async def test_a_line_of_code_keeps_its_indentation(open_tab: Page, upstream: Upstream):
    """Selected within the block alone."""
    upstream.enqueue(Reply('```python\nif kyoto:\n    go("岚山")\n```'))
    await open_new_chat(open_tab)
    await converse(open_tab, "写一段")
    await expect(open_tab.locator("pre .hljs-string")).to_be_visible()
    await quote(open_tab, "if", "go")
    await expect(chip(open_tab).locator("q")).to_have_text("```python if kyoto: go ```")
    await converse(open_tab, "这行？")
    assert (
        upstream.requests[-1].messages[-1]["content"] == "> ```python\n> if kyoto:\n>     go\n> ```\n\n这行？"
    )


async def test_own_words_are_quoted_and_a_quotation_is_taken_away(open_tab: Page, upstream: Upstream):
    """The newest one counts; with ✕ it goes, and what was written stays."""
    await open_new_chat(open_tab)
    await converse(open_tab, "先去东寺\n再去西寺")
    await quote(open_tab)
    await expect(chip(open_tab)).to_have_count(1)
    await quote(open_tab, messages_back=1)
    await expect(chip(open_tab)).to_have_text("先去东寺 再去西寺")
    await expect(open_tab.get_by_test_id("send")).to_be_hidden()  # a quotation alone says nothing
    await open_tab.get_by_test_id("composer").fill("反过来")
    await open_tab.get_by_test_id("quote-remove").click()
    await expect(chip(open_tab)).to_have_count(0)
    await expect(open_tab.get_by_test_id("composer")).to_have_value("反过来")
    await converse(open_tab, "反过来")
    assert upstream.requests[-1].messages[-1]["content"] == "反过来"


async def test_a_long_quotation_is_cut(open_tab: Page, upstream: Upstream):
    """A whole long reply: its beginning stands for it."""
    upstream.enqueue(Reply("京都下雨了。" * 500))
    await open_new_chat(open_tab)
    await converse(open_tab, "写长些")
    await quote(open_tab)
    await converse(open_tab, "短些")
    assert upstream.requests[-1].messages[-1]["content"] == "> " + "京都下雨了。" * 250 + "…\n\n短些"
