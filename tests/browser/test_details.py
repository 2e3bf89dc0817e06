"""The sheet of a reply: what stands in it is what the provider received, character by character."""

import re

from playwright.async_api import Locator, Page, expect

from tests.browser.given import chosen, said
from tests.browser.screens import (
    Reader,
    body,
    chat_id,
    choose,
    converse,
    enter,
    hear,
    last_reply,
    open_chats,
    open_new_chat,
)
from tests.long_chats import exchanges
from tests.running import Server
from tests.upstream import Reply, Request, Upstream

TRICKY = "**一**  两个空格\n\n\n\t<b>不是标签</b> &amp; `x` 🚃👨‍👩‍👧\n- 列表   "
_TURNS = """turns => turns.map(turn => ({
    role: turn.dataset.role,
    content: turn.querySelector('[data-testid=sent-content]').textContent,
}))"""


async def open_details(page: Page) -> None:
    await choose(last_reply(page), "message-details")
    await page.get_by_test_id("sent-turn").first.wait_for()


async def shows(page: Page, request: Request) -> None:
    """The newest reply's sheet equals the request; it is closed again."""
    await open_details(page)
    assert await page.get_by_test_id("sent-turn").evaluate_all(_TURNS) == request.messages
    await page.get_by_test_id("details-close").click()
    await expect(page.get_by_test_id("sent-turn")).to_have_count(0)


def asked(upstream: Upstream, words: str) -> Request:
    """The request that ended with these words; OreAI's own requests for a summary come between."""
    return next(request for request in upstream.requests if request.messages[-1]["content"] == words)


def fact(page: Page, key: str) -> Locator:
    return page.locator(f"[data-testid=detail][data-key={key}] dd")


async def test_the_sheet_equals_what_was_received(regular: Reader, upstream: Upstream):
    """Spaces, line breaks, markup and emoji; the first reply, the next one, and after a reload."""
    page = regular.page
    upstream.enqueue(Reply(TRICKY + "完"))
    await open_new_chat(page)
    await converse(page, TRICKY)
    await shows(page, upstream.requests[-1])
    await converse(page, "再来")
    await shows(page, upstream.requests[-1])
    assert upstream.requests[-1].messages[1]["content"] == TRICKY + "完"
    await page.reload()
    await hear(page)
    await shows(page, upstream.requests[-1])


async def test_a_sample_chat_shows_system_text_and_examples(regular: Reader, upstream: Upstream):
    """Each turn with its name and its tokens."""
    page, words = regular.page, regular.words
    await open_chats(page)
    await enter(page, page.get_by_test_id("chat-row").last)
    await converse(page, "你好")
    await shows(page, upstream.requests[-1])
    await open_details(page)
    kinds = await page.get_by_test_id("sent-turn").evaluate_all("turns => turns.map(t => t.dataset.kind)")
    assert kinds[-1] == "message"
    assert "example" in kinds
    await expect(page.get_by_test_id("details")).to_contain_text(words.details.turn_example)
    await page.get_by_test_id("details-close").click()


async def test_a_summary_and_more(regular: Reader, server: Server, upstream: Upstream):
    """The summary stands with the system text, how many turns stayed away is said; so is going on."""
    page, words = regular.page, regular.words
    await open_new_chat(page)
    chat = chat_id(page)
    ids = said(server, chat, exchanges(30, words=4))
    known = {"model": "gpt-4", "summary": "摘要：三月去京都。", "summary_until": ids[39]}
    chosen(server, chat, {"context_tokens": 2000, "max_tokens": 100}, system="你是 <向导>。", **known)
    await page.reload()
    await last_reply(page).wait_for()
    upstream.enqueue(Reply("第一天京都，", finish="length"))
    await converse(page, "怎么玩？")
    request = asked(upstream, "怎么玩？")
    assert "摘要：三月去京都。" in request.messages[0]["content"]
    await shows(page, request)
    await open_details(page)
    left_out = words.details.left_out.partition("{count}")[2]
    await expect(page.get_by_test_id("details")).to_contain_text(left_out)
    await page.get_by_test_id("details-close").click()
    await page.get_by_test_id("message-continue").click()
    await expect(body(last_reply(page))).to_contain_text(words.instructions.go_on)
    await hear(page)
    await shows(page, asked(upstream, words.instructions.go_on))


async def test_the_facts_are_told(regular: Reader, upstream: Upstream):
    """Model, why it ended, tokens, time, speed and parameters, in the reader's language."""
    page, words = regular.page, regular.words
    upstream.enqueue(Reply("清水寺、伏见稻荷、岚山。" * 3, usage=(1234, 56), first_delay_s=0.1, delay_s=0.05))
    await open_new_chat(page)
    await converse(page, "去哪里？")
    await open_details(page)
    await expect(fact(page, "in")).to_have_text(words.details.tokens.replace("{tokens}", "1,234"))
    await expect(fact(page, "out")).to_have_text(words.details.tokens.replace("{tokens}", "56"))
    await expect(fact(page, "ended")).to_have_text(words.details.finish_reasons["stop"])
    await expect(fact(page, "model")).to_contain_text("127.0.0.1")
    await expect(fact(page, "first")).to_contain_text(re.compile(r"\d\.\d"))
    await expect(fact(page, "speed")).to_be_visible()
    await expect(fact(page, "parameters")).to_contain_text("temperature = 0.7, top_p = 1")
    await page.keyboard.press("Escape")
    await expect(page.get_by_test_id("sent-turn")).to_have_count(0)


async def test_a_retried_reply_tells_its_own_request(regular: Reader, upstream: Upstream):
    """The second version was asked with the same words, once."""
    page = regular.page
    await open_new_chat(page)
    await converse(page, "去哪里？")
    upstream.enqueue(Reply("岚山。"))
    await page.get_by_test_id("message-retry").click()
    await hear(page, "岚山。")
    await shows(page, upstream.requests[1])
