"""Formulas and diagrams in a real browser: what they fetch, where they scroll, what is drawn though wrong."""

from playwright.async_api import Page, expect

from tests.browser.screens import body, converse, last_reply, open_new_chat
from tests.upstream import Reply, Upstream

CELLS = " & ".join(f"a_{{{at}}}" for at in range(20))
WIDE = rf"宽的 $\begin{{pmatrix}} {CELLS} \end{{pmatrix}}$ 和窄的 $x^2$ 在一行里"
REFUSED = "```mermaid\ngraph TD\n  A[发布 (正式)] -->|是 (x)| B{x > 5?}\n```"
PIE = """```mermaid
pie showData title 花费
  "住宿费用和其他各种杂费" : 45
  "交通" : 25
```"""


async def test_chemistry_comes_with_its_first_formula(tab: Page, upstream: Upstream):
    """An ordinary formula does not fetch it."""
    asked: list[str] = []
    tab.on("request", lambda request: asked.append(request.url))
    upstream.enqueue(Reply("$x^2$"), Reply(r"$\ce{2H2 + O2 -> 2H2O}$，$\pu{5 kJ//mol}$"))
    await open_new_chat(tab)
    await converse(tab, "平方")
    await expect(body(last_reply(tab)).locator(".katex-html")).to_have_count(1)
    assert not [url for url in asked if "mhchem" in url]
    await converse(tab, "水")
    await expect(body(last_reply(tab)).locator(".katex-html")).to_have_count(2)


async def test_a_wide_formula_scrolls_within_its_line(tab: Page, upstream: Upstream):
    """The page does not, and a narrow one stays what it is."""
    upstream.enqueue(Reply(WIDE))
    await open_new_chat(tab)
    await converse(tab, "矩阵")
    wide = body(last_reply(tab)).locator(".formula.wide")
    await expect(wide).to_have_count(1)
    assert await wide.evaluate("formula => formula.scrollWidth > formula.clientWidth")
    assert await wide.evaluate("formula => formula.clientWidth <= formula.closest('p').clientWidth")
    assert await tab.evaluate("document.documentElement.scrollWidth <= innerWidth")


async def test_a_diagram_without_quotes_is_drawn_all_the_same(tab: Page, upstream: Upstream):
    """Its labels are read as they were meant; the code stays as it was written."""
    upstream.enqueue(Reply(REFUSED))
    await open_new_chat(tab)
    await converse(tab, "画一张")
    picture = body(last_reply(tab)).locator(".diagram img")
    source = await picture.get_attribute("src")
    drawn = await tab.evaluate("source => decodeURIComponent(source)", source)
    assert "发布" in drawn
    assert "&gt;" in drawn
    await body(last_reply(tab)).get_by_role("button", name="代码").click()
    await expect(body(last_reply(tab)).locator("pre")).to_contain_text("A[发布 (正式)] -->|是 (x)| B{x > 5?}")


async def test_a_pie_fits_a_phone_with_its_legend(tab: Page, upstream: Upstream):
    """Nothing of it has to be scrolled to."""
    upstream.enqueue(Reply(PIE))
    await open_new_chat(tab)
    await converse(tab, "花了多少")
    diagram = body(last_reply(tab)).locator(".diagram")
    await expect(diagram.locator("img")).to_be_visible()
    assert await diagram.evaluate("diagram => diagram.scrollWidth <= diagram.clientWidth")
