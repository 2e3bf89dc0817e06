"""The pages' own policy: nothing of ours is stopped by it, and a script that was put into a page is."""

from playwright.async_api import Page, expect

from oreai.client_build import CLIENT
from tests.browser.screens import body, converse, last_reply, open_chats, open_new_chat
from tests.browser.traffic import Traffic
from tests.upstream import Reply, Upstream

_TELL = """addEventListener('securitypolicyviolation', event =>
    console.error(`stopped: ${event.violatedDirective} ${event.blockedURI} ${event.sample}`))"""
_RICH = """# Kyoto\n\n| a | b |\n|---|---|\n| **1** | `2` |\n\n$$\\int_0^1 x^2\\,dx = \\frac13$$\n
```mermaid\ngraph TD\n  A[Kyoto] --> B[Nara]\n```\n\n```python\nprint("Kyoto")\n```\n"""


def _pages() -> set[str]:
    """The address of each page that has been built, whichever there are."""
    names = {f"/{file.relative_to(CLIENT).with_suffix('')}" for file in CLIENT.rglob("*.html")}
    addresses = {name.removesuffix("index").rstrip("/") or "/" for name in names}
    return addresses - {"/__spa-fallback", "/404", "/offline"} | {"/offline.html"}


async def test_the_policy_stops_nothing_of_ours(tab: Page):
    """Each page that there is, opened by its address, runs its own inline scripts; the console is silent."""
    await tab.add_init_script(_TELL)
    traffic = Traffic(tab)
    for address in sorted(_pages()):
        await tab.goto(address)
        await expect(tab.locator("[data-testid]").first).to_be_attached()
    assert {"/", "/find", "/mine", "/login", "/search"} <= _pages()
    assert traffic.complaints == []


async def test_the_policy_lets_a_rich_reply_be_drawn(tab: Page, upstream: Upstream):
    """Markdown, a formula, a diagram and code, live and again after the chat is opened by its address."""
    await tab.add_init_script(_TELL)
    traffic = Traffic(tab)
    upstream.enqueue(Reply(tokens=(_RICH,)))
    await open_new_chat(tab)
    await converse(tab, "Kyoto")
    for _ in ("live", "again"):
        await expect(body(last_reply(tab)).locator(".katex").first).to_be_visible()
        await expect(body(last_reply(tab)).locator("pre", has_text="print")).to_be_visible()
        await expect(body(last_reply(tab)).locator("img[src^='data:image/svg']")).to_be_visible()
        await tab.reload()
    assert traffic.complaints == []


async def test_an_inline_script_that_was_put_into_a_page_does_not_run(tab: Page):
    """Neither a script that is put there, nor an element's own handler."""
    await tab.goto("/find")
    await tab.evaluate(
        """() => {
            const script = document.createElement('script');
            script.textContent = "window.ran = 'later'";
            document.body.append(script);
            document.body.insertAdjacentHTML('beforeend', `<b id="planted" onclick="window.ran = 'on'">`);
            document.getElementById('planted').click();
        }"""
    )
    assert await tab.evaluate("window.ran ?? null") is None
    await open_chats(tab)
