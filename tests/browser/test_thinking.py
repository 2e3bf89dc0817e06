"""Models that think in their text: on the screen thinking is in its fold, also where only its end is told."""

import threading

from playwright.async_api import Page, expect

from tests.browser.screens import Reader, body, hear, last_reply, open_new_chat, say, transcript
from tests.upstream import Reply, Upstream


async def test_what_turns_out_to_be_thinking_moves_into_the_fold(open_tab: Page, upstream: Upstream):
    """It stood in the answer until the closing tag came; then the answer begins anew, also after a reload."""
    closing = threading.Event()
    tokens = ("先想", "想看", "</think>", "去", "寺吧")
    upstream.enqueue(Reply(tokens=tokens, until=closing, until_after=2))
    await open_new_chat(open_tab)
    await say(open_tab, "春天去哪里？")
    await expect(body(last_reply(open_tab))).to_have_text("先想想看")
    closing.set()
    await hear(open_tab, "去寺吧")
    for _ in range(2):
        await expect(body(last_reply(open_tab))).to_have_text("去寺吧")
        await last_reply(open_tab).get_by_test_id("thinking").locator("summary").click()
        await expect(last_reply(open_tab).get_by_test_id("thinking")).to_contain_text("先想想看")
        await open_tab.reload()


async def test_thinking_that_used_up_the_room_can_be_tried_longer(regular: Reader, upstream: Upstream):
    """The bubble says so; one touch asks again with more room."""
    page, words = regular.page, regular.words
    upstream.enqueue(Reply(reasoning=("先想想",), finish="length"), Reply("去清水寺。"))
    await open_new_chat(page)
    await say(page, "春天去哪里？")
    await hear(page, status="failed")
    await expect(page.get_by_test_id("message-error")).to_have_text(words.errors.kinds["only_thought"])
    longer = page.get_by_test_id("message-retry-longer")
    await expect(longer).to_have_text(words.chat.retry_longer)
    await longer.click()
    await hear(page, "去清水寺。")
    assert await transcript(page) == [
        ("user", "春天去哪里？", "complete"),
        ("assistant", "去清水寺。", "complete"),
    ]
    assert upstream.requests[1].body["max_tokens"] > upstream.requests[0].body["max_tokens"]
    await expect(longer).to_have_count(0)
