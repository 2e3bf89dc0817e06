"""What the model sees of a chat: its memory, the line where its view begins, and what is too long for it."""

import threading

import pytest
from playwright.async_api import Locator, Page, expect

from oreai.i18n.fill import fill
from oreai.llm.tokens import OLDER, count
from tests.browser.given import chosen, said
from tests.browser.screens import (
    PHONE,
    Reader,
    body,
    chat_id,
    converse,
    hear,
    last_reply,
    messages,
    open_new_chat,
    transcript,
)
from tests.long_chats import exchanges
from tests.running import Server
from tests.upstream import Reply, Upstream, too_long

THOUGHTS = ("先想想，", "春天人多🚃，", "早点去。")
_MODEL = "gpt-4"
_LIMIT = 8192  # tokens, of that model
LONG = "".join(f"第{day}天：清水寺、伏见稻荷、岚山。" for day in range(60))


async def open_with(reader: Reader, server: Server, **parameters: object) -> str:
    """A new chat whose parameters are these; its id."""
    await open_new_chat(reader.page)
    chosen(server, chat_id(reader.page), parameters, model=_MODEL)
    await reader.page.reload()
    limit = str(parameters.get("context_tokens", _LIMIT))
    await expect(meter(reader.page)).to_have_attribute("data-limit", limit)  # until then it is of before
    return chat_id(reader.page)


def meter(page: Page) -> Locator:
    return page.get_by_test_id("context-meter")


async def numbers(page: Page) -> tuple[int, int]:
    """Used, and the limit."""
    used, limit = [await meter(page).get_attribute(f"data-{name}") for name in ("used", "limit")]
    return int(used or -1), int(limit or -1)


