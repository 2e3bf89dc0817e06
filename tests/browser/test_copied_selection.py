"""What Ctrl+C takes from a reply: a formula once, no word of a button, a task with one sign."""

from playwright.async_api import Page, expect

from tests.browser.screens import body, choose, converse, last_reply, open_new_chat
from tests.upstream import Reply, Upstream

ANSWER = r"""设 $f(x)=x^2$，则 $f'(x)=2x$。

```python
print("东寺")
```

中间。

```js
let a = 1;
```

$$
E = mc^2
$$

- [x] 订机票
- [ ] 订酒店
- 散步"""
PLAIN = """设 f(x)=x^2，则 f'(x)=2x。

print("东寺")

中间。

let a = 1;

E = mc^2

☑ 订机票
☐ 订酒店
• 散步"""
NOTE = """addEventListener('copy', event => {
    window.taken = event.defaultPrevented;
    window.plain = event.clipboardData.getData('text/plain');
    window.looks = event.clipboardData.getData('text/html');
});"""
CLOSED = """
Object.defineProperty(Navigator.prototype, 'clipboard', { value: undefined });
addEventListener('paste', event => { window.pasted = event.clipboardData.getData('text/html'); });
"""
SELECT = """([from, to]) => {
    const body = [...document.querySelectorAll('[data-role=assistant] .message-body')].at(-1);
    const range = document.createRange();
    range.setStart(from ? body.querySelector(from) : body, 0);
    const last = to ? body.querySelector(to) : body;
    range.setEnd(last, last.childNodes.length);
    getSelection().removeAllRanges();
    getSelection().addRange(range);
}"""


async def _answered(tab: Page, upstream: Upstream) -> None:
    await tab.add_init_script(NOTE)
    upstream.enqueue(Reply(ANSWER))
    await open_new_chat(tab)
    await converse(tab, "写一段")
    await expect(body(last_reply(tab)).locator(".katex-html")).to_have_count(3)


async def _copied(tab: Page, start: str = "", end: str = "") -> str:
    """The plain text of what stands from one element of the reply to another."""
    await tab.evaluate(SELECT, [start, end])
    await tab.keyboard.press("Control+C")
    return await tab.evaluate("window.plain")


async def test_a_selection_is_copied_as_it_is_read(tab: Page, upstream: Upstream):
    """As text: TeX once, code without its buttons; with its looks: MathML once."""
    await _answered(tab, upstream)
    assert await _copied(tab) == PLAIN
    looks = await tab.evaluate("window.looks")
    assert looks.count("<math") == 3
    assert not [part for part in ("katex-html", "<annotation", "<button", "复制") if part in looks]
    assert looks.count("☑") == 1


async def test_a_part_of_a_formula_is_the_whole_formula(tab: Page, upstream: Upstream):
    """Also where nothing else is selected."""
    await _answered(tab, upstream)
    assert await _copied(tab, ".formula .mord", ".formula .mord") == "f(x)=x^2"
    assert (await tab.evaluate("window.looks")).count("<math") == 1


async def test_words_alone_are_left_to_the_browser(tab: Page, upstream: Upstream):
    """It knows best how."""
    await _answered(tab, upstream)
    await _copied(tab, "pre code", "pre code")
    assert await tab.evaluate("window.taken") is False


async def test_the_whole_page_is_its_conversation(tab: Page, upstream: Upstream):
    """Ctrl+A takes no word of the bars and buttons round it, and each message once."""
    await _answered(tab, upstream)
    await tab.get_by_test_id("chat-title").click()
    await tab.evaluate("getSelection().selectAllChildren(document.body)")
    await tab.keyboard.press("Control+C")
    assert await tab.evaluate("window.plain") == f"写一段\n\n{PLAIN}"


async def test_the_buttons_copy_a_formula_once(tab: Page, upstream: Upstream):
    """The message's button its TeX and MathML, the plain text its TeX."""
    await tab.add_init_script(CLOSED)
    await _answered(tab, upstream)
    box = tab.get_by_test_id("composer")
    await last_reply(tab).get_by_test_id("message-copy").click()
    await box.press("Control+V")
    await expect(box).to_have_value(ANSWER)
    assert (await tab.evaluate("window.pasted")).count("<math") == 3
    assert "katex-html" not in await tab.evaluate("window.pasted")
    await box.fill("")
    await choose(last_reply(tab), "message-copy-plain")
    await expect(tab.get_by_test_id("toast")).to_have_text("已复制")
    await box.press("Control+V")
    await expect(box).to_have_value(PLAIN)
