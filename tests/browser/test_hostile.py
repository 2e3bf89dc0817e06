"""Hostile replies: what a model is made to say is text, live and from history, and the page still answers."""

from urllib.parse import urlsplit

import pytest
from playwright.async_api import Page, Route, expect

from tests.browser.hostile import EVIL, FORMULAS, MARKUP, REPLIES
from tests.browser.screens import body, converse, last_reply, open_new_chat
from tests.upstream import Reply, Upstream
from tests.waiting import soon

PIECES = 12

# Looks at every element that ever stands in a reply, be it for one frame.
WATCH = """(() => {
    const kinds = `script, iframe, frame, object, embed, form, base, meta, style, link, video, audio, source,
        template, foreignObject, animate, use, textarea, select, body, svg:not(.katex svg),
        details:is([open], [class], [id], [style], [name]),
        input:not([type=checkbox][disabled])`;
    const fine = {href: /^(https?:[/][/]|mailto:|#)/, src: /^data:image[/]svg[+]xml;charset=utf-8,/};
    window.found = [];
    const isFine = ({name, value}) =>
        !name.startsWith('on') && name !== 'srcdoc' && (!fine[name] || fine[name].test(value));
    const look = element => {
        if (!element.closest('[data-testid=message-body]')) return;
        const isOurSign = element.matches('button.view-whole > svg, button.view-whole > svg *');
        if ((element.matches(kinds) && !isOurSign) || ![...element.attributes].every(isFine)) {
            window.found.push(element.outerHTML.slice(0, 200));
        }
    };
    const lookAt = node => {
        if (node.nodeType === 1) [node, ...node.querySelectorAll('*')].forEach(look);
    };
    new MutationObserver(records => records.forEach(({addedNodes, target, type}) => {
        addedNodes.forEach(lookAt);
        if (type === 'attributes') look(target);
    })).observe(document, {childList: true, subtree: true, attributes: true});
})()"""


@pytest.fixture
async def asked(tab: Page) -> list[str]:
    """The addresses elsewhere that the tab really asks; what the page's policy stops never gets so far."""
    addresses: list[str] = []

    async def refuse(route: Route) -> None:
        addresses.append(route.request.url)
        await route.abort()

    await tab.route(lambda url: urlsplit(url).hostname != "127.0.0.1", refuse)
    return addresses


@pytest.mark.parametrize("name", REPLIES)
async def test_a_hostile_reply_is_harmless_text(name: str, tab: Page, asked: list[str], upstream: Upstream):
    """Nothing runs, no stranger is asked, nothing dangerous stands there, and the next word is answered."""
    tab.on("dialog", lambda dialog: asked.append(f"a dialog: {dialog.message}"))
    await tab.add_init_script(WATCH)
    upstream.enqueue(Reply(tokens=_pieces(REPLIES[name])))
    await open_new_chat(tab)
    await converse(tab, "你好")
    await _is_harmless(tab)
    await tab.reload()
    await expect(body(last_reply(tab))).not_to_be_empty()
    await _is_harmless(tab)
    assert asked == []
    upstream.enqueue(Reply("还在。"))
    await converse(tab, "还在吗？")
    await expect(body(last_reply(tab))).to_have_text("还在。")


async def test_hostile_words_can_still_be_read(tab: Page, asked: list[str], upstream: Upstream):
    """They are shown, not swallowed; and only the reader's own touch asks for a picture."""
    await tab.add_init_script(WATCH)
    upstream.enqueue(
        Reply("\n\n".join((MARKUP["script"], MARKUP["script link"], FORMULAS["links"], MARKUP["picture"])))
    )
    await open_new_chat(tab)
    await converse(tab, "你好")
    reply = body(last_reply(tab))
    await expect(reply).to_contain_text(MARKUP["script"])
    await expect(reply).to_contain_text("点")
    await expect(reply.locator(".katex-html").first).to_contain_text(r"\href")
    await expect(reply.locator("a[href]")).to_have_count(0)
    assert asked == []
    await reply.get_by_role("button", name="图").click()
    await expect(reply.locator("img")).to_have_count(1)
    assert await soon(lambda: [urlsplit(address).hostname for address in asked] == [EVIL])
    assert await tab.evaluate("window.found.length > 0"), "the watch sees it; else these tests mean nothing"


def _pieces(text: str) -> tuple[str, ...]:
    """A dozen pieces, cut wherever they are cut."""
    size = len(text) // PIECES + 1
    return tuple(text[at : at + size] for at in range(0, len(text), size))


async def _is_harmless(tab: Page) -> None:
    """When all has been set and drawn that will be; a diagram's own room counts as well."""
    reply = body(last_reply(tab))
    await expect(reply.locator("> .markdown").first).to_be_attached()
    await expect(reply.locator(".formula.written")).to_have_count(0)
    await expect(reply.locator("figure:has(.code-diagram) > pre")).to_have_count(0, timeout=60_000)
    assert await tab.evaluate("window.found") == []
    assert [await frame.evaluate("window.taken ?? null") for frame in tab.frames] == [None] * len(tab.frames)