async def test_a_line_tells_the_model_and_how_full_its_memory_is(regular: Reader, server: Server):
    """In percent, below the title; it grows with what is said. Its tokens are for Details."""
    page = regular.page
    await open_with(regular, server)
    empty = await numbers(page)
    await converse(page, "三天怎么安排？")
    reply = await body(last_reply(page)).inner_text()
    used = 3 + 4 + count("三天怎么安排？", OLDER) + 4 + count(reply, OLDER)
    await expect(meter(page)).to_have_attribute("data-used", str(used))
    assert (empty, await numbers(page)) == ((3, _LIMIT), (used, _LIMIT))
    words = fill(regular.words.context.used, share=str(used * 100 // _LIMIT))
    await expect(meter(page)).to_have_text(f"{_MODEL} · {words}")


@pytest.mark.parametrize("width", [320, 390, 768, 1280])
async def test_the_share_is_never_cut(regular: Reader, server: Server, width: int):
    """Beside the longest model's name, with a summary, in large letters; the title stays in the middle."""
    page = regular.page
    chat = await open_with(regular, server, context_tokens=1000, max_tokens=100)
    ids = said(server, chat, exchanges(20, words=2))
    name = f"the-longest-name-of-a-model-there-is-{regular.locale}-instruct-q4"
    chosen(server, chat, {"context_tokens": 1000}, model=name, summary="摘要", summary_until=ids[25])
    await page.set_viewport_size({"width": width, "height": 844})
    try:
        await page.reload()
        await expect(page.get_by_test_id("summary-open")).to_be_visible()
        for size in ("16", "20"):
            await page.evaluate("size => { document.documentElement.dataset.textSize = size; }", size)
            share = page.locator(".memory-share")
            assert await share.evaluate("share => share.scrollWidth <= share.clientWidth")
            line, part = await meter(page).bounding_box(), await share.bounding_box()
            assert line["x"] <= part["x"]
            assert part["x"] + part["width"] <= line["x"] + line["width"] + 1
            assert await meter(page).evaluate("line => line.scrollWidth <= line.clientWidth")
        bar = await page.locator(".chat-bar").bounding_box()
        title = await page.get_by_test_id("chat-title").bounding_box()
        assert abs(title["x"] + title["width"] / 2 - bar["x"] - bar["width"] / 2) <= 2
    finally:
        await page.evaluate("delete document.documentElement.dataset.textSize")
        await page.set_viewport_size(PHONE)


@pytest.mark.parametrize("summary", ["", "摘要：三月去京都。"], ids=["bare", "summary"])
async def test_a_line_stands_where_the_models_view_begins(regular: Reader, server: Server, summary: str):
    """Above the first message it sees in full, and says whether it remembers the rest."""
    page = regular.page
    chat = await open_with(regular, server, context_tokens=1000, max_tokens=100)
    ids = said(server, chat, exchanges(20, words=2))
    if summary:
        chosen(server, chat, summary=summary, summary_until=ids[25])
    await page.reload()
    line = page.get_by_test_id("context-start")
    words = regular.words.context.start if summary else regular.words.context.start_bare
    await expect(line).to_have_text(words)
    first = page.locator("[data-testid=context-start] + [data-testid=message]")
    await expect(first).to_have_attribute("data-role", "user")
    at = ids.index(await first.get_attribute("data-message-id") or "")
    assert 0 < at < len(ids) - 1
    assert (at >= 26) or not summary
    if not summary:
        await expect(meter(page)).to_contain_text(regular.words.context.left_out)
        await expect(page.get_by_test_id("summary-open")).to_have_count(0)
        return
    await page.get_by_test_id("summary-open").click()
    await expect(page.get_by_role("dialog", name=regular.words.context.summary_title)).to_be_visible()
    await expect(page.get_by_test_id("summary-text")).to_have_text(summary)
    await page.get_by_test_id("summary-close").click()
    await expect(page.locator("dialog[open]")).to_have_count(0)


async def test_a_chat_that_fits_has_no_line(regular: Reader, server: Server):
    """The model sees all of it."""
    await open_with(regular, server)
    await converse(regular.page, "你好")
    await expect(regular.page.get_by_test_id("context-start")).to_have_count(0)


async def test_a_prompt_that_is_too_long_is_refused_and_can_be_shortened(
    regular: Reader, server: Server, upstream: Upstream
):
    """Its size and the room are told, the draft stays; shortened, restored, shortened again, it is sent."""
    page, words = regular.page, regular.words
    await open_with(regular, server, context_tokens=500, max_tokens=100)
    composer, refusal = page.get_by_test_id("composer"), page.get_by_test_id("refusal")
    await composer.fill(LONG)
    await page.get_by_test_id("send").click()
    told = words.composer.over_window.replace("{length}", f"{count(LONG, OLDER):,}")
    await expect(refusal).to_have_text(told.replace("{limit}", str(500 - 100 - 7)))
    await expect(composer).to_have_value(LONG)
    await expect(messages(page)).to_have_count(0)
    assert upstream.requests == []

    await page.get_by_test_id("shorten").click()
    await expect(refusal).to_have_text(words.composer.shortened_hint)
    short = await composer.input_value()
    head, _, tail = short.split("\n\n")
    assert (LONG.startswith(head), LONG.endswith(tail), len(short) < len(LONG)) == (True, True, True)
    await page.get_by_test_id("restore").click()
    await expect(composer).to_have_value(LONG)

    await page.get_by_test_id("send").click()
    await page.get_by_test_id("shorten").click()
    await expect(composer).to_have_value(short)
    await page.get_by_test_id("send").click()
    await hear(page)
    await expect(composer).to_have_value("")
    assert upstream.requests[-1].messages == [{"role": "user", "content": short}]
    await expect(refusal).to_have_count(0)


async def test_a_refused_draft_survives_a_reload(regular: Reader, server: Server):
    """Lin thinks about it until tomorrow."""
    page = regular.page
    await open_with(regular, server, context_tokens=500, max_tokens=100)
    await page.get_by_test_id("composer").fill(LONG)
    await page.get_by_test_id("send").click()
    await expect(page.get_by_test_id("shorten")).to_be_visible()
    await page.reload()
    await expect(page.get_by_test_id("composer")).to_have_value(LONG)


async def test_thinking_is_folded_and_stays(regular: Reader, upstream: Upstream):
    """It grows in its own part while the model thinks, never in the reply, and is there after a reload."""
    page, words = regular.page, regular.words
    words_come = threading.Event()
    upstream.enqueue(Reply("去清水寺。", reasoning=THOUGHTS, until=words_come, until_after=2))
    await open_new_chat(page)
    await page.get_by_test_id("composer").fill("春天去哪里？")
    await page.get_by_test_id("send").click()
    part = page.get_by_test_id("thinking")
    await expect(part.locator("summary")).to_have_text(words.chat.thinking_now)
    words_come.set()
    await hear(page, "去清水寺。")
    for _ in ("at once", "after a reload"):
        await expect(part.locator("summary")).to_have_text(words.chat.thinking_title)
        await expect(part.get_by_text("早点去")).to_be_hidden()
        await part.locator("summary").click()
        await expect(part.locator(".plain")).to_have_text("".join(THOUGHTS))
        assert (await transcript(page))[-1] == ("assistant", "去清水寺。", "complete")
        await page.reload()


async def test_a_request_that_was_cut_says_so(regular: Reader, server: Server, upstream: Upstream):
    """The model refused it as too long: a note below the reply names its limit, also after a reload."""
    page = regular.page
    chat = await open_with(regular, server)
    chosen(server, chat, model=f"refuses-{regular.locale}")  # what it teaches must not reach other tests
    await converse(page, "去哪里？")
    upstream.enqueue(too_long(3000, 3100))
    await converse(page, "还有呢？")
    note = last_reply(page).get_by_test_id("message-note")
    told = regular.words.chat.refitted.replace("{limit}", "2,850")
    await expect(note).to_have_text(told)
    await page.reload()
    await expect(note).to_have_text(told)
    await expect(messages(page)).to_have_count(4)


async def test_a_reply_that_was_cut_off_goes_on_in_its_bubble(regular: Reader, upstream: Upstream):
    """It ended at its longest length: continued, it is one message without a seam."""
    page = regular.page
    upstream.enqueue(Reply("第一天去清水寺，第二天坐电车", finish="length"), Reply("第二天坐电车去奈良。"))
    await open_new_chat(page)
    await converse(page, "怎么玩？")
    await page.get_by_test_id("message-continue").click()
    await expect(body(last_reply(page))).to_have_text("第一天去清水寺，第二天坐电车去奈良。")
    await hear(page)
    await expect(page.get_by_test_id("message-continue")).to_have_count(0)
    await expect(messages(page)).to_have_count(2)
