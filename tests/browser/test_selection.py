"""What a reader has selected in a reply stays selected while the reply goes on."""

import threading

import pytest
from playwright.async_api import Page, expect

from tests.browser.screens import body, hear, last_reply, open_new_chat, say
from tests.upstream import Reply, Upstream

SELECT = """([reply, words]) => {
    const texts = document.createTreeWalker(reply, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) {
        const at = texts.currentNode.data.indexOf(words);
        const ends = [texts.currentNode, at, texts.currentNode, at + words.length];
        if (at >= 0) getSelection().setBaseAndExtent(...ends);
    }
}"""
SELECTED = "getSelection().toString()"
MORE = tuple(f"再走 {at} 分钟，" for at in range(12))

GROWING = {
    "paragraph": ("先去清水寺，人少。", *MORE),
    "paragraph that becomes bold": ("先去清水寺，**人少", "**，`早`", "去。", *MORE),
    "item": ("1. 岚山\n2. 先去清水寺，人", *MORE, "\n\n   晚上\n", *MORE),
    "item of a list that gains blank lines": ("- 岚山，先去清水寺\n- 奈", "良\n\n- 再", *MORE),
    "paragraph that ends": ("先去清水寺，", "人少。\n\n", *MORE, "\n\n- 好", *MORE),
    "cell": ("| 站 | 分 |\n| - | - |\n| 先去清水寺 | 三", "十 |\n", "| 岚山 | 五 |\n\n", *MORE),
    "code block": ("```python\n# 先去清水寺\ngo(", "1)\ngo(2)\n", *("go(3)\n",) * 12, "```\n\n", *MORE),
    "paragraph that becomes long": (
        f"先去清水寺。{'从二年坂走下来，喝一杯抹茶。' * 130}",
        *("人少、光线也好。",) * 30,
    ),
}


@pytest.mark.parametrize("kind", GROWING)
async def test_selected_words_stay_selected_while_the_reply_goes_on(kind: str, tab: Page, upstream: Upstream):
    """At every piece, to the end, and for a moment after it, when colours have come."""
    retry_until_done = threading.Event()
    upstream.enqueue(Reply(tokens=GROWING[kind], until=retry_until_done, until_after=1, delay_s=0.04))
    await open_new_chat(tab)
    await say(tab, "去哪里？")
    reply = body(last_reply(tab))
    await expect(reply).to_contain_text("清水寺")
    await _select(tab, "清水寺")
    await tab.evaluate(
        """() => {
            window.lost = 0;
            const look = () => { if (getSelection().toString() !== '清水寺') window.lost += 1; };
            const anything = {childList: true, characterData: true, subtree: true};
            new MutationObserver(look).observe(document.body, anything);
        }"""
    )
    retry_until_done.set()
    await hear(tab)
    if kind == "code block":
        await expect(reply.locator("pre .hljs-comment")).to_have_text("# 先去清水寺")
    assert await tab.evaluate(SELECTED) == "清水寺"
    assert await tab.evaluate("window.lost") == 0


async def test_a_selection_over_several_blocks_stays(tab: Page, upstream: Upstream):
    """Also one that was drawn from below, and one that ends in the block that grows."""
    retry_until_done = threading.Event()
    upstream.enqueue(
        Reply(
            tokens=("先去清水寺。\n\n再去岚山，", *MORE), until=retry_until_done, until_after=1, delay_s=0.04
        )
    )
    await open_new_chat(tab)
    await say(tab, "去哪里？")
    reply = body(last_reply(tab))
    await expect(reply).to_contain_text("岚山")
    await reply.evaluate(
        """reply => {
            const [first, last] = reply.querySelectorAll('p');
            getSelection().setBaseAndExtent(last.firstChild, 4, first.firstChild, 2);
        }"""
    )
    chosen = await tab.evaluate(SELECTED)
    assert chosen.split() == ["清水寺。", "再去岚山"]
    retry_until_done.set()
    await hear(tab)
    assert await tab.evaluate(SELECTED) == chosen
    assert await tab.evaluate("getSelection().anchorOffset") == 4


async def _select(tab: Page, words: str) -> None:
    await body(last_reply(tab)).evaluate(f"(reply, words) => ({SELECT})([reply, words])", words)
    assert await tab.evaluate(SELECTED) == words
